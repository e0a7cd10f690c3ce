"""Every figure of the library as a formula, keyed by the name of its definition.

A figure that cannot be said is "" here and None there: `COUNT` counts numbers only, so what
nobody filled in is never taken for zero. Formulas use what Excel 2016 and LibreOffice both
have, nothing that changes by itself, and no range entered as an array.
"""

from __future__ import annotations

from exports.workbook.formulas.columns import COLUMNS
from exports.workbook.formulas.common import Figure
from exports.workbook.formulas.cost import FIGURES as COST
from exports.workbook.formulas.people import FIGURES as PEOPLE
from exports.workbook.formulas.production import FIGURES as PRODUCTION
from exports.workbook.formulas.value import FIGURES as VALUE
from models.i18n import N_

__all__ = ["BLOCKS", "COLUMNS", "FIGURES", "Figure"]

BLOCKS: tuple[tuple[str, tuple[Figure, ...]], ...] = (
    (N_("Value"), VALUE),
    (N_("Cost and payback"), COST),
    (N_("Pilot and people"), PEOPLE),
    (N_("Prepared for production"), PRODUCTION),
)
"""The key figures in the blocks of the summary, each with its title."""

FIGURES: tuple[Figure, ...] = tuple(figure for _title, block in BLOCKS for figure in block)
"""All key figures, in the order of the summary."""
