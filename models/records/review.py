"""Step 12, Review & sign: what is still open, and do we agree?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import LEVEL, STATUS


class Decision(
    Record,
    name="decision",
    label=N_("decision"),
    plural=N_("decisions"),
    hint=N_("What was decided, by whom, and why? Decisions without a reason come back."),
):
    """Something that was decided."""

    what = f.line(N_("Decision"), required=True)
    decided_by = f.link(N_("Decided by"), "person")
    decided_on = f.day(N_("Decided on"))
    reason = f.text(N_("Reason"))


class Action(
    Record,
    name="action",
    label=N_("action"),
    plural=N_("actions"),
    hint=N_("Who does what by when? One person each."),
):
    """Something somebody does by a date."""

    what = f.line(N_("Action"), required=True)
    owner = f.link(N_("Owner"), "person")
    due = f.day(N_("Due"))
    status = f.choice(N_("Status"), *STATUS, default="open")


class Risk(
    Record,
    name="risk",
    label=N_("risk"),
    plural=N_("risks"),
    hint=N_("What could stop this from reaching production?"),
):
    """Something that may go wrong."""

    what = f.line(N_("Risk"), required=True)
    likelihood = f.choice(N_("Likelihood"), *LEVEL)
    impact = f.choice(N_("Impact"), *LEVEL)
    response = f.text(N_("Response"))
    owner = f.link(N_("Owner"), "person")


class ParkedPoint(
    Record,
    name="parked_point",
    label=N_("parked point"),
    plural=N_("parked points"),
    hint=N_("Good questions for later, so that they do not stop the room now."),
):
    """A point that was set aside."""

    what = f.line(N_("Point"), required=True)
    raised_by = f.link(N_("Raised by"), "person")
    remark = f.text(N_("Remark"))


class AcceptedFinding(
    Record,
    name="accepted_finding",
    label=N_("accepted point"),
    plural=N_("accepted points"),
    hint=N_("What is missing and stays so, on purpose: with the reason and who said so."),
    automatic=True,
):
    """Something that is missing and was accepted as it is; see `models.findings`."""

    what = f.line(N_("Point"), required=True)
    reason = f.text(N_("Reason"), required=True)
    accepted_by = f.link(N_("Accepted by"), "person", required=True)
    accepted_on = f.day(N_("Accepted on"))
    rule = f.line(N_("Rule"), technical=True)
    about = f.line(N_("Record"), technical=True)
