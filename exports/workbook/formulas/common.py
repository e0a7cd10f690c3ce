"""What a key figure is, and the parts that many formulas are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from exports.workbook.names import ID, hidden_heads, table_name
from exports.workbook.references import cells, column, every, here, quoted
from models.fields import Field, Kind
from models.i18n import _
from models.record import TYPES, Record
from models.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the summary: its formula, and the definition that the formula mirrors."""

    name: str
    """The defined name of its cell."""
    _label: str
    kind: Kind
    definition: Callable[[Snapshot], float | date | None]
    formula: Callable[[], str]
    unit: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """What it is called, in the current language."""
        return _(self._label)


def total(cells: str) -> str:
    """The sum of the numbers in cells; "" where there is none (`models.figures.total`)."""
    return f'IF(COUNT({cells})=0,"",SUM({cells}))'


def total_where(condition: str, cells: str) -> str:
    """`total` of the rows for which a condition is 1 or TRUE."""
    known = f"SUMPRODUCT({condition}*ISNUMBER({cells}))"
    return f'IF({known}=0,"",SUMPRODUCT({condition}*1,{cells}))'


def count_where(condition: str) -> str:
    """How many rows a condition is 1 or TRUE for."""
    return f"SUMPRODUCT({condition}*1)"


def rows(record_type: type[Record]) -> str:
    """How many records a table has, also those without a name. Rows may be added by hand."""
    name = every(record_type.fields[record_type.label_field])
    return count_where(f'(({name}<>"")+({column(record_type, ID, "Data")}<>"")>0)')


def blank_row(record_type: type[Record]) -> str:
    """Whether the row of the formula is the empty one of an empty table."""
    name = here(record_type.fields[record_type.label_field])
    return f'AND({name}="",{column(record_type, ID, "This Row")}="")'


def linked(link: Field[Any]) -> str:
    """1 for the record that a link in the row of the formula names, 0 for all others.

    The name decides, because that is what people see and change; where several records share
    it, the hidden id does, so it must be of one that still bears the name.
    """
    record_type = TYPES[link.target]
    names = every(record_type.fields[record_type.label_field])
    shown, unnamed = here(link), quoted(_("(no name)"))
    by_name = f'({names}=IF({shown}={unnamed},"",{shown}))*({shown}<>"")'
    by_id = f"({column(record_type, ID, 'Data')}={_linked_id(link, 'This Row')})"
    return f"{by_name}*((SUMPRODUCT({by_name})=1)+{by_id}>0)"


def linking(link: Field[Any]) -> str:
    """The other way round: 1 for records whose link names the record in the formula's row."""
    record_type = TYPES[link.target]
    field = record_type.fields[record_type.label_field]
    name, unnamed = here(field), quoted(_("(no name)"))
    by_name = f'({every(link)}=IF({name}="",{unnamed},{name}))'
    by_id = f"({_linked_id(link, 'Data')}={column(record_type, ID, 'This Row')})"
    return f"{by_name}*((SUMPRODUCT(({every(field)}={name})*1)=1)+{by_id}>0)"


def _linked_id(link: Field[Any], part: str) -> str:
    head = hidden_heads(link.owner)[link.name]
    return cells(table_name(link.owner), head, part)
