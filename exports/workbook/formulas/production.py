"""Key figures of what is prepared for production: rules, data, operations, measures."""

from __future__ import annotations

from exports.workbook.formulas.common import Figure, count_where, rows
from exports.workbook.names import PROVED, cell_name
from exports.workbook.references import chosen, column, every, yes
from models import figures
from models.fields import Kind
from models.i18n import N_
from models.records import DataSource, KnowledgeItem, Pilot, Procedure, Requirement, ValueTarget


def _applies() -> str:
    return chosen(Requirement.applies, "yes", every)


def _covered() -> str:
    due = f'(({every(Requirement.due)}<>"")+({every(Requirement.due_on)}<>"")>0)'
    return f'SUMPRODUCT({_applies()}*({every(Requirement.owner)}<>"")*{due})'


def _gaps() -> str:
    return f'({every(DataSource.gap)}<>"")'


def _gaps_open() -> str:
    return count_where(f"{_gaps()}*(1-{chosen(DataSource.status, 'done', every)})")


def _procedures_ready() -> str:
    ready_by, go_live = every(Procedure.ready_by), cell_name(Pilot.go_live)
    in_time = f"ISNUMBER({ready_by})*(COUNT({go_live})=1)*({ready_by}<={go_live})"
    return count_where(f"({chosen(Procedure.status, 'done', every)}+{in_time}>0)")


FIGURES: tuple[Figure, ...] = (
    Figure(
        "requirements_that_apply",
        N_("Requirements that apply"),
        Kind.COUNT,
        lambda s: figures.covered(s)[1],
        lambda: count_where(_applies()),
    ),
    Figure(
        "requirements_covered",
        N_("… of which with owner and date"),
        Kind.COUNT,
        lambda s: figures.covered(s)[0],
        _covered,
    ),
    Figure(
        "data_gaps",
        N_("Data gaps found"),
        Kind.COUNT,
        lambda s: figures.gaps_open(s)[1],
        lambda: count_where(_gaps()),
    ),
    Figure(
        "data_gaps_open",
        N_("… of which still open"),
        Kind.COUNT,
        lambda s: figures.gaps_open(s)[0],
        _gaps_open,
    ),
    Figure(
        "procedures",
        N_("Procedures"),
        Kind.COUNT,
        lambda s: figures.procedures_ready(s)[1],
        lambda: rows(Procedure),
    ),
    Figure(
        "procedures_ready",
        N_("… of which ready before go-live"),
        Kind.COUNT,
        lambda s: figures.procedures_ready(s)[0],
        _procedures_ready,
        note=N_("Done, or to be done by the planned go-live."),
    ),
    Figure(
        "knowledge",
        N_("Things only the pilot team knows"),
        Kind.COUNT,
        lambda s: figures.knowledge_handed_over(s)[1],
        lambda: rows(KnowledgeItem),
    ),
    Figure(
        "knowledge_handed_over",
        N_("… of which handed over"),
        Kind.COUNT,
        lambda s: figures.knowledge_handed_over(s)[0],
        lambda: count_where(chosen(KnowledgeItem.status, "done", every)),
    ),
    Figure(
        "targets",
        N_("Value targets"),
        Kind.COUNT,
        lambda s: figures.targets_with_kpi(s)[1],
        lambda: rows(ValueTarget),
    ),
    Figure(
        "targets_with_kpi",
        N_("… of which proved by a KPI"),
        Kind.COUNT,
        lambda s: figures.targets_with_kpi(s)[0],
        lambda: count_where(yes(column(ValueTarget, PROVED, "Data"))),
    ),
)
"""The figures from governance to measures, as `models.figures` defines them."""
