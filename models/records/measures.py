"""Step 10, Measures: how will we know, and who will be told?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import EVIDENCE

FREQUENCY = (
    ("daily", N_("Daily")),
    ("weekly", N_("Weekly")),
    ("monthly", N_("Monthly")),
    ("quarterly", N_("Quarterly")),
    ("once", N_("Once")),
)


class Kpi(
    Record,
    name="kpi",
    label=N_("KPI"),
    plural=N_("KPIs"),
    hint=N_("How will we know? One line per figure that two people would count alike."),
):
    """A figure that is measured: from what, to what, by whom, and what must not get worse."""

    name = f.line(N_("KPI"), required=True)
    value_target = f.link(N_("Proves"), "value_target", help=N_("The value target it proves."))
    formula = f.text(N_("Formula"), help=N_("What is counted, and what is not."))
    unit = f.line(N_("Unit"))
    direction = f.choice(
        N_("Better when"),
        ("up", N_("Higher")),
        ("down", N_("Lower")),
        required=True,
    )
    baseline = f.number(N_("Today"), minimum=-1e12, help=N_("Measured before the pilot."))
    baseline_from = f.line(N_("Baseline from"), help=N_("Period, sample, and who measured it."))
    target = f.number(N_("Target"), minimum=-1e12, help=N_("The value that production must reach."))
    least = f.number(
        N_("Least acceptable"), minimum=-1e12, help=N_("Beyond this, somebody has to act.")
    )
    warn_at = f.number(
        N_("Warn at"), minimum=-1e12, help=N_("Between this and the least acceptable it is amber.")
    )
    result = f.number(N_("Result so far"), minimum=-1e12, help=N_("What was measured, once it is."))
    result_from = f.line(N_("Result from"), help=N_("Period, sample, and who measured it."))
    evidence = f.choice(N_("Evidence"), *EVIDENCE, help=N_("How good are these figures?"))
    source = f.line(N_("Source"), help=N_("System or list that the figure is taken from."))
    frequency = f.choice(N_("Measured"), *FREQUENCY)
    owner = f.link(N_("Owner"), "person", help=N_("Who answers for the figure being right."))
    guard = f.link(
        N_("Guarded by"), "kpi", help=N_("The figure that must not get worse because of this one.")
    )
    remark = f.text(N_("Remark"), help=N_("A result in words, or the reason for a target."))


class ExecutiveReport(
    Record,
    name="executive_report",
    label=N_("executive report"),
    plural=N_("executive reports"),
    hint=N_("Who will be told, how often, and when for the first time?"),
):
    """What executives are told about the service, and how often."""

    name = f.line(N_("Report"), required=True)
    audience = f.line(N_("Audience"))
    frequency = f.choice(N_("How often"), *FREQUENCY)
    content = f.text(N_("Content"))
    owner = f.link(N_("Owner"), "person")
    first_on = f.day(N_("First on"))
