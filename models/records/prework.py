"""Pre-work: what participants answered before the workshop."""

from models import fields as f
from models.i18n import N_
from models.record import Record


class Answer(
    Record,
    name="answer",
    label=N_("answer before the workshop"),
    plural=N_("answers before the workshop"),
    hint=N_("Send the questionnaires, then read the answers back: they stand side by side here."),
    automatic=True,
):
    """What one participant answered to one question of the questionnaire."""

    question = f.line(N_("Question"), required=True)
    answer = f.text(N_("Answer"))
    person = f.link(N_("From"), "person")
    about = f.line(N_("About"), technical=True)
    """Id of the record that it is about and of the question, with a dot between them; see
    `models.prework`."""
    settled = f.yes_no(N_("Settled"), help=N_("Yes once the room has agreed on one answer."))
