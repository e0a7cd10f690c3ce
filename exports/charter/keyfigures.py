"""The two to four figures that stand at the head of a step."""

from __future__ import annotations

from collections.abc import Callable

from exports.charter.cards import Card
from models import figures
from models.display import compact, number
from models.findings import Findings, Severity
from models.i18n import _, ngettext
from models.records import Action, Decision, Group, Ownership, Person, Requirement, Role
from models.snapshot import Snapshot


def of_step(step: str, snapshot: Snapshot, findings: Findings) -> list[Card]:
    """The figures of a step that can be said; none where nothing is known yet."""
    if step == "review":
        return _review(snapshot, findings)
    found = _CARDS.get(step)
    return [card for card in found(snapshot) if card.value] if found else []


def value_card(snapshot: Snapshot) -> Card:
    """Value a year with its range and the share that releases cash."""
    totals = figures.value_totals(snapshot)
    label = _("Value a year")
    if totals.year is None:
        return Card(label, _("not in figures yet"), _("No target has all its figures."))
    notes = []
    if totals.low is not None and totals.high is not None and totals.low != totals.high:
        span = _("{low} to {high}")
        low, high = compact(snapshot, totals.low), compact(snapshot, totals.high)
        notes.append(span.format(low=low, high=high))
    if totals.cash_share is not None:
        share = number(snapshot, totals.cash_share, 0)
        notes.append(_("{share} % cash-releasing").format(share=share))
    return Card(label, compact(snapshot, totals.year), "\n".join(notes))


def hours_card(snapshot: Snapshot) -> Card:
    """Hours released a month."""
    hours = figures.value_totals(snapshot).hours_month
    label = _("Hours a month released")
    if hours is None:
        return Card(label, _("not in figures yet"), _("Volume or minutes are missing."))
    year = number(snapshot, hours * 12, 0)
    return Card(label, number(snapshot, hours, 0), _("{hours} hours a year").format(hours=year))


def owner_card(snapshot: Snapshot) -> Card:
    """Production owner and deputy."""
    ownership = snapshot.one(Ownership)
    owner = snapshot.name_of(Ownership.owner, ownership)
    deputy = snapshot.name_of(Ownership.deputy, ownership)
    note = _("Deputy: {name}").format(name=deputy) if deputy else _("No deputy yet")
    return Card(_("Production owner"), owner or _("nobody named yet"), note, not owner)


def _setup(snapshot: Snapshot) -> list[Card]:
    minutes = figures.agenda_minutes(snapshot)
    people = snapshot.all(Person)
    there = sum(person.present is True for person in people)
    length = ""
    if minutes is not None:
        length = _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return [
        Card(_("People"), str(len(people) or ""), _("{n} in the room").format(n=there)),
        Card(_("Length of the day"), length, _("breaks included")),
    ]


def _frame(snapshot: Snapshot) -> list[Card]:
    share, rate = figures.share_in_pilot(snapshot), figures.own_rate(snapshot)
    pilots = _("of your ended pilots are in production")
    groups = len(snapshot.all(Group))
    in_groups = ngettext("in {n} group", "in {n} groups", groups).format(n=groups)
    return [
        Card(
            _("Weeks of pilot"),
            _plain(snapshot, figures.pilot_weeks(snapshot)),
            _("first to last day"),
        ),
        Card(_("People affected"), _plain(snapshot, figures.people_affected(snapshot)), in_groups),
        Card(_("In the pilot"), _percent(snapshot, share), _("of the people in production")),
        Card(_("Own rate"), _percent(snapshot, rate), pilots),
    ]


def _value(snapshot: Snapshot) -> list[Card]:
    totals = figures.value_totals(snapshot)
    if not totals.targets:
        return []
    cards = [value_card(snapshot), hours_card(snapshot)]
    counted = _("{counted} of {targets}").format(counted=totals.counted, targets=totals.targets)
    cards.append(
        Card(
            _("Targets in money"),
            counted,
            _("The others have no figure yet.")
            if totals.counted < totals.targets
            else _("All have a figure."),
        )
    )
    return cards


def _raci(snapshot: Snapshot) -> list[Card]:
    roles = len(snapshot.all(Role))
    if not roles and not snapshot.one(Ownership).owner:
        return []
    stay = figures.roles_that_stay(snapshot)
    text = _("{stay} of {roles}").format(stay=stay, roles=roles) if roles else ""
    note = _("All stay.") if stay == roles else _("The others leave.")
    return [owner_card(snapshot), Card(_("Roles after the pilot"), text, note)]


def _governance(snapshot: Snapshot) -> list[Card]:
    covered, apply = figures.covered(snapshot)
    if not snapshot.all(Requirement):
        return []
    text = _("{covered} of {apply}").format(covered=covered, apply=apply)
    blocking, open_ = blocking_requirements(snapshot)
    return [
        Card(_("Owner and date"), text, _("requirements that apply")),
        Card(_("Block go-live"), str(blocking), _("{n} of them open").format(n=open_)),
    ]


def _change(snapshot: Snapshot) -> list[Card]:
    hours, reach = figures.total_training_hours(snapshot), figures.people_in_waves(snapshot)
    affected = figures.people_affected(snapshot)
    note = _("of {n} affected").format(n=_plain(snapshot, affected)) if affected else ""
    return [
        Card(_("Hours of training"), _plain(snapshot, hours), _("all people together")),
        Card(_("Reached by waves"), _plain(snapshot, reach), note),
    ]


def _review(snapshot: Snapshot, findings: Findings) -> list[Card]:
    actions = snapshot.all(Action)
    open_ = sum(action.status != "done" for action in actions)
    must = sum(finding.severity is Severity.MUST for finding in findings.open)
    cards = [
        Card(_("Readiness"), _percent(snapshot, findings.readiness()), _("of all that applies")),
        Card(_("Still open"), str(len(findings.open)), _("{n} of them a must").format(n=must)),
        Card(_("Decisions"), str(len(snapshot.all(Decision)) or ""), _("taken so far")),
        Card(_("Open actions"), str(open_) if actions else "", _("of {n}").format(n=len(actions))),
    ]
    return [card for card in cards if card.value]


def blocking_requirements(snapshot: Snapshot) -> tuple[int, int]:
    """Requirements that must be met before go-live, and how many of them are not met yet."""
    rows = [r for r in snapshot.all(Requirement) if r.blocks and r.applies != "no"]
    return len(rows), sum(r.status != "met" for r in rows)


def _plain(snapshot: Snapshot, value: float | None) -> str:
    return "" if value is None else number(snapshot, value)


def _percent(snapshot: Snapshot, value: float | None) -> str:
    return "" if value is None else _("{n} %").format(n=number(snapshot, value, 0))


_CARDS: dict[str, Callable[[Snapshot], list[Card]]] = {
    "setup": _setup,
    "frame": _frame,
    "value": _value,
    "raci": _raci,
    "governance": _governance,
    "change": _change,
}
