"""What a user does to the responsibility matrix: each action is one named, undoable step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models import raci
from models.actions import place
from models.fields import Value
from models.history import Changes
from models.i18n import _
from models.paste import Block, Pasted, check_size
from models.records import Activity, Assignment, Role
from models.step import Step
from models.text import shorten
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
    check_size(block)
    result = Pasted()
    with workshop.step(_("Paste a matrix of {n} rows").format(n=len(block) - 1)) as step:
        roles = [_role(step, name) for name in block[0][1:]]
        filled, section = filled_cells(step), ""
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
                    _paste_cell(step, filled, (activity, role), text, result.left_out)
    result.changes = step.changes
    return result


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
