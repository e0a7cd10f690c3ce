"""Pasting blocks of cells into a table of records or into the matrix, each as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models import raci
from models.actions import place, read
from models.clipboard import MAX_ROWS
from models.errors import Refusal
from models.fields import Field, Value
from models.history import Changes
from models.i18n import _, ngettext
from models.record import Record
from models.records import Activity, Assignment, Role
from models.step import Step
from models.workshop import Workshop

Block = Sequence[Sequence[str]]


@dataclass
class Pasted:
    """What a paste did: the committed changes, and a sentence per cell left out."""

    changes: Changes = field(default_factory=lambda: Changes("", ()))
    left_out: list[str] = field(default_factory=list)


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
    _check_size(block)
    if block and _is_heading(block[0], fields):
        block = block[1:]
    result = Pasted()
    name = ngettext("Paste {n} row into {kind}", "Paste {n} rows into {kind}", len(block))
    with workshop.step(name.format(n=len(block), kind=record_type.plural())) as step:
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


def _check_size(block: Block) -> None:
    if len(block) > MAX_ROWS:
        raise Refusal(
            _("{n} rows are too many to paste at once.").format(n=len(block)),
            _("Nothing was changed."),
            _("Copy only the filled rows, at most {n}.").format(n=MAX_ROWS),
        )


def set_letters(
    workshop: Workshop, cells: Sequence[tuple[Activity, Role]], letters: str
) -> Changes:
    """Set cells of the matrix to the same letters; "" empties them. One step."""
    if len(cells) == 1:
        activity, role = cells[0]
        verb = (
            _("Set {letters} for {role} in {activity}")
            if letters
            else (_("Clear {role} in {activity}"))
        )
        name = verb.format(
            letters=raci.show_letters(letters), role=role.caption, activity=activity.caption
        )
        merge = f"matrix/{activity.id}/{role.id}"
    else:
        name, merge = _("Set {n} cells of the matrix").format(n=len(cells)), ""
    with workshop.step(name, merge=merge) as step:
        for activity, role in cells:
            write_letters(step, activity, role, letters)
    return step.changes


def write_letters(step: Step, activity: Activity, role: Role, letters: str) -> None:
    """Set one cell within a step."""
    found = raci.assignment_at(step.snapshot, activity, role)
    if found is not None:
        if letters:
            step.update(found, letters=letters)
        else:
            step.delete(found)
    elif letters:
        step.insert(Assignment.new(1.0, activity=activity.id, role=role.id, letters=letters))


def paste_letters(
    workshop: Workshop, activities: Sequence[Activity], roles: Sequence[Role], block: Block
) -> Pasted:
    """Fill a block of letters over existing rows and columns; what sticks out is reported."""
    _check_size(block)
    result = Pasted()
    with workshop.step(_("Paste letters into the matrix")) as step:
        for activity, cells in zip(activities, block, strict=False):
            for role, text in zip(roles, cells, strict=False):
                _paste_cell(step, activity, role, text, result.left_out)
    if len(block) > len(activities) or any(len(cells) > len(roles) for cells in block):
        result.left_out.append(_("Cells beyond the last row or column were left out."))
    result.changes = step.changes
    return result


def looks_like_matrix(block: Block) -> bool:
    """Whether a block brings its own heads: a row of roles, and activities in front."""
    if len(block) < 2 or len(block[0]) < 2:
        return False
    head_is_text = all(raci.parse_letters(cell) is None for cell in block[0][1:] if cell)
    names = [row[0] for row in block[1:] if row]
    return head_is_text and any(raci.parse_letters(name) is None for name in names)


def paste_matrix(workshop: Workshop, block: Block) -> Pasted:
    """Take over a whole matrix: first row roles, first column activities.

    Roles and activities that are there already (by name) are filled, others are added. A row
    without any letter is the heading of a group. One step.
    """
    _check_size(block)
    result = Pasted()
    with workshop.step(_("Paste a matrix of {n} rows").format(n=len(block) - 1)) as step:
        roles = [_role(step, name) for name in block[0][1:]]
        section = ""
        for cells in block[1:]:
            name = cells[0] if cells else ""
            letters = list(cells[1:])
            if not name and not any(letters):
                continue
            if not any(letters):
                section = name
                continue
            activity = _activity(step, name, section)
            for role, text in zip(roles, letters, strict=False):
                if role is not None:
                    _paste_cell(step, activity, role, text, result.left_out)
    result.changes = step.changes
    return result


def _paste_cell(step: Step, activity: Activity, role: Role, text: str, left_out: list[str]) -> None:
    letters = raci.parse_letters(text)
    if letters is None:
        left_out.append(
            _("“{text}” for {role} in {activity} is not one of R, A, C, I.").format(
                text=text[:40], role=role.caption, activity=activity.caption
            )
        )
    else:
        write_letters(step, activity, role, letters)


def _role(step: Step, name: str) -> Role | None:
    if not name:
        return None
    return step.snapshot.find(Role, name) or step.insert(Role.new(place(step, Role), name=name))


def _activity(step: Step, name: str, section: str) -> Activity:
    found = step.snapshot.find(Activity, name)
    if found is not None:
        return found
    given: Mapping[str, Value] = {"name": name, "section": section}
    return step.insert(Activity.new(place(step, Activity), **given))
