"""Pasting a block of cells into a table of records, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.actions import place, read
from models.clipboard import MAX_ROWS
from models.errors import Refusal
from models.fields import Field, Value
from models.history import Changes
from models.i18n import _, ngettext
from models.record import Record
from models.step import Step
from models.workshop import Workshop

Block = Sequence[Sequence[str]]


@dataclass
class Pasted:
    """What a paste did: the committed changes, and a sentence per cell left out."""

    changes: Changes = field(default_factory=lambda: Changes("", ()))
    left_out: list[str] = field(default_factory=list)


def report(pasted: Pasted) -> Refusal:
    """What a paste left out, as sentences for a notice."""
    count = len(pasted.left_out)
    what = ngettext("{n} cell was left out: {first}", "{n} cells were left out. {first}", count)
    return Refusal(
        what.format(n=count, first=pasted.left_out[0]),
        _("Everything else was pasted; Undo takes it back."),
    )


def paste_cells(
    workshop: Workshop,
    record_type: type[Record],
    rows: Sequence[Record],
    fields: Sequence[Field[Any]],
    block: Block,
) -> Pasted:
    """Fill a block into `fields` of `rows`, row by row; further rows are added at the end.

    Cells that do not fit their field keep their value and are reported. A first row that
    repeats the column heads is left out.
    """
    check_size(block)
    if block and _is_heading(block[0], fields):
        block = block[1:]
    result = Pasted()
    name = ngettext("Paste {n} row into {kind}", "Paste {n} rows into {kind}", len(block))
    with workshop.step(name.format(n=len(block), kind=record_type.noun(2))) as step:
        for index, cells in enumerate(block):
            filled = _read_row(step, fields, cells, result.left_out)
            if index < len(rows):
                step.update(rows[index], **filled)
            elif any(cells):
                step.insert(record_type.new(place(step, record_type), **filled))
    result.changes = step.changes
    return result


def _read_row(
    step: Step, fields: Sequence[Field[Any]], cells: Sequence[str], left_out: list[str]
) -> dict[str, Value]:
    filled: dict[str, Value] = {}
    for target, text in zip(fields, cells, strict=False):
        try:
            filled[target.name] = read(step, target, text)
        except Refusal as refusal:
            left_out.append(str(refusal))
    return filled


def _is_heading(cells: Sequence[str], fields: Sequence[Field[Any]]) -> bool:
    heads = [{f.label.casefold(), f.title.casefold(), f.name} for f in fields]
    hits = sum(c.casefold() in known for c, known in zip(cells, heads, strict=False))
    return hits > 0 and hits >= len([c for c in cells if c]) * 0.6


def check_size(block: Block) -> None:
    """Refuse a block that nobody meant to paste."""
    if len(block) > MAX_ROWS:
        raise Refusal(
            _("{n} rows are too many to paste at once.").format(n=len(block)),
            _("Nothing was changed."),
            _("Copy only the filled rows, at most {n}.").format(n=MAX_ROWS),
        )
