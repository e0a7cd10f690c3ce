"""The keys of the commonest acts as a table, for the page about the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

COMMONEST = (
    "Set an A in the matrix",
    "Log a decision",
    "Log an action with its owner and its day",
    "Park a point",
    "Start the day, or the next block",
    "Five more minutes",
    "Next step",
    "Go to the next open finding",
    "Go to anything by a few of its letters",
    "Take back what went wrong",
    "Show the room the question",
    "Estimate a number on slips, shown to the room",
    "See what to ask next",
    "Read back the day",
)
"""What is done again and again; three keys are the most that each may take."""
_NAMES = {"Return": "Enter", "PgDown": "Page Down"}


def table(acts: Iterable[Mapping[str, Any]]) -> str:
    """Each act with its keys and their number; "…" are the words themselves."""
    lines = ["| what | keys | strokes |", "|---|---|---|"]
    known = set()
    for act in acts:
        if act["what"] not in known:
            known.add(act["what"])
            keys = " ".join(_named(key) for key in act["keys"])
            lines.append(f"| {act['what']} | {keys} | {act['strokes']} |")
    return "\n".join(lines)


def _named(key: str) -> str:
    for name, said in _NAMES.items():
        key = key.replace(name, said)
    return key
