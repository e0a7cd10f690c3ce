"""For each rule: workshops in which it says something, word for word, and ones in which not."""

from __future__ import annotations

from models.record import TYPES, Record
from tests.models.rule_cases import (
    change,
    cost,
    data,
    frame,
    gate,
    governance,
    measures,
    operations,
    ownership,
    prework,
    review,
    value,
)
from tests.models.rule_cases.common import CASES, Case

__all__ = [
    "BLANKS",
    "CASES",
    "Case",
    "change",
    "cost",
    "data",
    "frame",
    "gate",
    "governance",
    "measures",
    "operations",
    "ownership",
    "prework",
    "review",
    "value",
]

BLANKS: list[Record] = [record_type.new() for record_type in TYPES.values()]
"""One row of every type that somebody has only just begun."""
