"""Pasting a block of cells into a table of records, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.actions import place, read
from models.clipboard import MAX_ROWS
from models.display import editable_of
from models.errors import Refusal
from models.fields import Field, Value
from models.history import Changes
from models.i18n import _, ngettext
from models.record import Record
from models.step import Step
from models.values import UNIT
from models.workshop import Workshop

Block = Sequence[Sequence[str]]


@dataclass
class Pasted:
    """What a paste did: the committed changes, and what a user should know about them."""

    changes: Changes = field(default_factory=lambda: Changes("", ()))
    left_out: list[str] = field(default_factory=list)
    """A sentence for each cell that did not fit where it belongs."""
    notes: list[str] = field(default_factory=list)
    """A sentence for each thing else that one might not expect, such as a block too wide."""


_MOST = 3
"""More sentences nobody reads."""


def report(pasted: Pasted) -> Refusal | None:
    """What a paste left out, as sentences for a notice; None where it took everything over.

    The first cells that were left out are named, each with its reason.
    """
    sentences = pasted.notes[:_MOST]
    if count := len(pasted.left_out):
        what = ngettext("{n} cell was left out: {why}", "{n} cells were left out. {why}", count)
        why = " ".join(pasted.left_out[:_MOST])
        if count > _MOST:
            why += " " + ngettext("And {n} more.", "And {n} more.", count - _MOST).format(
                n=count - _MOST
            )
        sentences.insert(0, what.format(n=count, why=why))
    if not sentences:
        return None
    return Refusal(" ".join(sentences), _("Everything else was pasted; Undo takes it back."))


def paste_cells(
    workshop: Workshop,
    record_type: type[Record],
    rows: Sequence[Record],
    fields: Sequence[Field[Any] | None],
    block: Block,
) -> Pasted:
    """Fill a block into `fields` of `rows`, row by row; further rows are added at the end.

    `fields` are the columns as shown, with None for a calculated one. Cells that do not fit
    their field keep their value and are reported, as are cells without a field. A first row that
    repeats the column heads is left out.
    """
    check_size(block)
    if is_heading(block, fields):
        block = block[1:]
    result = Pasted(notes=_notes(fields, block))
    name = ngettext("Paste {n} row into {kind}", "Paste {n} rows into {kind}", len(block))
    with workshop.step(name.format(n=len(block), kind=record_type.noun(2))) as step:
        for index, cells in enumerate(block):
            row = rows[index] if index < len(rows) else None
            filled = _read_row(step, row, fields, cells, result.left_out)
            if row is not None:
                step.update(row, **filled)
            elif any(cells):
                step.insert(record_type.new(place(step, record_type), **filled))
    result.changes = step.changes
    return result


def _notes(fields: Sequence[Field[Any] | None], block: Block) -> list[str]:
    """What is said once about cells that have no field to go to."""
    notes = []
    calculated = [column for column, field in enumerate(fields) if field is None]
    if any(column < len(cells) and cells[column] for cells in block for column in calculated):
        notes.append(_("Calculated columns were left as they are."))
    if any(any(cells[len(fields) :]) for cells in block):
        notes.append(_("Cells beyond the last column were left out."))
    return notes


def _read_row(
    step: Step,
    row: Record | None,
    fields: Sequence[Field[Any] | None],
    cells: Sequence[str],
    left_out: list[str],
) -> dict[str, Value]:
    filled: dict[str, Value] = {}
    known = dict(row.values) if row is not None else {}
    pairs = [(target, text) for target, text in zip(fields, cells, strict=False) if target]
    # The unit of a row first: its figures are read by it, also those that stand before it.
    for target, text in sorted(pairs, key=lambda pair: pair[0].name != UNIT):
        # What stands there already stays, also where its text could mean something else: the
        # name of two people, say.
        if row is not None and text == editable_of(step.snapshot, row, target).strip():
            continue
        try:
            filled |= read(step, target, text, known | filled)
        except Refusal as refusal:
            left_out.append(str(refusal))
    return filled


def is_heading(block: Block, fields: Sequence[Field[Any] | None]) -> bool:
    """Whether the first row of a block repeats the heads of the columns that it goes to.

    One cell that reads like a head is a value, unless it is all there is above other rows.
    """
    if not block:
        return False
    heads = [{f.label.casefold(), f.title.casefold(), f.name} if f else set() for f in fields]
    hits = sum(c.casefold() in known for c, known in zip(block[0], heads, strict=False))
    filled = sum(bool(cell) for cell in block[0])
    if hits >= 2:
        return hits >= filled * 0.6
    return len(block) >= 2 and hits == filled == 1


def check_size(block: Block) -> None:
    """Refuse a block that nobody meant to paste."""
    if len(block) > MAX_ROWS:
        raise Refusal(
            _("{n} rows are too many to paste at once.").format(n=len(block)),
            _("Nothing was changed."),
            _("Copy only the filled rows, at most {n}.").format(n=MAX_ROWS),
        )
