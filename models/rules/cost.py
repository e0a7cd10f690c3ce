"""Rules of step 5 on the cost lines; `models.rules.money` has those on their sums."""

from __future__ import annotations

from collections.abc import Iterator

from models import costs, display
from models.checks import (
    Check,
    Severity,
    check,
    check_given,
    check_some,
    entered,
    passed,
    rule,
)
from models.i18n import N_, _, ngettext
from models.records import CostLine, WorkshopInfo
from models.rules.each import each_given
from models.snapshot import Snapshot


def _in_production(snapshot: Snapshot) -> list[CostLine]:
    """The lines that cost something in production."""
    return [line for line in snapshot.all(CostLine) if _costs(line)]


@rule(
    "cost.some",
    Severity.MUST,
    "cost",
    N_("Who learns after the pilot what production costs has to find the money twice."),
    [CostLine],
)
def some_line(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one cost line."""
    yield check_some(snapshot, CostLine, _("There is no cost line yet."))


@rule(
    "cost.categories",
    Severity.SHOULD,
    "cost",
    N_("What was free in the pilot is what production costs more. Empty is not zero."),
    [CostLine],
)
def categories_covered(snapshot: Snapshot) -> Iterator[Check]:
    """Each category has a line, if only one that says why it costs nothing: one finding in all."""
    if not entered(snapshot, CostLine):
        return  # that there is none yet is said already
    known = snapshot.grouped(CostLine.category)
    values = [category.value for category in CostLine.category.choices]
    missing = [CostLine.category.text_of(value) for value in values if value not in known]
    yield from [passed()] * (len(values) - len(missing))
    if missing:
        sentence = ngettext(
            "Nothing is said yet about: {categories}. What does it cost, or why nothing?",
            "Nothing is said yet about: {categories}. What do they cost, or why nothing?",
            len(missing),
        )
        yield check(None, False, sentence, table=CostLine, categories=", ".join(missing))


@rule(
    "cost.amount",
    Severity.MUST,
    "cost",
    N_("An empty amount is read as zero, and zero has to be meant."),
    [CostLine],
)
def amounts_given(snapshot: Snapshot) -> Iterator[Check]:
    """Each line has an amount for production, or a reason why there is none.

    What the pilot paid may stand alone where another line of the category has the one or the other.
    """
    lines = entered(snapshot, CostLine)
    settled = {line.category for line in lines if line.category and _settled(line)}
    for line in lines:
        if line.year is not None:
            yield passed()
        elif line.year_low is not None or line.year_high is not None:
            sentence = _("“{name}” has a low or a high case, but no likely cost a year.")
            yield check(line, False, sentence, CostLine.year)
        else:
            said = _settled(line) or (line.pilot is not None and line.category in settled)
            sentence = _("“{name}” has no amount for production, and no reason why it is zero.")
            yield check(line, said, sentence, CostLine.year)


def _settled(line: CostLine) -> bool:
    return line.year is not None or line.one_off is not None or bool(line.zero_because)


@rule(
    "cost.zero",
    Severity.SHOULD,
    "cost",
    N_("It costs something or it does not; finance asks which."),
    [CostLine],
)
def zero_means_zero(snapshot: Snapshot) -> Iterator[Check]:
    """A reason why it costs nothing stands where it costs nothing, and only there.

    A line that says 0 needs none where another line of its category has amounts or a reason.
    """
    both = _("“{name}” costs something in production, and has a reason why it is zero.")
    bare = _("“{name}” is zero in production, and there is no reason why.")
    lines = entered(snapshot, CostLine)
    told = {line.category for line in lines if line.category and (_costs(line) or _reason(line))}
    for line in lines:
        if _reason(line):
            yield check(line, not _costs(line), both, CostLine.zero_because)
        elif _settled(line) and not _costs(line):
            yield check(line, line.category in told, bare, CostLine.zero_because)


def _costs(line: CostLine) -> bool:
    return bool(line.year or line.one_off)


def _reason(line: CostLine) -> bool:
    return bool(line.zero_because)


@rule(
    "cost.payer",
    Severity.MUST,
    "cost",
    N_("A cost that is in nobody's budget stops the service in month 13."),
    [CostLine],
)
def paid(snapshot: Snapshot) -> Iterator[Check]:
    """Each line says who pays for it, and from which budget it is paid every year."""
    sentence = _("“{name}” still needs: {missing}.")
    for line in _in_production(snapshot):
        yield check_given(line, sentence, *costs.payer_fields(line))


@rule(
    "cost.funding",
    Severity.MUST,
    "cost",
    N_("Innovation and project budgets end; a service does not."),
    [CostLine],
)
def paid_for_good(snapshot: Snapshot) -> Iterator[Check]:
    """What is paid every year does not come from a budget that ends with the pilot."""
    for line in snapshot.all(CostLine):
        if costs.ends(line):
            yield check(
                line,
                False,
                _("“{name}” costs money every year, but is paid from: {budget}."),
                CostLine.funding,
                budget=CostLine.funding.text_of(line.funding),
            )
        elif line.year and line.funding:
            yield passed()


@rule(
    "cost.explained",
    Severity.SHOULD,
    "cost",
    N_("A cost that nobody can explain is cut first and missed later."),
    [CostLine],
)
def explained(snapshot: Snapshot) -> Iterator[Check]:
    """Each line says what it is about, what it grows with, and how good its figures are."""
    sentence = _("“{name}” still needs: {missing}.")
    yield from each_given(
        _in_production(snapshot),
        sentence,
        CostLine.category,
        CostLine.driver,
        CostLine.evidence,
        CostLine.basis,
    )


@rule(
    "cost.range",
    Severity.SHOULD,
    "cost",
    N_("One figure is a promise; a range is an honest answer."),
    [CostLine],
)
def range_said(snapshot: Snapshot) -> Iterator[Check]:
    """Each yearly cost has a low and a high case."""
    sentence = _("“{name}” has no range yet. Still missing: {missing}.")
    lines = [line for line in snapshot.all(CostLine) if line.year]
    yield from each_given(lines, sentence, CostLine.year_low, CostLine.year_high)


@rule(
    "cost.range-order",
    Severity.MUST,
    "cost",
    N_("A low case above the likely one is a typing error that finance finds."),
    [CostLine, WorkshopInfo],
)
def range_in_order(snapshot: Snapshot) -> Iterator[Check]:
    """Low, likely and high follow each other."""
    for line in snapshot.all(CostLine):
        known = [v for v in (line.year_low, line.year, line.year_high) if v is not None]
        if len(known) < 2:
            continue
        if known == sorted(known):
            yield passed()
        else:
            yield check(
                line,
                False,
                _("The cases of “{name}” are not in order: {amounts}."),
                CostLine.year_low,
                amounts="; ".join(display.money(snapshot, amount) for amount in known),
            )
