"""For each rule: workshops in which it says something, word for word, and ones in which not."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from models.record import Record
from models.records import (
    AccessRole,
    Action,
    Activity,
    AdoptionMeasure,
    AgendaBlock,
    Assignment,
    Communication,
    Decision,
    EarlierPilot,
    FeedbackLoop,
    Group,
    IncidentLevel,
    Ownership,
    Person,
    Pilot,
    Requirement,
    Risk,
    Role,
    Training,
    UseCase,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from tests.builders import matrix_of, snapshot_of


class Case(NamedTuple):
    """A workshop and what one rule says about it."""

    rule: str
    snapshot: Snapshot
    sentences: tuple[str, ...]


CASES: list[Case] = []


def says(rule: str, *sentences: str, about: list[Record] | None = None) -> None:
    CASES.append(Case(rule, snapshot_of(*(about or [])), sentences))


def quiet(rule: str, *records: Record) -> None:
    CASES.append(Case(rule, snapshot_of(*records), ()))


def _day(month: int, day: int) -> date:
    return date(2026, month, day)


ANNA = Person.new(name="Head of Claims", present=True, part="decides", leaves=False)
BEN = Person.new(name="Project lead", present=False, leaves=True, leaves_on=_day(11, 30))
CARA = Person.new(name="Analyst")
BLANKS: list[Record] = [
    Person.new(),
    Group.new(),
    ValueTarget.new(),
    Requirement.new(),
    IncidentLevel.new(),
    Training.new(),
    Wave.new(),
    AdoptionMeasure.new(),
    FeedbackLoop.new(),
    Decision.new(),
    Action.new(),
    Risk.new(),
]

# --- Set-up

_named = WorkshopInfo.new(initiative="Claims assistant", client="Insurer", held_on=_day(1, 15))
says("setup.named", "The workshop still needs: Initiative, Client, Date of the workshop.")
says(
    "setup.named",
    "The workshop still needs: Client.",
    about=[_named.replace(client="")],
)
quiet("setup.named", _named)

says("setup.sponsor", "No sponsor is named.")
quiet("setup.sponsor", ANNA, WorkshopInfo.new(sponsor=ANNA.id))

says(
    "setup.sponsor-present",
    "The sponsor, “Project lead”, is not in the room.",
    about=[BEN, WorkshopInfo.new(sponsor=BEN.id)],
)
says(
    "setup.sponsor-present",
    "It is not said whether the sponsor, “Analyst”, is in the room.",
    about=[CARA, WorkshopInfo.new(sponsor=CARA.id)],
)
quiet("setup.sponsor-present", ANNA, WorkshopInfo.new(sponsor=ANNA.id))
quiet("setup.sponsor-present")

says("setup.decides", "Nobody's part in the workshop is to decide.", about=[BEN])
quiet("setup.decides", ANNA)

says("setup.facilitator", "No facilitator is named.")
quiet("setup.facilitator", CARA, WorkshopInfo.new(facilitator=CARA.id))

says("setup.agenda", "There is no agenda yet.", about=[AgendaBlock.new()])
quiet("setup.agenda", AgendaBlock.new(heading="Open", minutes=10))

# --- Frame the pilot

says("frame.use-case", "The use case still needs: The workflow today, In scope.")
quiet("frame.use-case", UseCase.new(workflow_today="A clerk reads it.", in_scope="Motor claims"))

says("frame.dates", "The pilot has no date yet for: Pilot starts, Pilot ends, Decision on.")
says(
    "frame.dates",
    "The pilot has no date yet for: Decision on.",
    about=[Pilot.new(start=_day(1, 5), end=_day(3, 27))],
)
quiet("frame.dates", Pilot.new(start=_day(1, 5), end=_day(3, 27), decision_on=_day(4, 2)))

says(
    "frame.date-order",
    "The pilot ends on 5 Jan 2026, but starts on 27 Mar 2026.",
    "Go-live is on 1 Apr 2026, but the decision on 2 Apr 2026.",
    about=[
        Pilot.new(start=_day(3, 27), end=_day(1, 5), decision_on=_day(4, 2), go_live=_day(4, 1))
    ],
)
says(
    "frame.date-order",
    "The decision is on 1 Mar 2026, but the pilot ends on 27 Mar 2026.",
    about=[Pilot.new(end=_day(3, 27), decision_on=_day(3, 1))],
)
quiet(
    "frame.date-order",
    Pilot.new(start=_day(1, 5), end=_day(3, 27), decision_on=_day(3, 27), go_live=_day(6, 1)),
)

says("frame.representative", "Nobody has said why the pilot team is representative.")
quiet("frame.representative", Pilot.new(representative="Drawn by lot."))

says("frame.real", "The pilot still needs: Real tasks, Real data.")
says(
    "frame.real", "The pilot still needs: Real data.", about=[Pilot.new(real_tasks="First letter")]
)
quiet("frame.real", Pilot.new(real_tasks="First letter", real_data="Claims of May"))

says("frame.groups", "There is no group yet whose work changes.", about=[Group.new()])
quiet("frame.groups", Group.new(name="Handlers"))

says(
    "frame.group-size",
    "“Handlers” still needs: People now, In production.",
    "“Leads” still needs: In production.",
    about=[Group.new(name="Handlers"), Group.new(name="Leads", people_now=4)],
)
quiet("frame.group-size", Group.new(name="Handlers", people_now=0, in_production=40), Group.new())

says(
    "frame.pilot-size",
    "“Handlers” has 1,200 people in the pilot, but only 40 in production.",
    about=[Group.new(name="Handlers", in_pilot=1200, in_production=40)],
)
quiet("frame.pilot-size", Group.new(name="Handlers", in_pilot=40, in_production=40))
quiet("frame.pilot-size", Group.new(name="Handlers", in_pilot=40))

says(
    "frame.pilot-share",
    "Only 1.5 % of the people who will use it are in the pilot.",
    about=[Group.new(name="Handlers", in_pilot=3, in_production=200)],
)
quiet("frame.pilot-share", Group.new(name="Handlers", in_pilot=4, in_production=200))
quiet("frame.pilot-share", Group.new(name="Handlers", in_production=200))

says("frame.earlier-pilots", "No earlier pilot is listed.")
quiet("frame.earlier-pilots", EarlierPilot.new(name="Chatbot"))

# --- Value in numbers

_TIME = {"volume": 100.0, "minutes_before": 20.0, "minutes_after": 8.0, "hourly_cost": 48.0}
TIMED = ValueTarget.new(what="Handling time", **_TIME)
MONEY = ValueTarget.new(what="Postage", money_year=5000.0)
NAMED = ValueTarget.new(what="Handling time")

says("value.some", "There is no value target yet.", about=[ValueTarget.new()])
quiet("value.some", NAMED)

says("value.owner", "“Handling time” has no owner.", about=[NAMED])
quiet("value.owner", ANNA, NAMED.replace(owner=ANNA.id))

says(
    "value.number",
    "“Handling time” has no number yet. It needs Cases a month, Minutes before, Minutes after,"
    " Hourly cost; or Money a year.",
    about=[NAMED],
)
says(
    "value.number",
    "“Handling time” cannot be counted yet. Still missing: Minutes after, Hourly cost.",
    about=[NAMED.replace(volume=0.0, minutes_before=20.0)],
)
quiet("value.number", TIMED, MONEY)
quiet("value.number", ValueTarget.new(what="Errors", sort="quality", baseline=4.0))

says(
    "value.adoption",
    "“Handling time” does not say how many will use it.",
    "“Postage” does not say how many will use it.",
    about=[TIMED, MONEY],
)
quiet("value.adoption", NAMED, TIMED.replace(adoption=0.0))

says(
    "value.everybody",
    "“Handling time” counts on 100 % adoption: really everybody, always?",
    about=[TIMED.replace(adoption=100.0)],
)
quiet("value.everybody", TIMED.replace(adoption=99.0))

says(
    "value.saves-time",
    "“Handling time” saves no time: 20 minutes before, 25.5 afterwards.",
    about=[TIMED.replace(minutes_after=25.5)],
)
says(
    "value.saves-time",
    "“Handling time” saves no time: 20 minutes before, 20 afterwards.",
    about=[TIMED.replace(minutes_after=20.0)],
)
quiet("value.saves-time", TIMED, NAMED, NAMED.replace(minutes_after=5.0))

says(
    "value.range",
    "“Handling time” has no range yet. Still missing: At least, At most.",
    "“Postage” has no range yet. Still missing: At most.",
    about=[TIMED, MONEY.replace(low=80.0)],
)
quiet("value.range", NAMED, TIMED.replace(low=80.0, high=120.0))

says("value.cash", "“Postage” does not say whether it releases cash.", about=[MONEY])
quiet("value.cash", NAMED, MONEY.replace(cash=False))

says("value.evidence", "“Handling time” does not say how good its figures are.", about=[NAMED])
quiet("value.evidence", NAMED.replace(evidence="assumed"))

says(
    "value.source",
    "“Handling time” is said to be measured, but has no source.",
    about=[NAMED.replace(evidence="measured")],
)
quiet("value.source", NAMED, NAMED.replace(evidence="documented", source="Log of May"))

says(
    "value.all-assumed",
    "All value targets are only assumed.",
    about=[NAMED.replace(evidence="assumed"), MONEY],
)
quiet("value.all-assumed", NAMED.replace(evidence="assumed"), MONEY.replace(evidence="estimated"))
quiet("value.all-assumed", NAMED)

# --- Ownership

OWNED = Ownership.new(owner=ANNA.id)
BENS = Ownership.new(owner=BEN.id)

says("raci.owner", "No production owner is named.")
quiet("raci.owner", ANNA, OWNED)

says(
    "raci.owner-present",
    "The production owner, “Project lead”, is not in the room.",
    about=[BEN, BENS],
)
quiet("raci.owner-present", ANNA, OWNED)
quiet("raci.owner-present", CARA, Ownership.new(owner=CARA.id))

says(
    "raci.owner-presence-said",
    "It is not said whether the production owner, “Analyst”, is in the room.",
    about=[CARA, Ownership.new(owner=CARA.id)],
)
quiet("raci.owner-presence-said", BEN, BENS)

says(
    "raci.owner-stays",
    "The production owner, “Project lead”, leaves after the pilot.",
    about=[BEN, BENS],
)
quiet("raci.owner-stays", ANNA, OWNED)

says("raci.deputy", "The production owner has no deputy.", about=[ANNA, OWNED])
quiet("raci.deputy", ANNA, BEN, OWNED.replace(deputy=BEN.id))
quiet("raci.deputy")

says(
    "raci.deputy-differs",
    "“Head of Claims” is production owner and deputy at once.",
    about=[ANNA, OWNED.replace(deputy=ANNA.id)],
)
quiet("raci.deputy-differs", ANNA, BEN, OWNED.replace(deputy=BEN.id))
quiet("raci.deputy-differs", ANNA, OWNED)

says(
    "raci.mandate",
    "It is not said what the production owner may decide alone.",
    about=[ANNA, OWNED],
)
quiet("raci.mandate", ANNA, OWNED.replace(mandate="Stop it."))

_annas, _bens = Role.new(name="Owner", person=ANNA.id), Role.new(name="Lead", person=BEN.id)
_run = Activity.new(name="Run it")


def _cell(role: Role, letters: str, activity: Activity = _run) -> Assignment:
    return Assignment.new(activity=activity.id, role=role.id, letters=letters)


says(
    "raci.owner-accountable",
    "The production owner, “Head of Claims”, is accountable for nothing in the matrix.",
    about=[ANNA, OWNED, _annas, _run, _cell(_annas, "R")],
)
quiet("raci.owner-accountable", ANNA, OWNED, _annas, _run, _cell(_annas, "AR"))
quiet("raci.owner-accountable", ANNA, OWNED, _annas, _run)

# --- The matrix

says("raci.activities", "There is no activity in the matrix yet.", about=[Activity.new()])
quiet("raci.activities", _run)

says("raci.roles", "There is no role in the matrix yet.", about=[Role.new()])
quiet("raci.roles", _annas)

says(
    "raci.one-accountable",
    "“Handle complaints and appeals” has nobody accountable.",
    "“Run it” has several accountable: Owner, Lead.",
    about=matrix_of(
        {
            "Handle complaints and appeals": {"Owner": "R", "Lead": ""},
            "Run it": {"Lead": "A", "Owner": "AR"},
            "Review outputs": {"Owner": "A"},
        }
    ),
)
says("raci.one-accountable", "“Run it” has nobody accountable.", about=[_annas, _run])
quiet("raci.one-accountable", *matrix_of({"Run it": {"Owner": "AR", "Lead": "R"}}), Activity.new())
quiet("raci.one-accountable", _run)

says(
    "raci.responsible",
    "“Run it” has nobody who does it.",
    about=matrix_of({"Run it": {"Owner": "A"}, "Review": {"Owner": ""}}),
)
quiet("raci.responsible", *matrix_of({"Run it": {"Owner": "AR"}}))


def _row(letters: str) -> list[Record]:
    return matrix_of({"Run it": {f"Role {n}": letter for n, letter in enumerate(letters)}})


says("raci.many-responsible", "“Run it” is done by 4 roles: split it?", about=_row("RRRR"))
quiet("raci.many-responsible", *_row("RRRA"))

says(
    "raci.many-consulted",
    "“Run it” has 6 roles to consult: are they all needed?",
    about=_row("CCCCCC"),
)
quiet("raci.many-consulted", *_row("CCCCC"))

says(
    "raci.works-alone",
    "“Run it” has nobody to consult or inform: do they work alone?",
    about=_row("AR"),
)
quiet("raci.works-alone", *_row("AI"))
quiet("raci.works-alone", _run)

says(
    "raci.accountable-stays",
    "“Lead” is accountable for “Run it” but leaves on 30 Nov 2026.",
    about=[BEN, _bens, _run, _cell(_bens, "A")],
)
_review = Activity.new(name="Review")
_team = Role.new(name="Project team", leaves=True)
says(
    "raci.accountable-stays",
    "“Project team” is accountable for 2 activities but leaves after the pilot.",
    about=[_team, _run, _review, _cell(_team, "A"), _cell(_team, "AR", _review)],
)
says(
    "raci.accountable-stays",
    "“Project team” is accountable for “Run it” but leaves on 1 Dec 2026.",
    about=[_team.replace(leaves_on=_day(12, 1)), _run, _cell(_team, "A")],
)
quiet("raci.accountable-stays", BEN, _bens, _run, _cell(_bens, "R"))
quiet("raci.accountable-stays", ANNA, _annas, _run, _cell(_annas, "A"))

says(
    "raci.role-person",
    "“Project team” has work to do, but no person fills the role.",
    about=[_team, _run, _cell(_team, "R")],
)
quiet("raci.role-person", _team, _run, _cell(_team, "CI"))
quiet("raci.role-person", ANNA, _annas, _run, _cell(_annas, "A"))


def _column(letters: str) -> list[Record]:
    return matrix_of({f"Task {n}": {"Owner": letter} for n, letter in enumerate(letters)})


says(
    "raci.role-overloaded",
    "“Owner” does 6 activities: can one role carry that?",
    about=_column("RRRRRR"),
)
quiet("raci.role-overloaded", *_column("RRRRRA"))

says(
    "raci.role-decides-all",
    "“Owner” is accountable for 4 of 6 activities: share some?",
    about=_column("AAAARR"),
)
quiet("raci.role-decides-all", *_column("AAARRR"))
quiet("raci.role-decides-all", *_column("AAAAA"))

says("raci.role-unused", "“Owner” has no letter in the matrix.", about=[_annas, Role.new()])
quiet("raci.role-unused", _annas, _run, _cell(_annas, "I"))

_third = Activity.new(name="Fund it")
says(
    "raci.sponsor-daily",
    "“Owner” is the sponsor's role, and accountable for 3 activities.",
    about=[
        WorkshopInfo.new(sponsor=ANNA.id),
        _annas,
        _cell(_annas, "A"),
        _cell(_annas, "A", _review),
        _cell(_annas, "AR", _third),
    ],
)
quiet(
    "raci.sponsor-daily",
    WorkshopInfo.new(sponsor=ANNA.id),
    _annas,
    _cell(_annas, "A"),
    _cell(_annas, "A", _review),
)

# --- Governance

RULE = Requirement.new(what="Log retention", area="records", applies="yes")

says("governance.some", "There is no requirement yet.", about=[Requirement.new()])
quiet("governance.some", RULE)

_areas = [Requirement.new(what=c.value, area=c.value) for c in Requirement.area.choices]
says(
    "governance.areas",
    "No requirement is about “Human oversight” yet.",
    "No requirement is about “Third parties” yet.",
    about=[r for r in _areas if r.area not in ("oversight", "third_parties")],
)
quiet("governance.areas", *_areas)
quiet("governance.areas")

says(
    "governance.applies",
    "It is not settled whether “Log retention” applies.",
    "It is not settled whether “Training” applies.",
    about=[RULE.replace(applies="unclear"), Requirement.new(what="Training")],
)
quiet("governance.applies", RULE, RULE.replace(applies="no"))

says(
    "governance.reason",
    "“Log retention” does not apply, but nobody said why.",
    about=[RULE.replace(applies="no")],
)
quiet("governance.reason", RULE)
quiet("governance.reason", RULE.replace(applies="no", why_not="No logs are made."))

says("governance.owner", "“Log retention” applies, but has no owner.", about=[RULE])
quiet("governance.owner", ANNA, RULE.replace(owner=ANNA.id))
quiet("governance.owner", RULE.replace(applies="unclear"))

says("governance.due", "“Log retention” applies, but does not say by when it is met.", about=[RULE])
quiet("governance.due", RULE.replace(due="pilot"))
quiet("governance.due", RULE.replace(due_on=_day(2, 1)))

_blocking = RULE.replace(blocks=True)
says(
    "governance.blocks",
    "“Log retention” blocks go-live, but is due after it.",
    about=[_blocking.replace(due="after")],
)
says(
    "governance.blocks",
    "“Log retention” blocks go-live, but is due after it.",
    about=[_blocking.replace(due_on=_day(7, 1)), Pilot.new(go_live=_day(6, 1))],
)
quiet("governance.blocks", _blocking.replace(due="go_live", due_on=_day(7, 1)), RULE)
quiet("governance.blocks", RULE.replace(due="after"))

says(
    "governance.due-date",
    "“Log retention” is due on 1 Jul 2026, after “Planned go-live” on 1 Jun 2026.",
    about=[RULE.replace(due="go_live", due_on=_day(7, 1)), Pilot.new(go_live=_day(6, 1))],
)
says(
    "governance.due-date",
    "“Log retention” is due on 2 Feb 2026, after “Pilot starts” on 5 Jan 2026.",
    about=[RULE.replace(due="pilot", due_on=_day(2, 2)), Pilot.new(start=_day(1, 5))],
)
quiet(
    "governance.due-date",
    RULE.replace(due="go_live", due_on=_day(6, 1)),
    Pilot.new(go_live=_day(6, 1)),
)
quiet("governance.due-date", RULE.replace(due="after", due_on=_day(7, 1)), Pilot.new())

says(
    "governance.evidence",
    "“Log retention” is said to be met, but nothing shows it.",
    about=[RULE.replace(status="met")],
)
quiet("governance.evidence", RULE, RULE.replace(status="met", evidence="Minutes of May"))

says("governance.access-roles", "There is no access role yet.", about=[AccessRole.new()])
quiet("governance.access-roles", AccessRole.new(name="Reader"))

says("governance.incident-levels", "There is no incident level yet.")
quiet("governance.incident-levels", IncidentLevel.new(level="Serious"))

says(
    "governance.incident-response",
    "“Serious” still needs: Who acts, Within.",
    about=[IncidentLevel.new(level="Serious"), IncidentLevel.new()],
)
quiet(
    "governance.incident-response",
    ANNA,
    IncidentLevel.new(level="Serious", responder=ANNA.id, within="1 hour"),
)

# --- Change

HANDLERS = Group.new(name="Handlers", people_now=180, in_production=200)
COURSE = Training.new(content="First steps", group=HANDLERS.id)

says("change.trained", "“Handlers” has no training.", about=[HANDLERS, Group.new()])
quiet("change.trained", HANDLERS, COURSE)
quiet("change.trained", HANDLERS.replace(in_production=0))

says(
    "change.training-plan",
    "“First steps” still needs: Owner, Hours a person, How we check it.",
    about=[HANDLERS, COURSE],
)
quiet(
    "change.training-plan",
    ANNA,
    HANDLERS,
    COURSE.replace(owner=ANNA.id, hours=0.0, check="Three letters"),
)

says(
    "change.reach",
    "The waves reach 120 of 200 people affected.",
    about=[HANDLERS, Wave.new(name="First", people=100), Wave.new(name="Second", people=20)],
)
says(
    "change.reach",
    "No wave says when the 200 people affected start.",
    about=[HANDLERS, Wave.new(name="First")],
)
says(
    "change.reach",
    "No wave says when the 1 person affected starts.",
    about=[HANDLERS.replace(in_production=1)],
)
quiet("change.reach", HANDLERS, Wave.new(name="All", people=200))
quiet("change.reach", Wave.new(name="All", people=200))

says(
    "change.wave-plan",
    "“First” still needs: Starts, Starts when.",
    about=[Wave.new(name="First"), Wave.new()],
)
quiet("change.wave-plan", Wave.new(name="First", start=_day(6, 1), entry="Support is there"))

_early = Wave.new(name="First", start=_day(5, 1))
says(
    "change.first-wave",
    "“First” starts on 1 May 2026, before go-live on 1 Jun 2026.",
    about=[
        Wave.new(name="Second", start=_day(5, 10)),
        _early,
        Pilot.new(go_live=_day(6, 1)),
    ],
)
quiet("change.first-wave", _early, Pilot.new(go_live=_day(5, 1)))
quiet("change.first-wave", _early)

says("change.adoption", "There is no adoption measure yet.")
quiet("change.adoption", AdoptionMeasure.new(behaviour="Sends the draft"))

says(
    "change.adoption-threshold",
    "“Sends the draft” does not say how much is enough.",
    about=[AdoptionMeasure.new(behaviour="Sends the draft")],
)
quiet(
    "change.adoption-threshold",
    AdoptionMeasure.new(behaviour="Sends the draft", threshold="70 %"),
)

says("change.feedback", "There is no feedback loop yet.")
quiet("change.feedback", FeedbackLoop.new(channel="Office hour"))

says(
    "change.feedback-owner",
    "“Office hour” has nobody who answers.",
    about=[FeedbackLoop.new(channel="Office hour")],
)
quiet("change.feedback-owner", ANNA, FeedbackLoop.new(channel="Office hour", owner=ANNA.id))

says("change.communication", "No communication is planned yet.")
quiet("change.communication", Communication.new(message="What changes on Monday"))

# --- Review & sign

DECIDED = Decision.new(what="Start in May")
TASK = Action.new(what="Ask the works council")
DOWN = Risk.new(what="Supplier fails", likelihood="high", impact="high")

says("review.decisions", "No decision is written down yet.", about=[Decision.new()])
quiet("review.decisions", DECIDED)

says("review.decided-by", "“Start in May” does not say who decided it.", about=[DECIDED])
quiet("review.decided-by", ANNA, DECIDED.replace(decided_by=ANNA.id), Decision.new())

says("review.action-owner", "“Ask the works council” has no owner.", about=[TASK, Action.new()])
quiet("review.action-owner", ANNA, TASK.replace(owner=ANNA.id))
quiet("review.action-owner", TASK.replace(status="done"))

says("review.action-due", "“Ask the works council” has no due date.", about=[TASK])
quiet("review.action-due", TASK.replace(due=_day(2, 1)))
quiet("review.action-due", TASK.replace(status="done"))

says("review.risks", "No risk is written down yet.", about=[Risk.new()])
quiet("review.risks", DOWN)

says(
    "review.high-risk",
    "The high risk “Supplier fails” still needs: Response, Owner.",
    about=[DOWN],
)
quiet("review.high-risk", DOWN.replace(impact="medium"))
quiet("review.high-risk", ANNA, DOWN.replace(response="Second supplier", owner=ANNA.id))
