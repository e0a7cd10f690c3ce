"""Workbooks made and read back, for the tests of this folder."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from exports.document import Document, run
from exports.workbook import workbook
from exports.workbook.names import heads
from models.fields import Field
from models.record import Record
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot
from models.steps import STEPS
from tests.builders import snapshot_of

MADE_AT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
SHOWN = [section.record_type for step in STEPS for section in step.sections]
LISTED = [t for t in SHOWN if not t.single and t is not Assignment]
SINGLE = [t for t in SHOWN if t.single]

DANGEROUS = [
    "=1+1",
    "+49 30 1234",
    "-1",
    "@x",
    '=HYPERLINK("http://example.org")',
    "#N/A",
    "'quoted",
    "12/3",
    "TRUE",
    "_x000D_",
    "_x0041_ is no A",
    "_x005F_",
    "_xZZZZ_",
    "a < b & c > d",
    "Straße · 監査 · Ω",
    "👩‍💻 two 👍🏽",
]


def made(*records: Record) -> bytes:
    return made_of(snapshot_of(*records))


def made_of(snapshot: Snapshot) -> bytes:
    return run(workbook(Document(snapshot, made_at=MADE_AT)))


def opened(data: bytes) -> Workbook:
    book = load_workbook(BytesIO(data))
    assert isinstance(book, Workbook)
    return book


def table_rows(book: Workbook, record_type: type[Record]) -> list[dict[str, Any]]:
    """The cells of a type's table, row by row, each by column head."""
    return rows_of(book, record_type.type_name)


def rows_of(book: Workbook, name: str) -> list[dict[str, Any]]:
    """The cells of a table, row by row, each by column head."""
    for sheet in book.worksheets:
        tables: Any = sheet.tables
        table = tables.get(name)
        if table is not None:
            first, *rows = sheet[table.ref]
            return [
                {str(head.value): cell for head, cell in zip(first, row, strict=True)}
                for row in rows
            ]
    raise AssertionError(name)


def column(book: Workbook, field: Field[Any]) -> list[Any]:
    return [row[heads(field.owner)[field.name]] for row in table_rows(book, field.owner)]


def literal(cell: Any) -> str:
    assert cell.data_type == "s"
    return str(unescape(cell.value))


def named(book: Workbook, name: str) -> Any:
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell.replace("$", "")]


def matrix() -> list[Record]:
    """A small matrix with a row without and a row with two A."""
    roles = [Role.new(name="Owner"), Role.new(name="Operations")]
    activities = [
        Activity.new(name="Watch quality", section="Run"),
        Activity.new(name="Approve changes", section="Improve"),
        Activity.new(name="Answer incidents", section="Run"),
    ]
    letters = [("AR", "C"), ("A", "A"), ("", "R")]
    cells = [
        Assignment.new(activity=activity.id, role=role.id, letters=text)
        for activity, row in zip(activities, letters, strict=True)
        for role, text in zip(roles, row, strict=True)
        if text
    ]
    return [*roles, *activities, *cells]


needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice (soffice) is not installed: formulas are not recalculated here",
)


_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings that make LibreOffice calculate every formula instead of trusting the file."""


def recalculated(made: Mapping[str, bytes], office: Path) -> dict[str, Workbook]:
    """The workbooks after LibreOffice opened them, calculated every formula and saved them.

    Two programs at a time share them; `office` is an empty folder of the test.
    """
    names = {name: f"{number}.xlsx" for number, name in enumerate(made)}
    for name, data in made.items():
        (office / names[name]).write_bytes(data)
    files = list(names.values())
    with ThreadPoolExecutor() as pool:
        list(pool.map(_convert, (office, office), ("one", "two"), (files[::2], files[1::2])))
    return {name: _results(office / "out" / file) for name, file in names.items()}


def _convert(office: Path, profile: str, files: Sequence[str]) -> None:
    if not files:
        return  # without any the program would wait for its user
    settings = office / profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS, encoding="utf-8")
    own = f"-env:UserInstallation={(office / profile).as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "xlsx", "--outdir", "out", *files]
    subprocess.run(command, cwd=office, check=True, capture_output=True, timeout=1800)


def _results(path: Path) -> Workbook:
    book = load_workbook(path, data_only=True)
    assert isinstance(book, Workbook)
    return book
