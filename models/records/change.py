"""Step 8, Change: how do the people who were not in the pilot start using it?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import STATUS


class Training(
    Record,
    name="training",
    label=N_("training"),
    plural=N_("trainings"),
    hint=N_("Who learns what, when, and how do we know that it worked?"),
):
    """Something a group learns before it starts."""

    content = f.line(N_("Content"), required=True)
    group = f.link(N_("For"), "group", required=True)
    hours = f.number(N_("Hours a person"), unit=N_("h"), per="person", maximum=10_000)
    method = f.line(N_("Method"), help=N_("Classroom, at the desk, video, coaching."))
    when = f.line(N_("When"), help=N_("A date, or relative to the wave."))
    owner = f.link(N_("Owner"), "person")
    check = f.text(N_("How we check it"), help=N_("What people can do afterwards."))
    status = f.choice(N_("Status"), *STATUS)


class Communication(
    Record,
    name="communication",
    label=N_("communication"),
    plural=N_("communications"),
    hint=N_("Who hears what from whom, before it is news?"),
):
    """A message to a group of people."""

    message = f.line(N_("Message"), required=True)
    audience = f.line(N_("Audience"))
    channel = f.line(N_("Channel"))
    when = f.line(N_("When"))
    owner = f.link(N_("Owner"), "person")


class AdoptionMeasure(
    Record,
    name="adoption_measure",
    label=N_("adoption measure"),
    plural=N_("adoption measures"),
    hint=N_("Which behaviour shows that people use it? Attending a training is not adoption."),
):
    """Behaviour that shows that people work the new way."""

    behaviour = f.line(N_("Behaviour"), required=True)
    group = f.link(N_("Group"), "group")
    window = f.line(N_("Window"), help=N_("Such as: in the last four weeks."))
    source = f.line(N_("Source"))
    threshold = f.line(N_("Threshold"), help=N_("Such as: 70 % or more."))


class FeedbackLoop(
    Record,
    name="feedback_loop",
    label=N_("feedback loop"),
    plural=N_("feedback loops"),
    hint=N_("Where do people say what does not work, and who answers by when?"),
):
    """A way for users to be heard."""

    channel = f.line(N_("Channel"), required=True)
    owner = f.link(N_("Owner"), "person")
    answered_within = f.line(N_("Answered within"))
    lands_in = f.text(N_("Where the change lands"))


class Wave(
    Record,
    name="wave",
    label=N_("rollout wave"),
    plural=N_("rollout waves"),
    hint=N_("In which order do the groups start, and what must be true before the next one?"),
):
    """A group of people who start together."""

    name = f.line(N_("Wave"), required=True)
    group = f.link(N_("Group"), "group")
    people = f.count(N_("People"), required=True)
    start = f.day(N_("Starts"))
    entry = f.text(N_("Starts when"), help=N_("What must be true before it starts."))
    exit = f.text(N_("Done when"), help=N_("What must be true before the next one starts."))
    support = f.text(N_("Support"))
