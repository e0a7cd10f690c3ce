"""Step 3, Value in numbers: how many hours, how much money, whose?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import EVIDENCE


class ValueTarget(
    Record,
    name="value_target",
    label=N_("value target"),
    plural=N_("value targets"),
    hint=N_("What gets better? Type the first target; minutes and volumes make it a figure."),
):
    """One thing that must get better, and by how much.

    Value comes either from time (volume, minutes before and after, hourly cost) or from
    `money_year`; see `models.figures`.
    """

    what = f.line(N_("What improves"), required=True)
    sort = f.choice(
        N_("Kind"),
        ("time", N_("Time")),
        ("cost", N_("Cost")),
        ("quality", N_("Quality")),
        ("revenue", N_("Revenue")),
        ("risk", N_("Risk")),
        required=True,
    )
    group = f.link(N_("Whose"), "group", help=N_("The group whose work gets better."))
    volume = f.number(
        N_("Cases a month"), per="month", help=N_("How often this happens in a month.")
    )
    minutes_before = f.number(
        N_("Minutes before"), unit=N_("min"), per="case", help=N_("Minutes per case today.")
    )
    minutes_after = f.number(
        N_("Minutes after"), unit=N_("min"), per="case", help=N_("Minutes per case in production.")
    )
    hourly_cost = f.money(
        N_("Hourly cost"), per="hour", help=N_("Full cost of one hour of this work.")
    )
    money_year = f.money(
        N_("Money a year"),
        per="year",
        help=N_("For targets that are not about minutes: the amount at full use."),
    )
    adoption = f.percent(
        N_("Adoption"),
        help=N_("Share of the cases that will really be done the new way."),
    )
    low = f.percent(
        N_("At least"), maximum=100, help=N_("The low case, in percent of the likely value.")
    )
    high = f.percent(
        N_("At most"),
        minimum=100,
        maximum=1000,
        help=N_("The high case, in percent of the likely value."),
    )
    cash = f.yes_no(
        N_("Releases cash"),
        help=N_("Yes when money is really saved; no when people get time for other work."),
    )
    evidence = f.choice(
        N_("Evidence"),
        *EVIDENCE,
        help=N_("How good are these figures? Say so before somebody asks."),
    )
    source = f.line(N_("Source"), help=N_("Where the figures come from: log, survey, document."))
    owner = f.link(N_("Owner"), "person", help=N_("Who answers for this value being reached."))
    remark = f.text(N_("Remark"))


class Claim(
    Record,
    name="claim",
    label=N_("stated figure"),
    plural=N_("stated figures"),
    hint=N_("Did somebody state a total? Enter what it is made of, and see whether it adds up."),
):
    """A total that somebody stated, with what it is said to be made of.

    Never part of the value; only recalculated (`models.plausibility`).
    """

    what = f.line(N_("Stated figure"), required=True)
    people = f.count(N_("People"))
    minutes = f.number(N_("Minutes a person"), unit=N_("min"), per="person")
    per = f.choice(
        N_("Minutes are per"),
        ("day", N_("Working day")),
        ("week", N_("Week")),
        ("month", N_("Month")),
        ("year", N_("Year")),
    )
    periods = f.number(
        N_("How many of them"), help=N_("Days, weeks or months that the total is about.")
    )
    stated = f.number(N_("Stated total"), unit=N_("h"))
    part_of = f.link(N_("Part of"), "claim", help=N_("The total that it is said to be a part of."))
    source = f.line(N_("Source"))
    remark = f.text(N_("Remark"))
