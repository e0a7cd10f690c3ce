"""Step 2, Frame the pilot: when this runs in production, whose work changes?"""

from models import fields as f
from models.i18n import N_
from models.record import Record


class UseCase(Record, name="use_case", label=N_("use case"), single=True):
    """The work that is to change."""

    workflow_today = f.text(
        N_("The workflow today"),
        required=True,
        help=N_("Who does what, in which order, with which systems."),
    )
    trigger = f.text(N_("What starts it"))
    result = f.text(N_("What comes out"))
    in_scope = f.text(N_("In scope"), required=True)
    out_of_scope = f.text(N_("Out of scope"))


class Pilot(Record, name="pilot", label=N_("pilot"), single=True):
    """The pilot, and what makes its result valid for production."""

    start = f.day(N_("Pilot starts"), required=True)
    end = f.day(N_("Pilot ends"), required=True)
    decision_on = f.day(
        N_("Decision on"),
        required=True,
        help=N_("The day on which go or no-go is decided, fixed now."),
    )
    go_live = f.day(
        N_("Planned go-live"),
        help=N_("When production starts if the conditions are met."),
    )
    cost = f.money(N_("Pilot cost"), help=N_("What is spent until the decision, all in."))
    representative = f.text(
        N_("Why the team is representative"),
        required=True,
        help=N_("Volunteers and enthusiasts prove little about everybody else."),
    )
    real_tasks = f.text(N_("Real tasks"), help=N_("Which daily work is done in the pilot?"))
    real_data = f.text(N_("Real data"), help=N_("Which real data is used, and who allowed it?"))
    real_constraints = f.text(
        N_("Real constraints"),
        help=N_("Which rules of production already hold in the pilot?"),
    )
    platform = f.text(N_("Platform"))
    it_provides = f.text(N_("What IT provides from day one"))


class Group(
    Record,
    name="group",
    label=N_("group affected"),
    plural=N_("groups affected"),
    hint=N_("Whose work changes in production? One line per group, with its number of people."),
):
    """People whose work changes."""

    name = f.line(N_("Group"), required=True)
    people_now = f.count(N_("People now"), required=True, help=N_("How many do this work today?"))
    in_pilot = f.count(N_("In the pilot"), help=N_("How many of them take part in the pilot?"))
    in_production = f.count(
        N_("In production"),
        required=True,
        help=N_("How many use it when it runs in production?"),
    )
    change = f.text(N_("What changes for them"))
    needs = f.text(N_("What they need"), help=N_("Concerns, skills, time: what helps them start."))


class EarlierPilot(
    Record,
    name="earlier_pilot",
    label=N_("earlier pilot"),
    plural=N_("earlier pilots"),
    hint=N_("What became of your earlier pilots? Your own rate says more than any survey."),
):
    """A pilot that the client ran before, and what became of it."""

    name = f.line(N_("Pilot"), required=True)
    year = f.year(N_("Year"))
    outcome = f.choice(
        N_("What became of it"),
        ("production", N_("In production")),
        ("stopped", N_("Stopped")),
        ("running", N_("Still a pilot")),
    )
    lesson = f.text(N_("Lesson"))
