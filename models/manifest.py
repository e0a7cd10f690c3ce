"""The hidden sheet of a workbook that the way back goes by: its names, and its cells.

The sheet is called `SHEET`. Row 1 holds a JSON object, cut into as many cells as it needs:

    {"format": "groundwork-workbook", "version": 1, "seal": "...", "language": "en_GB",
     "sheets": {"Value targets": {"type": "value_target", "id_column": "id",
                                  "columns": {"Cases a month": "volume"},
                                  "calculated": ["Value a year"]}},
     "forms": {"Workshop": {"type": "workshop", "cells": {"workshop_client": "client"}}},
     "matrix": {"sheet": "RACI", "id_column": "id", "roles": {"Owner": "9f86d081884c7d65"},
                "calculated": ["Check"]},
     "figures": {"value_a_year": "Value a year"},
     "calculated": {"Month by month": ["Value", "Cost"]}, "others": ["Summary"]}

`columns` maps the head of a column to the name of its field; `calculated` are the heads of
ours that hold no field; `cells` maps the defined name of a form's cell to its field; `figures`
maps the defined name of a calculated cell to its label; the `calculated` beside it maps the sheets
that only calculate to the heads of their formulas; `others` are the sheets that are not read
back. From row 2 on each row holds one record as it was written: its type in A, its id in B, and
from C on the JSON object of its values that are not empty. Fields that nobody else may read are
not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

FORMAT = "groundwork-workbook"
VERSION = 1
SHEET = "groundwork"
"""The sheet's name, in every language."""
PIECE = 30_000
"""Characters in one cell; a cell of Excel holds 32,767."""

_ENCODER = json.JSONEncoder(separators=(",", ":"))
"""Made once: `json.dumps` would make one for each of thousands of records."""


def cut(content: dict[str, Any]) -> list[str]:
    """A JSON object as the texts of the cells that hold it."""
    # Nothing but ASCII, and no "_x": in a workbook "_x0041_" stands for a letter.
    text = _ENCODER.encode(content).replace("_x", "\\u005fx")
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def joined(cells: Iterable[object]) -> dict[str, Any]:
    """The JSON object in the texts of cells; empty cells may follow. ValueError if it is none."""
    content = json.loads("".join(str(cell) for cell in cells if cell is not None))
    if not isinstance(content, dict):
        raise ValueError("no JSON object")
    return content
