"""Blocks of cells on the clipboard, as Excel and every other table program write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

MAX_ROWS = 5_000
"""A paste of more rows is a mistake (a whole empty sheet), not a workshop."""


def split_block(text: str) -> list[list[str]]:
    """Tab-separated text as rows of cells. Cells in quotes may hold tabs and line breaks.

    Empty lines at the end are dropped: Excel copies them with a whole column. Text without tabs
    and quotes is one cell per line. Where quotes are not those of a table program (never closed,
    or closed within a word) they are part of the text. A Markdown table is understood as well.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        return []
    if _is_markdown(text):
        return _split_markdown(text)
    # Strict, because a lone quote would otherwise take all further rows into its cell.
    reader = csv.reader(io.StringIO(text), dialect="excel-tab", strict=True)
    try:
        # A field may be longer than the csv module's default limit of 131,072 characters.
        csv.field_size_limit(2**31 - 1)
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error:  # quotes in plain text
        rows = [[cell.strip() for cell in line.split("\t")] for line in text.split("\n")]
    return [row or [""] for row in rows]


_BAR = re.compile(r"(?<!\\)\|")
"""What stands between two cells of a Markdown table; with a backslash it is part of the text."""


def _is_markdown(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(line.startswith("|") and line.endswith("|") for line in lines)


def _split_markdown(text: str) -> list[list[str]]:
    rows = []
    for line in text.split("\n"):
        inner = line.strip().removeprefix("|").removesuffix("|")
        cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]
        if any(cells) and not all(set(cell) <= set("-: ") for cell in cells):
            rows.append(cells)
    return rows


def join_block(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as tab-separated text that Excel pastes as a block."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()
