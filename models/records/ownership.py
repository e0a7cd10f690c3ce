"""Step 4, Ownership & RACI: who answers for it when the project team is gone?"""

from models import fields as f
from models.i18n import N_
from models.record import Record


class Ownership(Record, name="ownership", label=N_("production owner"), single=True):
    """Who answers for the service in production."""

    owner = f.link(
        N_("Production owner"),
        "person",
        required=True,
        help=N_("One person with the budget and the authority to run it every day."),
    )
    deputy = f.link(N_("Deputy"), "person", required=True)
    named_on = f.day(N_("Named on"))
    mandate = f.text(
        N_("Mandate"), help=N_("What the owner may decide alone: stop it, change it, pay for it.")
    )


class Role(
    Record,
    name="role",
    label=N_("role"),
    plural=N_("roles"),
    hint=N_("Roles are the columns of the matrix. Say who fills each one, and who stays."),
):
    """A column of the RACI matrix."""

    name = f.line(N_("Role"), required=True)
    person = f.link(N_("Person"), "person", help=N_("Who fills the role in production."))
    organisation = f.line(N_("Organisation"))
    leaves = f.yes_no(
        N_("Leaves after the pilot"), help=N_("Roles of the project team end with the pilot.")
    )
    leaves_on = f.day(N_("Leaves on"))


class Activity(
    Record,
    name="activity",
    label=N_("activity"),
    plural=N_("activities"),
    hint=N_("What has to be done in production? Add activities, then set R, A, C, I by key."),
):
    """A row of the RACI matrix."""

    name = f.line(N_("Activity"), required=True, help=N_("Begins with a verb: Run, Approve, …"))
    section = f.line(N_("Group"), help=N_("Rows of the same group stand together."))
    remark = f.text(N_("Remark"))


class Assignment(Record, name="assignment", label=N_("assignment"), plural=N_("assignments")):
    """One filled cell of the RACI matrix; an empty cell has no record."""

    activity = f.link(N_("Activity"), "activity", owned=True)
    role = f.link(N_("Role"), "role", owned=True)
    letters = f.line(N_("Letters"), help=N_("R, A, C, I, or several such as AR."))
