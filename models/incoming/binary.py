"""Old binary workbooks (.xls) as plain cells.

xlrd reads them: it says, unlike quicker readers, which rows are hidden, which numbers are shown
as percentages, and where a formula ended in an error. It reads a sheet in one go, though, so it
runs in a process of its own (`models.beside`) with bounds: the window goes on, and a file that
takes too much ends that process and nothing else. Macros are not looked at.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, time
from typing import Any, NamedTuple

from models.beside import answer_of
from models.errors import Refusal
from models.incoming.package import Watch, damaged, encrypted, readable, too_large
from models.incoming.sheets import GAP, MAX_CELLS, Cell, Reading, Rows, Span, as_percent

MEMORY = 500_000_000
"""Bytes that reading may take, where the system can be told."""
_AT_ONCE = 500
"""Rows between two looks at the clock."""
_PROGRAM = "from models.incoming.binary import main; main()"
_REFUSALS = {"encrypted": encrypted, "large": too_large, "damaged": damaged}
"""What the process answers instead of cells, and the refusal that it stands for."""
_MOMENTS: dict[str, type[datetime | time]] = {"d": datetime, "t": time}
"""How days, with or without a time, and times of day are told."""


class Sheet(NamedTuple):
    """One sheet as it was read, its cells by the numbers of row and column from 1 on."""

    title: str
    rows: Rows
    merged: tuple[Span, ...] = ()
    hidden: frozenset[int] = frozenset()
    """Rows that are hidden or filtered away."""
    veiled: bool = False
    """The sheet itself is hidden."""
    cut: bool = False
    """It has more rows than were read."""


def read_binary(name: str, data: bytes, watch: Watch, most: int) -> Reading[list[Sheet]]:
    """The sheets of an old workbook, of each the first `most` filled rows.

    Raises Refusal where it is encrypted, damaged, or takes too long.
    """
    with readable(name):
        said = yield from _answer(str(most).encode() + b"\n" + data, watch)
        found: list[Sheet] = []
        for number, line in enumerate(said.splitlines()):
            told = json.loads(line)
            if "refused" in told:
                raise _REFUSALS[told["refused"]](name)
            if "cut" in told:
                found[-1] = found[-1]._replace(cut=True)
            elif "title" in told:
                found.append(_sheet(told))
            else:
                found[-1].rows[told["row"]] = {c: _cell(*cell) for c, *cell in told["cells"]}
            if number % _AT_ONCE == 0:
                watch.look()
                yield 0.9
    return found


def _answer(said: bytes, watch: Watch) -> Reading[bytes]:
    with closing(answer_of(_PROGRAM, said)) as job:
        while True:
            try:
                next(job)
            except StopIteration as done:
                answer: bytes = done.value
                return answer
            except RuntimeError as error:  # it could not even say that there is no memory
                raise too_large(watch.name) from error
            watch.look()
            yield 0.5


def _sheet(told: dict[str, Any]) -> Sheet:
    spans = tuple((top, left, low, right) for top, left, low, right in told["merged"])
    return Sheet(told["title"], {}, spans, frozenset(told["hidden"]), told["veiled"])


def _cell(kind: str, value: Any) -> Cell:
    if kind in _MOMENTS:
        return Cell(_MOMENTS[kind].fromisoformat(value))
    return Cell(value, percent=kind == "%", error=kind == "e")


# In the process


def main() -> None:
    """Read a workbook from the standard input, and write its cells: a line a sheet or row."""
    import xlrd  # noqa: PLC0415 - before the bounds: they are for the file

    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system can be told
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    most = int(sys.stdin.buffer.readline())
    try:
        for told in _told(xlrd, sys.stdin.buffer.read(), most):
            sys.stdout.write(json.dumps(told) + "\n")
    except (MemoryError, ImportError, Refusal):  # a module that is loaded late needs memory, too
        sys.stdout.write('{"refused": "large"}\n')
    except Exception as error:  # whatever xlrd stumbles over in bytes that it did not expect
        kind = "encrypted" if "encrypted" in str(error) else "damaged"
        sys.stdout.write(json.dumps({"refused": kind}) + "\n")


def _told(xlrd: Any, data: bytes, most: int) -> Iterator[dict[str, Any]]:
    book = xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        ragged_rows=True,
        on_demand=True,
        logfile=io.StringIO(),
    )
    cells = 0
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        merged = sheet.merged_cells  # the last row and column are those behind it
        yield {
            "title": sheet.name,
            "merged": [[top + 1, left + 1, low, right] for top, low, left, right in merged],
            "hidden": [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden],
            "veiled": bool(sheet.visibility),
        }
        for said in _rows(book, sheet, most):
            cells += len(said.get("cells", ()))
            if cells > MAX_CELLS:
                raise too_large("")
            yield said
        book.unload_sheet(number)


def _rows(book: Any, sheet: Any, most: int) -> Iterator[dict[str, Any]]:
    """The filled rows, as `models.incoming.sheets.Book` has them: not behind a wide gap."""
    filled, last = 0, 0
    for row in range(sheet.nrows):
        if filled == most or row - last > GAP:
            yield {"cut": True}
            return
        if said := list(_cells(book, sheet, row)):
            filled, last = filled + 1, row
            yield {"row": row + 1, "cells": said}


def _cells(book: Any, sheet: Any, row: int) -> Iterator[list[Any]]:
    import xlrd  # noqa: PLC0415

    for column, (kind, value) in enumerate(
        zip(sheet.row_types(row), sheet.row_values(row), strict=True)
    ):
        if kind == xlrd.XL_CELL_TEXT and value:
            yield [column + 1, "s", value]
        elif kind == xlrd.XL_CELL_NUMBER:
            style = book.xf_list[sheet.cell_xf_index(row, column)]
            code = book.format_map[style.format_key].format_str
            yield [column + 1, "%" if as_percent(code) else "n", value]
        elif kind == xlrd.XL_CELL_BOOLEAN:
            yield [column + 1, "b", bool(value)]
        elif kind == xlrd.XL_CELL_ERROR:
            yield [column + 1, "e", xlrd.error_text_from_code.get(value, "#?")]
        elif kind == xlrd.XL_CELL_DATE:
            yield [column + 1, *_moment(xlrd, value, book.datemode)]


def _moment(xlrd: Any, value: float, datemode: int) -> tuple[str, Any]:
    """A day, a moment or a time of day; a number that no calendar has stays one."""
    try:
        if 0 <= value < 1:
            return "t", time(*xlrd.xldate_as_tuple(value, datemode)[3:]).isoformat()
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.XLDateError, ValueError, OverflowError):
        return "n", value
    return "d", moment.isoformat()
