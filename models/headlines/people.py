"""Key figures of the steps about people: set-up, frame, ownership, change."""

from __future__ import annotations

from models import figures
from models.dates import minute_of_day
from models.display import compact, number
from models.headlines.common import Headline, unknown
from models.i18n import _, ngettext
from models.raci import leaves, letters_by_row
from models.records import (
    Activity,
    AgendaBlock,
    Group,
    Ownership,
    Person,
    Pilot,
    Role,
    WorkshopInfo,
)
from models.snapshot import Snapshot


def setup(s: Snapshot) -> list[Headline]:
    """Who is here, who signs, how long it takes."""
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
        else unknown(_("Sponsor"), _("nobody named yet")),
        Headline(_("The day"), duration(minutes), _day_note(s, minutes))
        if minutes
        else unknown(_("The day"), _("no agenda yet")),
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
    start = minute_of_day(starts_at)
    if start is None:
        return ""
    end = (start + minutes) % (24 * 60)
    return f"{end // 60:02}:{end % 60:02}"


def frame(s: Snapshot) -> list[Headline]:
    """Whose work changes, and how much of it the pilot sees."""
    affected = figures.people_affected(s)
    share = figures.share_in_pilot(s)
    weeks = figures.pilot_weeks(s)
    rate, (live, ended) = figures.own_rate(s), figures.own_pilots(s)
    groups = len(s.all(Group))
    pilot = s.one(Pilot)
    result = [
        Headline(
            _("People affected"),
            number(s, affected),
            ngettext("in {n} group", "in {n} groups", groups).format(n=groups),
        )
        if affected is not None
        else unknown(_("People affected"), _("no group with a number yet")),
        Headline(
            _("Pilot"),
            _("{n} weeks").format(n=number(s, weeks)),
            _("{p} % of those affected take part").format(p=number(s, share))
            if share is not None
            else _("share of users not known"),
        )
        if weeks is not None
        else unknown(_("Pilot"), _("start and end are not said yet")),
        Headline(
            _("Own pilots in production"),
            f"{number(s, rate, 0)} %",
            _("{n} of {all} that ended").format(n=live, all=ended),
        )
        if rate is not None
        else unknown(_("Own pilots in production"), _("no earlier pilot recorded")),
    ]
    if pilot.cost is not None and rate is None:
        result[2] = Headline(_("Pilot cost"), compact(s, pilot.cost), _("until the decision"))
    return result


def raci(s: Snapshot) -> list[Headline]:
    """Who answers for it."""
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
        else unknown(_("Production owner"), _("nobody named yet")),
        Headline(
            _("Stays after the pilot"),
            _("{n} of {all} roles").format(n=stay, all=roles),
            ngettext("{names} leaves", "{names} leave", len(gone)).format(names=", ".join(gone))
            if gone
            else _("nobody leaves"),
        )
        if roles
        else unknown(_("Stays after the pilot"), _("no roles yet")),
        _one_accountable(s),
    ]


def _one_accountable(s: Snapshot) -> Headline:
    activities = s.all(Activity)
    if not activities:
        return unknown(_("One person accountable"), _("no activities yet"))
    letters = letters_by_row(s)
    single = sum(letters.get(activity.id, "").count("A") == 1 for activity in activities)
    value = _("{n} of {all}").format(n=single, all=len(activities))
    return Headline(_("One person accountable"), value, _("activities with exactly one A"))


def change(s: Snapshot) -> list[Headline]:
    """Who is trained and reached."""
    hours = figures.total_training_hours(s)
    reached = figures.people_in_waves(s)
    affected = figures.people_affected(s)
    return [
        Headline(_("Training"), f"{number(s, hours, 0)} h", _("over all people trained"))
        if hours is not None
        else unknown(_("Training"), _("needs hours a person and a group with people")),
        Headline(
            _("Reached by waves"),
            number(s, reached),
            _("of {n} people affected").format(n=number(s, affected))
            if affected is not None
            else _("people affected are not known"),
        )
        if reached is not None
        else unknown(_("Reached by waves"), _("no wave yet")),
    ]
