"""The columns of a record type's sheet: what they hold, how wide they are, how they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exports.workbook.book import Book
from exports.workbook.cells import Formula
from exports.workbook.formulas import COLUMNS
from exports.workbook.names import ID, calculated, heads, hidden_heads, shown_fields
from exports.workbook.style import Look
from models.derived import Derived
from models.display import locale_of
from models.fields import Field, Kind, Value
from models.i18n import _
from models.record import TYPES, Record
from models.values import sign_follows

SAMPLE = 500
"""Records that decide how wide a column is. More would cost time and change little."""

_WORDS = 24
"""Width of a calculated column that says something in words; formulas have no length."""

_DATE_FORMAT = "d mmm yyyy"
_DATE_FORMATS = {"de": "d. mmm yyyy", "ja": 'yyyy"年"m"月"d"日"'}
"""Languages that write a day otherwise; the name of the month is in the reader's language."""
PERCENT_FORMAT = 'General"\u00a0%"'
"""Stored as people say it: 70 stays 70, and no decimal point is left standing behind it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str
    width: float
    """In characters; 0 hides the column."""
    look: Look
    value: Callable[[Record], Value | Formula]
    help: str = ""
    formula: str = ""
    source: str = ""
    """What its drop-down offers."""
    strict: bool = False
    amount: bool = False
    """It holds figures or dates, which stand on the right; so does its head."""


def columns_of(book: Book, record_type: type[Record]) -> list[Column]:
    """All columns of a type's sheet: fields, calculated ones, and the hidden id."""
    head = heads(record_type)
    records = book.snapshot.all(record_type)[:SAMPLE]
    fields = shown_fields(record_type)
    columns = [_field(book, field, head[field.name], records) for field in fields]
    columns += [
        _calculated(book, derived, head[derived.name]) for derived in calculated(record_type)
    ]
    return [*columns, *_hidden(book, record_type)]


def _hidden(book: Book, record_type: type[Record]) -> Iterator[Column]:
    """The record's own id, and those of the links that figures follow."""
    look = book.look("text")
    yield Column(ID, 0, look, lambda record: record.id)
    for name, head in hidden_heads(record_type).items():
        yield Column(head, 0, look, _stored(name))


def _stored(name: str) -> Callable[[Record], Value]:
    return lambda record: record.values[name]


def _field(book: Book, field: Field[Any], head: str, records: Sequence[Record]) -> Column:
    value = reader(book, field)
    sample = [value(record) for record in records]
    number_format = format_of(book, field.kind, sample)
    name = "number" if field.kind.numeric or field.kind is Kind.DATE else "text"
    source, strict = choices_of(book, field)
    return Column(
        head,
        _width(field, head, sample),
        book.look(name, number_format),
        value,
        help=field.help,
        source=source,
        strict=strict,
        amount=name == "number",
    )


def _calculated(book: Book, derived: Derived, head: str) -> Column:
    formula, words = COLUMNS[derived.name](), derived.kind is Kind.LINE
    number_format = figure_format(book, derived.kind)
    look = book.look("calculated_text" if words else "calculated", number_format)
    width = max(_WORDS if words else 14, _least(head))

    def written(record: Record) -> Formula:
        return Formula(formula, derived.function(record, book.snapshot))

    return Column(head, width, look, written, formula=formula, amount=not words)


def reader(book: Book, field: Field[Any]) -> Callable[[Record], Value]:
    """How a field's value is taken from a record: as a number or date, or as the text shown."""
    name = field.name
    if field.kind is Kind.LINK:
        table = book.snapshot.table(TYPES[field.target])
        captions = {id_: record.caption for id_, record in table.items()}
        return lambda record: captions.get(str(record.values[name]), "")
    if field.kind is Kind.CHOICE:
        texts = {choice.value: field.text_of(choice.value) for choice in field.choices}
        return lambda record: texts.get(str(record.values[name]), record.values[name])
    if field.kind is Kind.YES_NO:
        words = {True: _("Yes"), False: _("No"), None: ""}
        return lambda record: words[record.values[name]]  # type: ignore[index]
    return _stored(name)


def choices_of(book: Book, field: Field[Any]) -> tuple[str, bool]:
    """What a field's drop-down offers, and whether it accepts nothing else."""
    if field.kind is Kind.CHOICE:
        return book.list_of(field.text_of(choice.value) for choice in field.choices), True
    if field.kind is Kind.YES_NO:
        return book.list_of((_("Yes"), _("No"))), True
    if field.kind is Kind.LINK:
        return book.names_of(TYPES[field.target]), False
    return "", False


def format_of(book: Book, kind: Kind, values: Sequence[Value]) -> str:
    """The number format of a column: as many decimals as its values need, at most two.

    Not "0.##": Excel would leave the point standing behind whole numbers.
    """
    if kind is Kind.DATE:
        return date_format(book)
    if kind is Kind.PERCENT:
        return PERCENT_FORMAT
    if not kind.numeric:
        return "General"
    if kind is Kind.YEAR:
        return "0"
    numbers = [v for v in values if isinstance(v, float)]
    decimals = max((_decimals(n) for n in numbers), default=0)
    if kind is Kind.MONEY:
        return money_format(book, 2 if decimals else 0)
    return "#,##0" + _point(decimals)


def figure_format(book: Book, kind: Kind, unit: str = "") -> str:
    """The number format of a calculated figure: amounts in full, numbers to a tenth."""
    behind = f'"\u00a0{unit}"' if unit else ""
    return {
        Kind.LINE: "General",
        Kind.DATE: date_format(book),
        Kind.MONEY: money_format(book),
        Kind.PERCENT: PERCENT_FORMAT.replace("General", "0.0"),
        Kind.COUNT: "#,##0" + behind,
    }.get(kind, "#,##0.0" + behind)


def date_format(book: Book) -> str:
    """Days as the workshop's language writes them: "24 Nov 2026", in German "24. Nov 2026"."""
    return _DATE_FORMATS.get(locale_of(book.snapshot)[:2], _DATE_FORMAT)


def money_format(book: Book, decimals: int = 0) -> str:
    """Amounts with the currency's sign where the workshop's language has it, a minus first."""
    amount = "#,##0" + _point(decimals)
    if book.sign and sign_follows(locale_of(book.snapshot)):
        amount = f'{amount}"\u00a0{book.sign}"'
    elif book.sign:
        amount = f'"{book.sign}\u00a0"{amount}'
    return f"{amount};-{amount}"


def _point(decimals: int) -> str:
    return "." + "0" * decimals if decimals else ""


def _decimals(number: float) -> int:
    return 0 if number == round(number) else 1 if number == round(number, 1) else 2


def _width(field: Field[Any], head: str, sample: Sequence[Value]) -> float:
    longest = max((_length(value) for value in sample), default=0)
    if field.kind is Kind.TEXT:
        return max(24, _least(head), min(46, longest * 1.05))
    if field.kind.numeric or field.kind is Kind.DATE:
        return max(12, _least(head), min(20, longest + 3))
    return max(12, _least(head), min(32, longest * 1.05 + 2))


def _length(value: Value) -> int:
    if isinstance(value, str):
        return max(map(len, value.split("\n")))
    if isinstance(value, date):
        return 11
    return 0 if value is None else len(f"{value:,.2f}")


def _least(head: str) -> float:
    """Room for the head on two lines, beside the filter's button."""
    words = head.split()
    return max(max(map(len, words), default=0), len(head) * 0.55) + 4.5
