"""Step 9, Operations: who maintains, who reviews, and what happens when it is down?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import STATUS


class Procedure(
    Record,
    name="procedure",
    label=N_("procedure"),
    plural=N_("procedures"),
    hint=N_("What has to work on day one? One line per procedure, with who sees to it."),
):
    """How something is done every day, written down and owned."""

    name = f.line(N_("Procedure"), required=True)
    owner = f.link(N_("Owner"), "person")
    document = f.line(N_("Document"), help=N_("Where it is written down."))
    escalation = f.link(N_("Escalate to"), "person", help=N_("Who is called if it does not work."))
    ready_by = f.day(N_("Ready by"))
    status = f.choice(N_("Status"), *STATUS)
    remark = f.text(N_("Remark"))


class KnowledgeItem(
    Record,
    name="knowledge_item",
    label=N_("hand-over of knowledge"),
    plural=N_("hand-overs of knowledge"),
    hint=N_("What does the pilot team know that nobody else does, and who takes it over?"),
):
    """Something that only the pilot team knows, and its way to those who stay."""

    what = f.line(N_("What they know"), required=True)
    held_by = f.link(N_("Who knows it"), "person")
    recorded_in = f.line(N_("Recorded in"))
    handed_to = f.link(N_("Handed to"), "person")
    due = f.day(N_("Due"))
    status = f.choice(N_("Status"), *STATUS)


class ScaleChange(
    Record,
    name="scale_change",
    label=N_("change of scale"),
    plural=N_("changes of scale"),
    hint=N_("What changes when 10 users become 200? Access, onboarding, support."),
):
    """What works for the pilot's numbers and has to work otherwise for production's."""

    topic = f.line(N_("Topic"), required=True, help=N_("Access, onboarding, support, capacity."))
    in_pilot = f.text(N_("In the pilot"))
    in_production = f.text(N_("In production"))
    owner = f.link(N_("Owner"), "person")
    ready_by = f.day(N_("Ready by"))
    status = f.choice(N_("Status"), *STATUS)
