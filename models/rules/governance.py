"""Rules of step 6, Governance."""

from __future__ import annotations

from collections.abc import Iterator

from models import display
from models.checks import (
    Check,
    Severity,
    check,
    check_given,
    check_some,
    entered,
    passed,
    rule,
)
from models.dates import over_a_year
from models.i18n import N_, _, ngettext
from models.records import AccessRole, IncidentLevel, Pilot, Requirement, WorkshopInfo
from models.snapshot import Snapshot


def _applying(snapshot: Snapshot) -> list[Requirement]:
    return [r for r in snapshot.all(Requirement) if r.applies == "yes"]


@rule(
    "governance.some",
    Severity.MUST,
    "governance",
    N_("Rules that come up after the pilot stop it just before production."),
    [Requirement],
)
def some_requirement(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one requirement."""
    yield check_some(snapshot, Requirement, _("There is no requirement yet."))


@rule(
    "governance.areas",
    Severity.SHOULD,
    "governance",
    N_("An area that nobody looked at is where the surprise comes from."),
    [Requirement],
)
def areas_covered(snapshot: Snapshot) -> Iterator[Check]:
    """Each area has at least one requirement, if only one that does not apply."""
    if not entered(snapshot, Requirement):
        return  # one finding says so; one per area would not help
    known = snapshot.grouped(Requirement.area)
    sentence = _("No requirement is about “{area}” yet.")
    for area in Requirement.area.choices:
        text = Requirement.area.text_of(area.value)
        yield check(None, area.value in known, sentence, table=Requirement, area=text)


@rule(
    "governance.applies",
    Severity.SHOULD,
    "governance",
    N_("What is not settled now is settled under pressure later."),
    [Requirement],
)
def applicability_settled(snapshot: Snapshot) -> Iterator[Check]:
    """Each requirement says whether it applies: one finding in all, a pack brings dozens."""
    known = entered(snapshot, Requirement)
    unsettled = [each for each in known if each.applies not in ("yes", "no")]
    yield from [passed()] * (len(known) - len(unsettled))
    if unsettled:
        sentence = ngettext(
            "It is not settled whether “{name}” applies.",
            "It is not settled whether {n} requirements apply, the first of them “{name}”.",
            len(unsettled),
        )
        first, n = unsettled[0], str(len(unsettled))
        yield check(first, False, sentence, Requirement.applies, n=n)


@rule(
    "governance.reason",
    Severity.MUST,
    "governance",
    N_("An auditor accepts that a rule does not apply, but not that nobody knows why."),
    [Requirement],
)
def exceptions_reasoned(snapshot: Snapshot) -> Iterator[Check]:
    """What does not apply has a reason."""
    sentence = _("“{name}” does not apply, but nobody said why.")
    for requirement in snapshot.all(Requirement):
        if requirement.applies == "no":
            yield check(requirement, requirement.why_not, sentence, Requirement.why_not)


@rule(
    "governance.owner",
    Severity.MUST,
    "governance",
    N_("A rule that nobody sees to is not kept."),
    [Requirement],
)
def owned(snapshot: Snapshot) -> Iterator[Check]:
    """Each requirement that applies has an owner."""
    sentence = _("“{name}” applies, but has no owner.")
    for requirement in _applying(snapshot):
        yield check(requirement, requirement.owner, sentence, Requirement.owner)


@rule(
    "governance.due",
    Severity.MUST,
    "governance",
    N_("Without a date it is met when somebody asks for it, which is too late."),
    [Requirement],
)
def dated(snapshot: Snapshot) -> Iterator[Check]:
    """Each requirement that applies says when it must be met."""
    sentence = _("“{name}” applies, but does not say by when it is met.")
    for requirement in _applying(snapshot):
        ok = requirement.due or requirement.due_on
        yield check(requirement, ok, sentence, Requirement.due)


@rule(
    "governance.blocks",
    Severity.MUST,
    "governance",
    N_("What must be met before go-live cannot be due after it."),
    [Requirement, Pilot],
)
def blocking_in_time(snapshot: Snapshot) -> Iterator[Check]:
    """What blocks go-live is due before it."""
    go_live = snapshot.one(Pilot).go_live
    sentence = _("“{name}” blocks go-live, but is due after it.")
    for requirement in _applying(snapshot):
        if requirement.blocks:
            due_on = requirement.due_on if not requirement.due else None
            late = requirement.due == "after" or bool(due_on and go_live and due_on > go_live)
            yield check(requirement, not late, sentence, Requirement.due)


@rule(
    "governance.in-time",
    Severity.SHOULD,
    "governance",
    N_("What already applies at go-live is broken from the first day."),
    [Requirement, Pilot, WorkshopInfo],
)
def applying_in_time(snapshot: Snapshot) -> Iterator[Check]:
    """What applies before go-live by its date is not put off until after it."""
    go_live = snapshot.one(Pilot).go_live
    if go_live is None:
        return
    sentence = _("“{name}” applies from {day}, before go-live, but is due after it.")
    for requirement in _applying(snapshot):
        begins = requirement.applies_from
        if begins is None or begins > go_live:
            continue
        due_on = requirement.due_on
        late = due_on > go_live if due_on else requirement.due == "after"
        day = display.text_of(snapshot, requirement, Requirement.applies_from)
        yield check(requirement, not late, sentence, Requirement.due, day=day)


@rule(
    "governance.looked-up",
    Severity.HINT,
    "governance",
    N_("Rules change; what was right a year ago may have a new date or wording."),
    [Requirement, WorkshopInfo],
)
def looked_up_lately(snapshot: Snapshot) -> Iterator[Check]:
    """On the day of the workshop no source was looked at more than a year ago: one in all."""
    day = snapshot.one(WorkshopInfo).held_on
    dated = [r for r in snapshot.all(Requirement) if r.as_of is not None and r.applies != "no"]
    if day is None or not dated:
        return
    old = [r for r in dated if r.as_of is not None and over_a_year(r.as_of, day)]
    sentence = ngettext(
        "The source of {n} requirement was last looked at more than a year ago.",
        "The sources of {n} requirements were last looked at more than a year ago.",
        len(old),
    )
    first = old[0] if old else None
    yield check(first, not old, sentence, Requirement.as_of, n=str(len(old)))


@rule(
    "governance.due-date",
    Severity.SHOULD,
    "governance",
    N_("Two dates that contradict each other are as good as none."),
    [Requirement, Pilot, WorkshopInfo],
)
def dates_agree(snapshot: Snapshot) -> Iterator[Check]:
    """What is due before the pilot or before go-live is not due on a later day."""
    pilot = snapshot.one(Pilot)
    limits = {"pilot": (Pilot.start, pilot.start), "go_live": (Pilot.go_live, pilot.go_live)}
    for requirement in _applying(snapshot):
        field, day = limits.get(requirement.due, (Pilot.go_live, None))
        if day is None or requirement.due_on is None:
            continue
        if requirement.due_on <= day:
            yield passed()
        else:
            yield check(
                requirement,
                False,
                _("“{name}” is due on {due}, after “{limit}” on {day}."),
                Requirement.due_on,
                due=display.text_of(snapshot, requirement, Requirement.due_on),
                limit=field.label,
                day=display.text_of(snapshot, pilot, field),
            )


@rule(
    "governance.evidence",
    Severity.SHOULD,
    "governance",
    N_("Met means that somebody else can see it."),
    [Requirement],
)
def evidence_given(snapshot: Snapshot) -> Iterator[Check]:
    """What is met has evidence."""
    sentence = _("“{name}” is said to be met, but nothing shows it.")
    for requirement in _applying(snapshot):
        if requirement.status == "met":
            yield check(requirement, requirement.evidence, sentence, Requirement.evidence)


@rule(
    "governance.access-roles",
    Severity.SHOULD,
    "governance",
    N_("Rights that nobody designed are the ones of the pilot, for everybody."),
    [AccessRole],
)
def some_access_role(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody said who may do what."""
    yield check_some(snapshot, AccessRole, _("There is no access role yet."))


@rule(
    "governance.incident-levels",
    Severity.SHOULD,
    "governance",
    N_("In the first hour of an incident nobody has time to invent who acts."),
    [IncidentLevel],
)
def some_incident_level(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody said what happens when it goes wrong."""
    yield check_some(snapshot, IncidentLevel, _("There is no incident level yet."))


@rule(
    "governance.incident-response",
    Severity.SHOULD,
    "governance",
    N_("A response without a person and a time is a hope."),
    [IncidentLevel],
)
def incidents_answered(snapshot: Snapshot) -> Iterator[Check]:
    """Each incident level says who acts, and within which time."""
    sentence = _("“{name}” still needs: {missing}.")
    for level in entered(snapshot, IncidentLevel):
        yield check_given(level, sentence, IncidentLevel.responder, IncidentLevel.within)
