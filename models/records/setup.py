"""Step 1, Set-up: who is here, and what do we leave with?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import CURRENCIES, LANGUAGES


class WorkshopInfo(Record, name="workshop", label=N_("workshop"), single=True):
    """The workshop as a whole; what stands on the charter's cover."""

    initiative = f.line(
        N_("Initiative"),
        required=True,
        help=N_("What the pilot is called, as the sponsor would say it."),
    )
    client = f.line(N_("Client"), required=True)
    sponsor = f.link(
        N_("Sponsor"),
        "person",
        required=True,
        help=N_("The executive who signs the charter and can release the budget."),
    )
    facilitator = f.link(N_("Facilitator"), "person")
    sector = f.line(N_("Sector"), help=N_("Decides which rules are worth a look."))
    jurisdiction = f.line(N_("Jurisdiction"), help=N_("Country or union whose law applies."))
    held_on = f.day(N_("Date of the workshop"), required=True)
    starts_at = f.line(N_("Starts at"), default="09:00", help=N_("Time of day, such as 09:00."))
    place = f.line(N_("Place"))
    currency = f.choice(N_("Currency"), *CURRENCIES, default="EUR")
    language = f.choice(
        N_("Language and figures"),
        *LANGUAGES,
        default="en_GB",
        help=N_("How figures and dates are written, here and in the documents."),
    )
    confidentiality = f.choice(
        N_("Confidentiality"),
        ("public", N_("Public")),
        ("internal", N_("Internal")),
        ("confidential", N_("Confidential")),
        ("strictly", N_("Strictly confidential")),
        default="confidential",
        help=N_("Printed on every page of the charter."),
    )
    outcome = f.text(
        N_("What we leave with"),
        help=N_("The result that makes this workshop worth everybody's day."),
    )
    notes = f.text(
        N_("Private notes"),
        private=True,
        help=N_("For the facilitator only: never printed, never shown to the room."),
    )


class Person(
    Record,
    name="person",
    label=N_("person"),
    plural=N_("people"),
    hint=N_("Who sits in the room, and who is missing? One line each; Enter adds the next."),
):
    """Somebody who takes part, or should."""

    name = f.line(N_("Name"), required=True)
    function = f.line(N_("Function"))
    organisation = f.line(N_("Organisation"))
    part = f.choice(
        N_("Part in the workshop"),
        ("decides", N_("Decides")),
        ("contributes", N_("Contributes")),
        ("facilitates", N_("Facilitates")),
        ("informed", N_("Is informed")),
    )
    present = f.yes_no(N_("In the room"), help=N_("Takes part from day one."))
    leaves = f.yes_no(
        N_("Leaves after the pilot"),
        help=N_("Goes back, or leaves, when the project team is dissolved."),
    )
    leaves_on = f.day(N_("Leaves on"))
    email = f.line(N_("E-mail"), private=True)


class AgendaBlock(
    Record,
    name="agenda_block",
    label=N_("agenda block"),
    plural=N_("agenda blocks"),
    hint=N_("Plan the day: one line per block, with its minutes. Add one from a template."),
):
    """A stretch of the workshop day."""

    heading = f.line(N_("Block"), required=True)
    minutes = f.count(N_("Minutes"), unit=N_("min"), maximum=24 * 60, required=True)
    step = f.choice(
        N_("Step"),
        ("setup", N_("Set-up")),
        ("frame", N_("Frame the pilot")),
        ("value", N_("Value in numbers")),
        ("raci", N_("Ownership & RACI")),
        ("cost", N_("Production cost")),
        ("governance", N_("Governance")),
        ("data", N_("Production data")),
        ("change", N_("Change")),
        ("operations", N_("Operations")),
        ("measures", N_("Measures")),
        ("gate", N_("Go / no-go")),
        ("review", N_("Review & sign")),
    )
    pause = f.yes_no(N_("Break"))
    priority = f.choice(
        N_("Priority"),
        ("must", N_("Must")),
        ("should", N_("Should")),
        ("could", N_("Could")),
        help=N_("When time runs short, a must is shortened last."),
    )
    beside = f.yes_no(
        N_("Beside the one above"),
        help=N_("A breakout group: runs while the block above does, and adds no time to the day."),
    )
    allotted = f.count(
        N_("Minutes now"),
        unit=N_("min"),
        maximum=24 * 60,
        help=N_("What the clock gives it, after time was added or the rest was planned anew."),
    )
    started_at = f.line(N_("Started"), help=N_("Time of day; the clock writes it."))
    taken = f.count(
        N_("Minutes taken"),
        unit=N_("min"),
        maximum=24 * 60,
        help=N_("The clock writes it when the block ends."),
    )
    began = f.line(N_("Began"), technical=True)
    ended = f.line(N_("Ended"), technical=True)
