"""Key figures of the steps about production: governance, data, operations, measures, gate."""

from __future__ import annotations

from models import figures
from models.display import number, text_of
from models.headlines.common import Headline, join, unknown
from models.i18n import _, ngettext
from models.records import (
    AccessRole,
    Condition,
    DataSource,
    ExecutiveReport,
    GateDecision,
    Kpi,
    Pilot,
    RehearsalCard,
    Requirement,
    ScaleChange,
)
from models.rehearsal import gaps
from models.snapshot import Snapshot
from models.wilson import Verdict, verdict
from models.wording import frozen_text


def governance(s: Snapshot) -> list[Headline]:
    """What is covered, and what blocks."""
    owned, apply = figures.covered(s)
    areas = figures.coverage_by_area(s)
    asked = sum(rows > 0 for _owned, _apply, rows in areas.values())
    blocking, still = figures.blocking_requirements(s)
    return [
        Headline(
            _("Owner and date"),
            _("{n} of {all}").format(n=owned, all=apply),
            _("requirements that apply"),
        )
        if apply
        else unknown(_("Owner and date"), _("it is not settled yet what applies")),
        Headline(
            _("Areas covered"),
            _("{n} of {all}").format(n=asked, all=len(areas)),
            _("areas with at least one requirement"),
            missing=not asked,
        ),
        Headline(
            _("Blocks go-live"),
            str(blocking),
            _("{n} not met yet").format(n=still) if blocking else "",
            missing=not s.all(Requirement) and not s.all(AccessRole),
        ),
    ]


def data(s: Snapshot) -> list[Headline]:
    """How far production data is from pilot data."""
    sources, (open_, found) = s.all(DataSource), figures.gaps_open(s)
    if not sources:
        return [unknown(_("Data sources"), _("none yet"))]
    owned = sum(bool(source.owner) for source in sources)
    return [
        Headline(
            _("Data sources"), str(len(sources)), _("{n} of them with an owner").format(n=owned)
        ),
        Headline(
            _("Gaps open"),
            str(open_),
            ngettext("of {n} that was found", "of {n} that were found", found).format(n=found),
        )
        if found
        else unknown(_("Gaps open"), _("no gap is written down")),
    ]


def operations(s: Snapshot) -> list[Headline]:
    """What is ready before go-live, and whether the pilot team's knowledge stays."""
    (ready, procedures), (handed, items) = (
        figures.procedures_ready(s),
        figures.knowledge_handed_over(s),
    )
    of = _("{n} of {all}")
    topics = len(s.all(ScaleChange))
    return [
        Headline(_("Ready before go-live"), of.format(n=ready, all=procedures), _("procedures"))
        if procedures
        else unknown(_("Ready before go-live"), _("no procedure yet")),
        Headline(
            _("Handed over"), of.format(n=handed, all=items), _("things only the pilot team knows")
        )
        if items
        else unknown(_("Handed over"), _("nothing is listed yet")),
        Headline(_("Changes of scale"), str(topics), _("between pilot and production"))
        if topics
        else unknown(_("Changes of scale"), _("nothing is listed yet")),
    ]


def measures(s: Snapshot) -> list[Headline]:
    """Whether what is promised will be measured, and who hears about it."""
    (proved, targets), kpis = figures.targets_with_kpi(s), s.all(Kpi)
    based = sum(kpi.baseline is not None for kpi in kpis)
    of = _("{n} of {all}")
    reports = s.all(ExecutiveReport)
    first = min((r.first_on for r in reports if r.first_on is not None), default=None)
    earliest = next((r for r in reports if r.first_on == first and first is not None), None)
    return [
        Headline(_("Targets with a KPI"), of.format(n=proved, all=targets), _("value targets"))
        if targets
        else unknown(_("Targets with a KPI"), _("no value target yet")),
        Headline(_("Measured before"), of.format(n=based, all=len(kpis)), _("KPIs with a baseline"))
        if kpis
        else unknown(_("Measured before"), _("no KPI yet")),
        Headline(
            _("Reports"),
            str(len(reports)),
            _("the first on {day}").format(day=text_of(s, earliest, ExecutiveReport.first_on))
            if earliest
            else _("no date yet"),
        )
        if reports
        else unknown(_("Reports"), _("nobody is told yet")),
    ]


def gate(s: Snapshot) -> list[Headline]:
    """What must be true, who decides when, and whether day one was rehearsed."""
    conditions = s.all(Condition)
    must = sum(condition.weight == "must" for condition in conditions)
    decision, pilot = s.one(GateDecision), s.one(Pilot)
    day = text_of(s, pilot, Pilot.decision_on)
    decider = s.name_of(GateDecision.decider, decision)
    return [
        Headline(
            _("Conditions"),
            str(len(conditions)),
            join(_("{n} of them a must").format(n=must), _verdicts(conditions), frozen_text(s)),
        )
        if conditions
        else unknown(_("Conditions"), _("none yet")),
        Headline(_("Decision on"), day, _("by {name}").format(name=decider) if decider else "")
        if day
        else unknown(_("Decision on"), _("no day yet; it stands with the pilot")),
        _rehearsed(s),
    ]


def _verdicts(conditions: tuple[Condition, ...]) -> str:
    found = [v for v in map(verdict, conditions) if v is not None]
    if not found:
        return ""
    met = sum(v is Verdict.MET for v in found)
    return _("{n} of {all} results meet theirs").format(n=met, all=len(found))


def _rehearsed(s: Snapshot) -> Headline:
    cards = s.all(RehearsalCard)
    if not cards:
        return unknown(_("Day one rehearsed"), _("no card yet"))
    answered = sum(not gaps(card, s) for card in cards)
    return Headline(
        _("Day one rehearsed"),
        _("{n} of {all}").format(n=number(s, answered, 0), all=len(cards)),
        _("cards with an answer"),
    )
