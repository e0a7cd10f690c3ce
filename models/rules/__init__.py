"""All rules, one module per subject; importing the package declares them in this order."""

from models.rules import (  # isort: skip
    setup,
    frame,
    value,
    evidence,
    ownership,
    matrix,
    roles,
    governance,
    change,
    review,
)

__all__ = [
    "change",
    "evidence",
    "frame",
    "governance",
    "matrix",
    "ownership",
    "review",
    "roles",
    "setup",
    "value",
]
