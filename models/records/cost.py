"""Step 5, Production cost: what will it cost when it runs every day, and who pays in month 13?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import EVIDENCE

CATEGORIES = (
    ("licences", N_("Licences & model use")),
    ("infrastructure", N_("Infrastructure")),
    ("integration", N_("Integration & data")),
    ("security", N_("Security")),
    ("resilience", N_("Resilience")),
    ("monitoring", N_("Monitoring & evaluation")),
    ("review", N_("Human review")),
    ("staff", N_("Operations staff")),
    ("compliance", N_("Compliance")),
    ("change", N_("Change & training")),
    ("refresh", N_("Refresh & new versions")),
    ("exit", N_("Exit & retirement")),
    ("contingency", N_("Contingency")),
)
"""What production costs can be made of; several of them are nothing in a pilot."""


class CostLine(
    Record,
    name="cost_line",
    label=N_("cost line"),
    plural=N_("cost lines"),
    hint=N_("What does it cost every day? Go through the categories; zero needs a reason."),
):
    """One thing that costs money: in the pilot, once for production, and every year."""

    what = f.line(N_("Cost"), required=True)
    category = f.choice(N_("Category"), *CATEGORIES, required=True)
    pilot = f.money(N_("Pilot"), help=N_("What it costs until the decision."))
    one_off = f.money(N_("Production, once"), help=N_("What it costs to get into production."))
    year_low = f.money(
        N_("A year, at least"), per="year", help=N_("The low case of a year in production.")
    )
    year = f.money(
        N_("A year, likely"), per="year", help=N_("What a year in production is likely to cost.")
    )
    year_high = f.money(
        N_("A year, at most"), per="year", help=N_("The high case of a year in production.")
    )
    driver = f.choice(
        N_("Grows with"),
        ("fixed", N_("Nothing: fixed")),
        ("user", N_("Users")),
        ("case", N_("Cases")),
        help=N_("What makes it grow: ten times the users cost ten times the licences."),
    )
    payer = f.line(N_("Paid by"), help=N_("Department or cost centre that pays in month 13."))
    funding = f.choice(
        N_("Paid from"),
        ("running", N_("Running budget")),
        ("innovation", N_("Innovation budget")),
        ("project", N_("Project budget")),
        help=N_("Innovation and project budgets end with the pilot."),
    )
    evidence = f.choice(N_("Evidence"), *EVIDENCE, help=N_("How good are these figures?"))
    basis = f.text(N_("Basis"), help=N_("Offer, price list, hours times rate: how it was made up."))
    zero_because = f.text(
        N_("Zero because"), help=N_("Why this category costs nothing. Empty is not zero.")
    )


class CostBasis(Record, name="cost_basis", label=N_("assumptions"), single=True):
    """What the cost figures rest on, apart from the lines."""

    rate = f.percent(
        N_("Discount rate"),
        per="year",
        maximum=100,
        help=N_("A year, as finance uses it. Needed for the net present value."),
    )
    rate_source = f.line(N_("Source of the rate"))
    rule_percent = f.percent(
        N_("Planning rule"),
        maximum=10_000,
        help=N_("Your own rule of thumb for a first comparison; it never replaces the lines."),
    )
    rule_reading = f.choice(
        N_("The rule reads"),
        ("of", N_("Of the pilot cost: 380 % is 3.8 times")),
        ("more", N_("More than the pilot: 380 % is 4.8 times")),
        help=N_("“380 % of” and “380 % more” differ by a whole pilot: say which."),
    )
    rule_source = f.text(
        N_("Source of the rule"), help=N_("Who says so, and from how many projects?")
    )
    remark = f.text(N_("Remark"))


class Disclosure(
    Record,
    name="disclosure",
    label=N_("disclosure"),
    plural=N_("disclosures"),
    hint=N_("Who was told what production costs, when and by whom? The sponsor comes first."),
):
    """The production cost was told to somebody who has to pay for it."""

    what = f.line(N_("What was said"), required=True)
    told_to = f.link(N_("Told to"), "person", required=True)
    told_by = f.link(N_("Told by"), "person", required=True)
    told_on = f.day(N_("Told on"), required=True)
    amount = f.money(
        N_("Cost a year as told"), per="year", help=N_("To see whether it is still the figure.")
    )
    reaction = f.text(N_("Answer"))
