"""Step 6, Governance: which rules must it obey, and who sees to each?"""

from models import fields as f
from models.i18n import N_
from models.record import Record

AREAS = (
    ("information", N_("Information")),
    ("access", N_("Access")),
    ("incidents", N_("Incidents")),
    ("oversight", N_("Human oversight")),
    ("third_parties", N_("Third parties")),
    ("records", N_("Records")),
)


class Requirement(
    Record,
    name="requirement",
    label=N_("requirement"),
    plural=N_("requirements"),
    hint=N_("Which rules must it obey? Start from a template, then decide which ones apply."),
):
    """A rule that the service has to obey, or a reasoned exception from one."""

    what = f.line(N_("Requirement"), required=True)
    area = f.choice(N_("Area"), *AREAS, required=True)
    reference = f.line(N_("Reference"), help=N_("Law, standard or house rule, with its article."))
    source = f.line(N_("Source"), help=N_("Where this wording was taken from."))
    as_of = f.day(N_("As of"), help=N_("When the source was last looked at."))
    applies_from = f.day(N_("Applies from"))
    applies = f.choice(
        N_("Applies"),
        ("yes", N_("Yes")),
        ("no", N_("No")),
        ("unclear", N_("To be settled")),
        required=True,
    )
    why_not = f.text(N_("Why not"), help=N_("Needed when it does not apply."))
    owner = f.link(N_("Owner"), "person", help=N_("Who sees to it."))
    due = f.choice(
        N_("Due"),
        ("pilot", N_("Before the pilot")),
        ("go_live", N_("Before go-live")),
        ("after", N_("After go-live")),
    )
    due_on = f.day(N_("Due on"))
    status = f.choice(
        N_("Status"),
        ("open", N_("Open")),
        ("doing", N_("In progress")),
        ("met", N_("Met")),
    )
    evidence = f.text(N_("Evidence"), help=N_("What shows that it is met."))
    blocks = f.yes_no(N_("Blocks go-live"), help=N_("No go-live before this is met."))


class AccessRole(
    Record,
    name="access_role",
    label=N_("access role"),
    plural=N_("access roles"),
    hint=N_("Who may do what in the service? One line per role."),
):
    """A set of rights in the service."""

    name = f.line(N_("Access role"), required=True)
    may = f.text(N_("May"), required=True, help=N_("What people in this role can see and do."))
    may_not = f.text(N_("May not"))
    people = f.count(N_("People"))
    granted_by = f.link(N_("Granted by"), "person")
    reviewed = f.line(N_("Reviewed"), help=N_("How often the list is checked."))


class IncidentLevel(
    Record,
    name="incident_level",
    label=N_("incident level"),
    plural=N_("incident levels"),
    hint=N_("What if it goes wrong? From harmless to serious, with who acts within which time."),
):
    """How bad an incident is, and what happens then."""

    level = f.line(N_("Level"), required=True)
    example = f.text(N_("Example"))
    response = f.text(N_("First response"), required=True)
    within = f.line(N_("Within"), help=N_("Such as 1 hour."))
    responder = f.link(N_("Who acts"), "person")
    escalate_to = f.link(N_("Escalate to"), "person")
