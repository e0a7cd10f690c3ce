"""The answer to each step's question, in a sentence or two made from the data.

What nobody has said yet is said to be missing; a sentence never leaves a hole.
"""

from __future__ import annotations

from collections.abc import Callable

from models import costs, figures
from models.checks import Severity
from models.dates import format_date
from models.display import compact, locale_of, number
from models.findings import Findings
from models.i18n import _, ngettext
from models.raci import letters_by_row
from models.records import (
    Action,
    Activity,
    CostLine,
    DataSource,
    GateDecision,
    Group,
    Kpi,
    Ownership,
    Person,
    Pilot,
    Procedure,
    Role,
    Wave,
    WorkshopInfo,
)
from models.simulation import Simulation
from models.snapshot import Snapshot
from models.wording import brief, musts_first

_NAME, _OUTCOME = 60, 160
"""Characters of a name, and of a longer text, that an answer can bear."""


def answer(step: str, snapshot: Snapshot, findings: Findings, drawn: Simulation) -> str:
    """The answer to the question of a step, by its id."""
    if step == "review":
        return _review(snapshot, findings)
    if step == "value":
        return _value(snapshot, drawn)
    return _ANSWERS[step](snapshot)


def _said(*parts: str) -> str:
    """The sentences that say something, one after the other."""
    return " ".join(part for part in parts if part)


def _setup(s: Snapshot) -> str:
    people, info = s.all(Person), s.one(WorkshopInfo)
    if not people:
        who = _("Nobody is listed yet.")
    else:
        here = sum(bool(person.present) for person in people)
        who = ngettext(
            "{here} of {n} person is in the room.", "{here} of {n} people are in the room.", here
        ).format(here=here, n=len(people))
    outcome = brief(info.outcome, _OUTCOME)
    return _said(who, _("We leave with: {what}").format(what=outcome) if outcome else "")


def _frame(s: Snapshot) -> str:
    affected, weeks = figures.people_affected(s), figures.pilot_weeks(s)
    if affected is None:
        who = _("Whose work changes is not counted yet.")
    else:
        groups = len(s.all(Group))
        who = ngettext(
            "The work of {people} people in {n} group changes.",
            "The work of {people} people in {n} groups changes.",
            groups,
        ).format(people=number(s, affected), n=groups)
    if weeks is None:
        return _said(who, _("When the pilot runs is not settled yet."))
    some = figures.people_in_pilot(s)
    if some is None:
        return _said(who, _("The pilot takes {weeks} weeks.").format(weeks=number(s, weeks)))
    text = _("{people} of them try it for {weeks} weeks.")
    return _said(who, text.format(people=number(s, some), weeks=number(s, weeks)))


def _value(s: Snapshot, drawn: Simulation) -> str:
    totals = figures.value_totals(s)
    if totals.year is None:
        return _("What it is worth cannot be said yet: no value target has all its figures.")
    if totals.hours_month is None:
        text = _("{amount} a year.").format(amount=compact(s, totals.year))
    else:
        text = _("{amount} a year, and {hours} hours a month.").format(
            amount=compact(s, totals.year), hours=number(s, totals.hours_month, 0)
        )
    spread = drawn.value
    if spread is not None and round(spread.p10) != round(spread.p90):
        low, high = compact(s, spread.p10), compact(s, spread.p90)
        text = _said(
            text, _("8 of 10 cases lie between {low} and {high}.").format(low=low, high=high)
        )
    cash = (
        _("{amount} of it releases cash.").format(amount=compact(s, totals.cash))
        if totals.cash is not None
        else _("Nothing is said to release cash.")
    )
    missing = totals.targets - totals.counted
    open_ = ngettext(
        "{n} target has no figure yet.", "{n} targets have no figure yet.", missing
    ).format(n=missing)
    return _said(text, cash, open_ if missing else "")


def _raci(s: Snapshot) -> str:
    ownership = s.one(Ownership)
    owner = brief(s.name_of(Ownership.owner, ownership), _NAME)
    deputy = brief(s.name_of(Ownership.deputy, ownership), _NAME)
    if not owner:
        who = _("Nobody is named yet who answers for it in production.")
    elif deputy:
        who = _("{owner} answers for it, {deputy} stands in.").format(owner=owner, deputy=deputy)
    else:
        who = _("{owner} answers for it; a deputy is not named yet.").format(owner=owner)
    return _said(who, _activities(s))


def _activities(s: Snapshot) -> str:
    activities, roles = s.all(Activity), s.all(Role)
    if not activities:
        return ""
    letters = letters_by_row(s)
    one = sum(letters.get(activity.id, "").count("A") == 1 for activity in activities)
    stay = figures.roles_that_stay(s)
    return _(
        "{n} of {all} activities have exactly one accountable; {stay} of {roles} roles stay."
    ).format(n=one, all=len(activities), stay=stay, roles=len(roles))


def _cost(s: Snapshot) -> str:
    run = costs.run_cost(s)
    if run is None:
        return _("What it costs to run cannot be said yet: no cost line has an amount a year.")
    once, times = costs.one_off(s), costs.multiple(s)
    if once:
        text = _("{run} a year, and {once} once.").format(
            run=compact(s, run), once=compact(s, once)
        )
    else:
        text = _("{run} a year.").format(run=compact(s, run))
    if times is not None:
        against = _("The first year costs {n} times the pilot.").format(n=number(s, times))
        text = _said(text, against)
    return _said(text, _payers(s))


def _payers(s: Snapshot) -> str:
    """Who pays in month 13, the largest share first."""
    shares: dict[str, float] = {}
    for line in s.all(CostLine):
        if line.year:
            shares[line.payer] = shares.get(line.payer, 0.0) + line.year
    unpaid = shares.pop("", None)
    named = sorted(shares, key=lambda payer: -shares[payer])[:2]
    parts = [
        _("{payer} pays {amount}").format(
            payer=brief(payer, _NAME), amount=compact(s, shares[payer])
        )
        for payer in named
    ]
    text = "; ".join(parts)
    if text:
        text = _("In month 13 {who}.").format(who=text)
    if unpaid:
        gap = _("For {amount} nobody is named who pays.").format(amount=compact(s, unpaid))
        text = _said(text, gap)
    return text


def _governance(s: Snapshot) -> str:
    owned, apply = figures.covered(s)
    if not apply:
        return _("Which rules apply is not settled yet.")
    text = ngettext(
        "{all} requirement applies; {n} has an owner and a date.",
        "{all} requirements apply; {n} have an owner and a date.",
        apply,
    ).format(all=apply, n=owned)
    blocking, still = figures.blocking_requirements(s)
    if not blocking:
        return _said(text, _("None of them blocks go-live."))
    stop = ngettext(
        "{open} of the {n} that blocks go-live is not met yet.",
        "{open} of the {n} that block go-live are not met yet.",
        blocking,
    )
    return _said(text, stop.format(open=still, n=blocking))


def _data(s: Snapshot) -> str:
    sources, (open_, found) = s.all(DataSource), figures.gaps_open(s)
    if not sources:
        return _("No data source is listed yet.")
    text = ngettext("It needs {n} source of data.", "It needs {n} sources of data.", len(sources))
    text = text.format(n=len(sources))
    if not found:
        return _said(text, _("No difference between pilot and production is written down."))
    gaps = ngettext("{open} of {n} gap is still open.", "{open} of {n} gaps are still open.", found)
    days = [x.due for x in sources if x.gap and x.due is not None and x.status != "done"]
    last = (
        _("The last one is due on {day}.").format(day=format_date(max(days), locale_of(s)))
        if days
        else ""
    )
    return _said(text, gaps.format(open=open_, n=found), last)


def _change(s: Snapshot) -> str:
    reached, affected = figures.people_in_waves(s), figures.people_affected(s)
    waves, hours = s.all(Wave), figures.total_training_hours(s)
    if reached is None:
        text = _("No wave says yet who starts when.")
    elif affected is None:
        text = ngettext(
            "{n} wave reaches {people} people.", "{n} waves reach {people} people.", len(waves)
        ).format(n=len(waves), people=number(s, reached))
    else:
        text = ngettext(
            "{n} wave reaches {people} of the {all} people affected.",
            "{n} waves reach {people} of the {all} people affected.",
            len(waves),
        ).format(n=len(waves), people=number(s, reached), all=number(s, affected))
    starts = [wave.start for wave in waves if wave.start is not None]
    if starts:
        day = format_date(max(starts), locale_of(s))
        text = _said(text, _("The last one starts on {day}.").format(day=day))
    if hours is None:
        return _said(text, _("How much training they get is not said yet."))
    return _said(text, _("They get {n} hours of training in all.").format(n=number(s, hours, 0)))


def _operations(s: Snapshot) -> str:
    procedures = s.all(Procedure)
    handed, items = figures.knowledge_handed_over(s)
    if not procedures:
        text = _("No procedure is listed yet.")
    else:
        ready, every = figures.procedures_ready(s)
        done = sum(procedure.status == "done" for procedure in procedures)
        text = ngettext(
            "{done} of {n} procedure is done; {ready} will be ready before go-live.",
            "{done} of {n} procedures are done; {ready} will be ready before go-live.",
            every,
        ).format(done=done, n=every, ready=ready)
    if not items:
        return _said(text, _("What only the pilot team knows is not listed yet."))
    known = ngettext(
        "{done} of {n} thing that only the pilot team knows is handed over.",
        "{done} of {n} things that only the pilot team knows are handed over.",
        items,
    )
    return _said(text, known.format(done=handed, n=items))


def _measures(s: Snapshot) -> str:
    kpis, (proved, targets) = s.all(Kpi), figures.targets_with_kpi(s)
    if not kpis:
        return _("No figure is agreed yet by which it would show.")
    based = sum(kpi.baseline is not None for kpi in kpis)
    text = ngettext(
        "{n} KPI, {based} with a figure of today.",
        "{n} KPIs, {based} of them with a figure of today.",
        len(kpis),
    ).format(n=len(kpis), based=based)
    if not targets:
        return text
    proof = ngettext(
        "{proved} of {n} value target is proved by one.",
        "{proved} of {n} value targets are proved by one.",
        targets,
    )
    return _said(text, proof.format(proved=proved, n=targets))


def _gate(s: Snapshot) -> str:
    conditions, gate = musts_first(s), s.one(GateDecision)
    if not conditions:
        text = _("No condition is agreed yet.")
    else:
        musts = sum(condition.weight == "must" for condition in conditions)
        text = ngettext(
            "{n} condition, {musts} of which must be met.",
            "{n} conditions, {musts} of which must be met.",
            len(conditions),
        ).format(n=len(conditions), musts=musts)
    return _said(text, _decided(s), _morning(s, gate))


def _decided(s: Snapshot) -> str:
    day = s.one(Pilot).decision_on
    who = brief(s.name_of(GateDecision.decider, s.one(GateDecision)), _NAME)
    when = format_date(day, locale_of(s)) if day else ""
    if who and when:
        return _("{name} decides on {day}.").format(name=who, day=when)
    if who:
        return _("{name} decides; the day is not settled yet.").format(name=who)
    if when:
        return _("It is decided on {day}; by whom is not settled yet.").format(day=when)
    return _("Who decides, and when, is not settled yet.")


def _morning(s: Snapshot, gate: GateDecision) -> str:
    owner = brief(s.name_of(GateDecision.next_owner, gate), _NAME)
    start = gate.starts_on
    if not owner or start is None:
        return _("What happens the next morning is not settled yet.")
    day = format_date(start, locale_of(s))
    if gate.budget is None:
        return _("When met, {owner} begins on {day}.").format(owner=owner, day=day)
    text = _("When met, {owner} begins on {day} with {amount}.")
    return text.format(owner=owner, day=day, amount=compact(s, gate.budget))


def _review(s: Snapshot, findings: Findings) -> str:
    open_ = len(findings.open)
    must = sum(finding.severity is Severity.MUST for finding in findings.open)
    if not open_:
        text = _("Nothing is open: every check that applies passes.")
    else:
        text = ngettext(
            "{n} point is still open, {must} of them a must.",
            "{n} points are still open, {must} of them a must.",
            open_,
        ).format(n=open_, must=must)
    undone = sum(action.status != "done" for action in s.all(Action))
    if not undone:
        return text
    rest = ngettext("{n} action is still to do.", "{n} actions are still to do.", undone)
    return _said(text, rest.format(n=undone))


_ANSWERS: dict[str, Callable[[Snapshot], str]] = {
    "setup": _setup,
    "frame": _frame,
    "raci": _raci,
    "cost": _cost,
    "governance": _governance,
    "data": _data,
    "change": _change,
    "operations": _operations,
    "measures": _measures,
    "gate": _gate,
}
