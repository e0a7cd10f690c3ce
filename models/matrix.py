"""What a user does to the responsibility matrix: each action is one named, undoable step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from models import raci
from models.actions import place
from models.history import Changes
from models.i18n import _
from models.paste import Block, Pasted, check_size, is_heading
from models.records import Activity, Assignment, Role
from models.step import Step
from models.text import clean, shorten
from models.workshop import Workshop


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
        filled = filled_cells(step)
        for activity, role in cells:
            write_letters(step, filled, activity, role, letters)
    return step.changes


Cells = dict[tuple[str, str], Assignment]
"""The filled cells of the matrix by the ids of activity and role, while a step changes them."""


def filled_cells(step: Step) -> Cells:
    """The filled cells at this point of a step."""
    return dict(raci.grid(step.snapshot).cells)


def write_letters(step: Step, cells: Cells, activity: Activity, role: Role, letters: str) -> None:
    """Set one cell within a step, and in `cells`."""
    key = (activity.id, role.id)
    found = cells.get(key)
    if found is not None and letters:
        cells[key] = step.update(found, letters=letters)
    elif found is not None:
        step.delete(cells.pop(key))
    elif letters:
        given = {"activity": activity.id, "role": role.id, "letters": letters}
        cells[key] = step.insert(Assignment.new(1.0, **given))


def paste_letters(
    workshop: Workshop, activities: Sequence[Activity], roles: Sequence[Role], block: Block
) -> Pasted:
    """Fill a block of letters over existing rows and columns; what sticks out is reported."""
    check_size(block)
    result = Pasted()
    with workshop.step(_("Paste letters into the matrix")) as step:
        filled = filled_cells(step)
        for activity, cells in zip(activities, block, strict=False):
            for role, text in zip(roles, cells, strict=False):
                _paste_cell(step, filled, (activity, role), text, result.left_out)
    if any(any(cells) for cells in block[len(activities) :]) or any(
        any(cells[len(roles) :]) for cells in block
    ):
        result.notes.append(_("Cells beyond the last row or column were left out."))
    result.changes = step.changes
    return result


def paste_rows(
    workshop: Workshop,
    activities: Sequence[Activity],
    section: str,
    roles: Sequence[Role],
    block: Block,
) -> Pasted:
    """Fill names and the letters behind them over existing rows, row by row.

    Further rows are added at the end, to the group `section`. A first row that repeats the head
    of the names is left out; letters that stick out are reported. One step.
    """
    check_size(block)
    if is_heading(block, [Activity.name]):
        block = block[1:]
    result = Pasted()
    with workshop.step(_("Paste {n} rows into the matrix").format(n=len(block))) as step:
        filled = filled_cells(step)
        for index, (name, *letters) in enumerate(block):
            if index < len(activities):
                activity = step.update(activities[index], name=name)
            elif name or any(letters):
                spot = place(step, Activity)
                activity = step.insert(Activity.new(spot, name=name, section=section))
            else:
                continue
            for role, text in zip(roles, letters, strict=False):
                _paste_cell(step, filled, (activity, role), text, result.left_out)
    if any(any(cells[len(roles) + 1 :]) for cells in block):
        result.notes.append(_("Cells beyond the last column were left out."))
    result.changes = step.changes
    return result


def looks_like_matrix(block: Block) -> bool:
    """Whether a block brings its own heads: a row of roles, and activities in front."""
    if len(block) < 2 or len(block[0]) < 2:
        return False
    heads = [cell for cell in block[0][1:] if cell]
    heads_are_text = bool(heads) and all(raci.parse_letters(cell) is None for cell in heads)
    names = [row[0] for row in block[1:] if row]
    return heads_are_text and any(raci.parse_letters(name) is None for name in names)


def paste_matrix(workshop: Workshop, block: Block) -> Pasted:
    """Take over a whole matrix: first row roles, first column activities.

    Roles that are there already (by name) and activities (by name and group) are filled, others
    are added. A row without any letter is the heading of a group. Nothing is merged: what occurs
    twice becomes two rows or columns. One step.
    """
    check_size(block)
    result = Pasted()
    with workshop.step(_("Paste a matrix of {n} rows").format(n=len(block) - 1)) as step:
        roles = _roles(step, block[0][1:], result.notes)
        rows = _rows(block[1:], result.left_out)
        grouped = any(row.section for row in rows)
        filled, taken = filled_cells(step), set[str]()
        there = _by_name(step.snapshot.all(Activity))
        for row in rows:
            same = [a for a in there.get(row.name.casefold(), ()) if a.id not in taken]
            activity = _match(row, same, grouped, result.notes) or step.insert(
                Activity.new(place(step, Activity), name=row.name, section=row.section)
            )
            taken.add(activity.id)
            for role, text in zip(chain(roles, repeat(None)), row.letters, strict=False):
                if role is not None:
                    _paste_cell(step, filled, (activity, role), text, result.left_out)
                elif text:
                    result.left_out.append(_under_no_role(activity, text))
    result.changes = step.changes
    return result


def _under_no_role(activity: Activity, text: str) -> str:
    return _("“{text}” for {activity} stands under no role.").format(
        text=text[:40], activity=activity.caption
    )


class _Row(NamedTuple):
    """A row of a pasted matrix with the heading above it."""

    section: str
    name: str
    letters: Sequence[str]


def _rows(block: Block, left_out: list[str]) -> list[_Row]:
    """The rows with letters; a heading without any row below it is reported."""
    rows: list[_Row] = []
    section, empty = "", list[str]()
    for first, *letters in block:
        name = clean(first, lines=False)
        if any(letters):
            rows.append(_Row(section, name, letters))
            empty = [heading for heading in empty if heading != section]
        elif name:
            section = name
            empty.append(name)
    left_out += [
        _("“{name}” has no letters, and no activity below it.").format(name=shorten(heading))
        for heading in empty
    ]
    return rows


def _by_name(activities: Sequence[Activity]) -> dict[str, list[Activity]]:
    found: dict[str, list[Activity]] = {}
    for activity in activities:
        found.setdefault(activity.name.casefold(), []).append(activity)
    return found


def _match(row: _Row, same: Sequence[Activity], grouped: bool, notes: list[str]) -> Activity | None:
    """The activity that a pasted row means, among those of its name; None where it is a new one.

    Where the block has no groups, one in no group comes first, then the only one there is.
    """
    section = row.section.casefold()
    found = next((a for a in same if a.section.casefold() == section), None)
    if found is not None or grouped:
        return found
    if len(same) > 1:
        notes.append(
            _("“{name}” is in several groups, so it was added as a row of its own.").format(
                name=shorten(row.name)
            )
        )
    return same[0] if len(same) == 1 else None


def _paste_cell(
    step: Step, filled: Cells, cell: tuple[Activity, Role], text: str, left_out: list[str]
) -> None:
    activity, role = cell
    letters = raci.parse_letters(text)
    if letters is None:
        left_out.append(
            _("“{text}” for {role} in {activity} is not one of R, A, C, I.").format(
                text=text[:40], role=role.caption, activity=activity.caption
            )
        )
    else:
        write_letters(step, filled, activity, role, letters)


def _roles(step: Step, heads: Sequence[str], notes: list[str]) -> list[Role | None]:
    """The role of each column, added where there is none; None under an empty head."""
    used = set[str]()
    roles: list[Role | None] = []
    for head in heads:
        name = clean(head, lines=False)
        if not name:
            roles.append(None)
            continue
        distinct = _distinct(name, used)
        used.add(distinct.casefold())
        if distinct != name:
            notes.append(
                _("“{name}” is the head of two columns; one of them is now “{new}”.").format(
                    name=shorten(name), new=shorten(distinct)
                )
            )
        found = step.snapshot.find(Role, distinct)
        roles.append(found or step.insert(Role.new(place(step, Role), name=distinct)))
    return roles


def _distinct(name: str, used: Collection[str]) -> str:
    """`name`, or "Name (2)" and so on where it is used already."""
    distinct, number = name, 1
    while distinct.casefold() in used:
        number += 1
        distinct = f"{name} ({number})"
    return distinct


def move_activity(
    workshop: Workshop, activity: Activity, before: Activity | None, section: str
) -> Changes:
    """Move a row of the matrix in front of another one, or to the end, into a group."""
    rows = workshop.snapshot.all(Activity)
    with workshop.step(_("Move “{name}”").format(name=shorten(activity.caption))) as step:
        order = [row for row in rows if row.id != activity.id]
        index = next((i for i, r in enumerate(order) if before and r.id == before.id), len(order))
        order.insert(index, activity)
        for number, row in enumerate(order, 1):
            if row.position != number:
                step.move(row, float(number))
        step.update(activity, section=section)
    return step.changes


def rename_section(workshop: Workshop, old: str, new: str) -> Changes:
    """Give a group of activities another heading."""
    with workshop.step(_("Rename group “{name}”").format(name=shorten(old))) as step:
        for activity in workshop.snapshot.all(Activity):
            if activity.section == old:
                step.update(activity, section=new)
    return step.changes


def add_activity(workshop: Workshop, name: str, section: str) -> Activity | None:
    """Add a row at the end of a group; None where no name was given."""
    if not name.strip():
        return None
    with workshop.step(_("Add activity")) as step:
        same = [a for a in workshop.snapshot.all(Activity) if a.section == section]
        spot = place(step, Activity, same[-1] if same else None)
        return step.insert(Activity.new(spot, name=name, section=section))


def add_role(workshop: Workshop, name: str) -> Role | None:
    """Add a column at the right; None where no name was given."""
    if not name.strip():
        return None
    with workshop.step(_("Add role")) as step:
        return step.insert(Role.new(place(step, Role), name=name))
