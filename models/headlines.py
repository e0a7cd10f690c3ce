"""The two or three key figures of each step, as the window and the charter show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models import figures
from models.display import compact, number
from models.findings import Findings, Severity
from models.i18n import _, ngettext
from models.raci import leaves, letters_by_row
from models.records import (
    AccessRole,
    Action,
    Activity,
    AgendaBlock,
    Group,
    Ownership,
    Person,
    Pilot,
    Requirement,
    Role,
    WorkshopInfo,
)
from models.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Headline:
    """A key figure: what it is, its value as text, and a line that explains it.

    `missing` marks a value that nobody has given yet.
    """

    label: str
    value: str
    note: str = ""
    missing: bool = False


def headlines(step: str, snapshot: Snapshot, findings: Findings) -> list[Headline]:
    """The key figures of a step, by its id."""
    if step == "review":
        return _review(snapshot, findings)
    return _BY_STEP[step](snapshot) if step in _BY_STEP else []


def _unknown(label: str, note: str) -> Headline:
    return Headline(label, "–", note, missing=True)


def _setup(s: Snapshot) -> list[Headline]:
    people = s.all(Person)
    present = sum(bool(p.present) for p in people)
    sponsor = s.name_of(WorkshopInfo.sponsor, s.one(WorkshopInfo))
    minutes = figures.agenda_minutes(s)
    return [
        Headline(
            _("People"),
            str(len(people)),
            _("{n} in the room").format(n=present)
            if any(p.present is not None for p in people)
            else _("who is in the room is not said yet"),
            missing=not people,
        ),
        Headline(_("Sponsor"), sponsor, _("signs the charter"))
        if sponsor
        else _unknown(_("Sponsor"), _("nobody named yet")),
        Headline(_("The day"), duration(minutes), _day_note(s, minutes))
        if minutes
        else _unknown(_("The day"), _("no agenda yet")),
    ]


def _day_note(s: Snapshot, minutes: int) -> str:
    finish = finishing_time(s.one(WorkshopInfo).starts_at, minutes)
    count = len(s.all(AgendaBlock))
    blocks = ngettext("{n} block", "{n} blocks", count).format(n=count)
    return _("{blocks}, ends at {time}").format(blocks=blocks, time=finish) if finish else blocks


def duration(minutes: int) -> str:
    """Minutes as people say them: "7 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(part for part in parts if part)


def finishing_time(starts_at: str, minutes: int) -> str:
    """The time of day `minutes` after a start such as "09:00"; empty if that is no time."""
    hour, _colon, minute = starts_at.partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        return ""
    end = (int(hour) * 60 + int(minute) + minutes) % (24 * 60)
    return f"{end // 60:02}:{end % 60:02}"


def _frame(s: Snapshot) -> list[Headline]:
    affected = figures.people_affected(s)
    share = figures.share_in_pilot(s)
    weeks = figures.pilot_weeks(s)
    rate = figures.own_rate(s)
    groups = len(s.all(Group))
    pilot = s.one(Pilot)
    result = [
        Headline(
            _("People affected"),
            number(s, affected),
            ngettext("in {n} group", "in {n} groups", groups).format(n=groups),
        )
        if affected is not None
        else _unknown(_("People affected"), _("no group with a number yet")),
        Headline(
            _("Pilot"),
            _("{n} weeks").format(n=number(s, weeks)),
            _("{p} % of those affected take part").format(p=number(s, share))
            if share is not None
            else _("share of users not known"),
        )
        if weeks is not None
        else _unknown(_("Pilot"), _("start and end are not said yet")),
        Headline(_("Own pilots that reached production"), f"{number(s, rate, 0)} %", "")
        if rate is not None
        else _unknown(_("Own pilots that reached production"), _("no earlier pilot recorded")),
    ]
    if pilot.cost is not None and rate is None:
        result[2] = Headline(_("Pilot cost"), compact(s, pilot.cost), _("until the decision"))
    return result


def _value(s: Snapshot) -> list[Headline]:
    totals = figures.value_totals(s)
    if totals.year is None:
        note = _("no target has figures yet") if totals.targets else _("no target yet")
        money = _unknown(_("Value a year"), note)
    else:
        money = Headline(_("Value a year"), compact(s, totals.year), range_note(s, totals))
    hours = totals.hours_month
    return [
        money,
        Headline(_("Hours a month"), number(s, hours, 0), _("released at the stated adoption"))
        if hours is not None
        else _unknown(_("Hours a month"), _("needs volume, minutes and adoption")),
        Headline(_("Releases cash"), compact(s, totals.cash), cash_note(s, totals))
        if totals.cash is not None
        else _unknown(_("Releases cash"), _("no target is marked as releasing cash")),
    ]


def range_note(s: Snapshot, totals: figures.ValueTotals) -> str:
    """The range around the value a year, and whether all targets are counted in it."""
    parts = []
    if totals.low != totals.high:
        low, high = compact(s, totals.low or 0.0), compact(s, totals.high or 0.0)
        parts.append(_("{low} to {high}").format(low=low, high=high))
    if totals.counted < totals.targets:
        counted = _("{n} of {all} targets counted")
        parts.append(counted.format(n=totals.counted, all=totals.targets))
    return " · ".join(parts)


def cash_note(s: Snapshot, totals: figures.ValueTotals) -> str:
    """What part of the value releases cash, beside what comes back as time."""
    share = number(s, totals.cash_share or 0.0, 0)
    if totals.time is None:
        return _("{p} % of the value").format(p=share)
    return _("{p} % of the value; {time} comes back as time").format(
        p=share, time=compact(s, totals.time)
    )


def _raci(s: Snapshot) -> list[Headline]:
    ownership = s.one(Ownership)
    owner = s.name_of(Ownership.owner, ownership)
    deputy = s.name_of(Ownership.deputy, ownership)
    roles = len(s.all(Role))
    stay = figures.roles_that_stay(s)
    gone = [r.name for r in s.all(Role) if leaves(s, r)]
    return [
        Headline(
            _("Production owner"),
            owner,
            _("deputy: {name}").format(name=deputy) if deputy else _("no deputy yet"),
        )
        if owner
        else _unknown(_("Production owner"), _("nobody named yet")),
        Headline(
            _("Stays after the pilot"),
            _("{n} of {all} roles").format(n=stay, all=roles),
            ngettext("{names} leaves", "{names} leave", len(gone)).format(names=", ".join(gone))
            if gone
            else _("nobody leaves"),
        )
        if roles
        else _unknown(_("Stays after the pilot"), _("no roles yet")),
        _one_accountable(s),
    ]


def _one_accountable(s: Snapshot) -> Headline:
    activities = s.all(Activity)
    if not activities:
        return _unknown(_("One person accountable"), _("no activities yet"))
    letters = letters_by_row(s)
    single = sum(letters.get(activity.id, "").count("A") == 1 for activity in activities)
    value = _("{n} of {all}").format(n=single, all=len(activities))
    return Headline(_("One person accountable"), value, _("activities with exactly one A"))


def _governance(s: Snapshot) -> list[Headline]:
    owned, apply = figures.covered(s)
    areas = figures.coverage_by_area(s)
    asked = sum(rows > 0 for _owned, _apply, rows in areas.values())
    blocking, still = figures.blocking_requirements(s)
    return [
        Headline(
            _("Owner and date"),
            _("{n} of {all}").format(n=owned, all=apply),
            _("requirements that apply"),
        )
        if apply
        else _unknown(_("Owner and date"), _("it is not settled yet what applies")),
        Headline(
            _("Areas covered"),
            _("{n} of {all}").format(n=asked, all=len(areas)),
            _("areas with at least one requirement"),
            missing=not asked,
        ),
        Headline(
            _("Blocks go-live"),
            str(blocking),
            _("{n} not met yet").format(n=still) if blocking else "",
            missing=not s.all(Requirement) and not s.all(AccessRole),
        ),
    ]


def _change(s: Snapshot) -> list[Headline]:
    hours = figures.total_training_hours(s)
    reached = figures.people_in_waves(s)
    affected = figures.people_affected(s)
    return [
        Headline(_("Training"), f"{number(s, hours, 0)} h", _("over all people trained"))
        if hours is not None
        else _unknown(_("Training"), _("needs hours a person and a group with people")),
        Headline(
            _("Reached by waves"),
            number(s, reached),
            _("of {n} people affected").format(n=number(s, affected))
            if affected is not None
            else _("people affected are not known"),
        )
        if reached is not None
        else _unknown(_("Reached by waves"), _("no wave yet")),
    ]


def _review(s: Snapshot, findings: Findings) -> list[Headline]:
    actions = s.all(Action)
    undone = sum(a.status != "done" for a in actions)
    must = sum(f.severity is Severity.MUST for f in findings.open)
    readiness = findings.readiness()
    count = len(findings.open)
    return [
        Headline(_("Readiness"), f"{int(readiness)} %", _("of all that applies"))
        if readiness is not None
        else _unknown(_("Readiness"), _("nothing asked yet")),
        Headline(
            _("Still open"),
            ngettext("{n} point", "{n} points", count).format(n=count),
            _("{n} of them a must").format(n=must),
        ),
        Headline(
            _("Open actions"),
            str(undone),
            _("of {n}").format(n=len(actions)),
            missing=not actions,
        ),
    ]


_BY_STEP: dict[str, Callable[[Snapshot], list[Headline]]] = {
    "setup": _setup,
    "frame": _frame,
    "value": _value,
    "raci": _raci,
    "governance": _governance,
    "change": _change,
}
