"""One line typed in passing goes to its list; `models.captured` says what it means."""

from __future__ import annotations

from datetime import date

from models import dates
from models.actions import place
from models.captured import DAYS, OWNERS, Captured, day_of, read_line
from models.errors import Refusal
from models.fields import Value
from models.i18n import _
from models.record import Record
from models.records import ParkedPoint, Person
from models.steps import STEPS, Step
from models.text import clean
from models.workshop import Workshop


def capture(
    workshop: Workshop,
    line: str,
    kind: type[Record],
    step: Step | None = None,
    today: date | None = None,
) -> Record | None:
    """Add what a line means to its list, as one step, and return it; None for an empty line.

    A name that is new is added to the people. A decision without a day was decided `today`; a
    parked point notes the step in which it came up.

    Raises:
        Refusal: the name begins several names, or nothing is said but who and when.
    """
    day = today or dates.today()
    captured = read_line(line, kind, workshop.snapshot, day)
    if not line.strip():
        return None
    if captured.doubt:
        raise Refusal(
            captured.doubt,
            _("The line is still there."),
            _("Type on, or choose one from the list."),
        )
    if not captured.text:
        raise Refusal(
            _("The line does not say what it is about."),
            _("Nothing was changed."),
            _("Say that first, then who behind “@”, and when."),
        )
    return _add(workshop, captured, step, day)


def capture_as_typed(
    workshop: Workshop, line: str, kind: type[Record], step: Step | None = None
) -> Record | None:
    """`capture` for a line that nobody can be asked about any more: what is in doubt stays text."""
    captured = read_line(line, kind, workshop.snapshot, dates.today())
    if not line.strip():
        return None
    if captured.doubt or not captured.text:
        captured = Captured(captured.kind, clean(line, lines=False))
    return _add(workshop, captured, step, dates.today())


def _add(workshop: Workshop, captured: Captured, step: Step | None, today: date) -> Record:
    kind = captured.kind
    given: dict[str, Value] = {kind.label_field: captured.text}
    if kind in DAYS:
        given[DAYS[kind].name] = day_of(kind, captured.day, today)
    if kind is ParkedPoint and step is not None:
        given[ParkedPoint.remark.name] = _("Came up in step {number}, {step}.").format(
            number=STEPS.index(step) + 1, step=step.title
        )
    with workshop.step(_("Add {kind}").format(kind=kind.noun())) as draft:
        if captured.owner:
            owner = captured.person or draft.named(Person, captured.owner)
            given[OWNERS[kind].name] = owner.id
        return draft.insert(kind.new(place(draft, kind), **given))
