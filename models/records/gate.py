"""Step 11, Go / no-go: which result means go, and what happens the next morning?"""

from models import fields as f
from models.i18n import N_
from models.record import Record


class GateDecision(Record, name="gate_decision", label=N_("decision on production"), single=True):
    """Who decides, and what happens when the conditions are met, or not.

    The day of decision stands with the pilot (`Pilot.decision_on`), fixed before it starts.
    """

    decider = f.link(
        N_("Who decides"), "person", required=True, help=N_("One person, who can release money.")
    )
    consulted = f.text(
        N_("Who is consulted"), help=N_("Risk, security, data protection, works council.")
    )
    next_owner = f.link(
        N_("When met: who takes over"),
        "person",
        required=True,
        help=N_("Runs it from the next morning; usually the production owner."),
    )
    budget = f.money(
        N_("When met: budget released"), required=True, help=N_("For the first year in production.")
    )
    budget_from = f.line(N_("When met: paid from"), help=N_("Cost centre that carries the budget."))
    starts_on = f.day(
        N_("When met: work starts on"), required=True, help=N_("The next morning, as a date.")
    )
    first_step = f.text(
        N_("When met: first step"), help=N_("What is done that morning, without a debate.")
    )
    if_not = f.choice(
        N_("When not met"),
        ("stop", N_("Stop")),
        ("extend", N_("Extend once")),
        help=N_("Extending is possible once, with a date."),
    )
    extended_until = f.day(N_("Extended until at most"))
    extended_why = f.text(N_("Extended only if"))
    frozen_on = f.day(
        N_("Frozen on"), help=N_("From then on a condition changes only with a reason.")
    )
    frozen_by = f.link(N_("Frozen by"), "person")


class Condition(
    Record,
    name="condition",
    label=N_("condition"),
    plural=N_("conditions"),
    hint=N_("Which result means go? Agree the number now, while nobody knows the result."),
):
    """Something that must be true for production, agreed before the pilot starts."""

    what = f.line(N_("Condition"), required=True)
    kpi = f.link(N_("KPI"), "kpi", help=N_("The figure that it is read from."))
    comparison = f.choice(
        N_("Comparison"),
        ("at_least", N_("At least")),
        ("at_most", N_("At most")),
        ("exactly", N_("Exactly")),
        ("holds", N_("Holds, yes or no")),
        required=True,
    )
    threshold = f.number(N_("Threshold"), minimum=-1e12)
    unit = f.line(N_("Unit"))
    weight = f.choice(N_("Must or should"), ("must", N_("Must")), ("should", N_("Should")))
    window = f.line(N_("Window"), help=N_("Over which time it is measured: the last 8 weeks."))
    proportion = f.yes_no(
        N_("Share of cases"),
        help=N_("Yes where each case is right or wrong and the share in percent decides."),
    )
    expected = f.number(
        N_("Expected"), minimum=-1e12, help=N_("What you hope to see; fewer cases prove it.")
    )
    cases = f.count(N_("Cases"), help=N_("How many cases will be looked at."))
    evidence = f.text(N_("Evidence"), help=N_("What is shown on the day of decision."))
    signed_by = f.link(N_("Who signs"), "person", help=N_("Confirms that it was measured so."))
    result = f.number(N_("Result"), minimum=-1e12, help=N_("What was measured in the pilot."))
    result_cases = f.count(N_("Cases measured"))
    holds = f.yes_no(N_("Found to hold"), help=N_("For conditions without a number."))


class StopCondition(
    Record,
    name="stop_condition",
    label=N_("stop condition"),
    plural=N_("stop conditions"),
    hint=N_("What stops the pilot at once, and who may say so?"),
):
    """Something that ends the pilot before its time."""

    what = f.line(N_("Stop when"), required=True)
    threshold = f.line(N_("Threshold"), help=N_("Such as: 2 wrong letters in one week."))
    kpi = f.link(N_("KPI"), "kpi")
    stopped_by = f.link(N_("Who stops it"), "person")
    then = f.text(N_("What happens then"))


class RehearsalCard(
    Record,
    name="rehearsal_card",
    label=N_("rehearsal card"),
    plural=N_("rehearsal cards"),
    hint=N_(
        "Day one without the project team. Walk through each card; what has no answer is work."
    ),
):
    """A day that will come, walked through before it does."""

    scenario = f.line(N_("Scenario"), required=True)
    sort = f.choice(
        N_("Kind"),
        ("outage", N_("Outage")),
        ("wrong_answer", N_("Wrong answer")),
        ("owner_leaves", N_("Owner leaves")),
        ("price", N_("Price goes up")),
        ("audit", N_("Audit")),
        ("scale", N_("Many more users")),
        ("other", N_("Other")),
        required=True,
    )
    activity = f.link(N_("Activity"), "activity", help=N_("Its A is who answers for it."))
    procedure = f.link(N_("Procedure"), "procedure")
    incident_level = f.link(N_("Incident level"), "incident_level")
    answer = f.text(N_("What we do"), help=N_("Told by the people who would have to do it."))
    gap = f.text(N_("What is missing"))
    factor = f.number(
        N_("Costs times"),
        maximum=1000,
        help=N_("Price up by half: 1.5. Ten times the users: 10."),
    )


class Amendment(
    Record,
    name="amendment",
    label=N_("change after freezing"),
    plural=N_("changes after freezing"),
    hint=N_("Nothing was changed since the conditions were frozen."),
    automatic=True,
):
    """A frozen condition was changed. Written by the program, with the reason given."""

    what = f.line(N_("What was changed"), required=True)
    reason = f.text(N_("Reason"), required=True)
    decided_by = f.link(N_("Decided by"), "person")
    changed_on = f.day(N_("Changed on"))
