"""Files that are no workbook of ours, or more than that: refused in time, in a sentence."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models import prework
from models.errors import NewerFile, Refusal
from models.incoming.package import MAX_FILE, Watch
from models.incoming.sheets import GAP, finish, letters_of, open_book
from models.incoming.workbook import read_workbook
from models.manifest import SHEET, cut
from models.records import Person, ValueTarget
from models.snapshot import Snapshot
from tests.builders import snapshot_of
from tests.exports.workbooks import opened
from tests.models.incoming.books import proposed, put, row, saved, sheet, small, told, written

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MEMORY = 500_000
"""Kilobytes that reading may add."""


def refusal_of(data: bytes, folder: Path, name: str = "book.xlsx") -> Refusal:
    """Why a file is refused; within 12 seconds of the processor and 500 MB."""
    path = folder / name
    path.write_bytes(data)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refusal) as refused:
        finish(read_workbook(path, small()))
    assert time.process_time() - began < 12
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY
    assert name in refused.value.what
    assert refused.value.safe == "Nothing was changed."
    assert refused.value.todo
    return refused.value


def manifest_book(*rows: tuple[str, ...]) -> bytes:
    """A workbook with only a hidden sheet."""
    book = Workbook()
    page = book.create_sheet(SHEET)
    for cells in rows:
        page.append(cells)
    return saved(book)


def content(**more: Any) -> list[str]:
    return cut({"format": "groundwork-workbook", "version": 1, "language": "en_GB", **more})


def path_of(title: str, data: bytes) -> str:
    """The part that holds a sheet; openpyxl numbers them."""
    titles = [page.title for page in opened(data).worksheets]
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive with other parts."""
    out = BytesIO()
    quick = ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1)
    with ZipFile(BytesIO(data)) as before, quick as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    out = BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()


@pytest.fixture(scope="module")
def ours() -> bytes:
    return written(small())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a workbook that Groundwork wrote"),
        (b"%PDF-1.7", "not a workbook that Groundwork wrote"),
        (b"a,b\n1,2\n", "not a workbook that Groundwork wrote"),
        (b"PK\x03\x04" + b"\0" * 40, "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "binary Excel file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"PK\x03\x04" + b"\0" * MAX_FILE, "too large"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(data: bytes, says: str, tmp_path: Path) -> None:
    assert says in refusal_of(data, tmp_path).what


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        finish(read_workbook(tmp_path / "gone.xlsx", Snapshot()))


def test_other_workbooks_are_refused(tmp_path: Path, ours: bytes) -> None:
    assert "not a workbook that Groundwork wrote" in refusal_of(saved(Workbook()), tmp_path).what
    with_macros = with_part(ours, "xl/vbaProject.bin", b"x")
    assert "macros" in refusal_of(with_macros, tmp_path, "book.xlsm").what
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "not a workbook" in refusal_of(out.getvalue(), tmp_path, "book.ods").what


def test_a_hidden_sheet_that_says_something_else_is_refused(tmp_path: Path) -> None:
    assert "damaged" in refusal_of(manifest_book(("{not json",)), tmp_path).what
    assert "damaged" in refusal_of(manifest_book(("[1]",)), tmp_path).what
    other = manifest_book((json.dumps({"format": "other"}),))
    assert "not a workbook" in refusal_of(other, tmp_path).what
    broken_record = manifest_book((*content(),), ("person", "ada", "{"))
    assert "damaged" in refusal_of(broken_record, tmp_path).what


@pytest.mark.parametrize(
    "part",
    [
        {"sheets": {"People": 5}},
        {"sheets": {"People": {"type": "person", "columns": {"Name": ["name"]}}}},
        {"forms": {"Workshop": {"type": "workshop", "cells": ["workshop_client"]}}},
        {"matrix": {"sheet": "RACI", "calculated": 5}},
        {"calculated": {"Month by month": None}},
        {"others": [["Summary"]]},
    ],
)
def test_a_description_that_is_not_made_as_ours_is_refused(
    part: dict[str, object], tmp_path: Path
) -> None:
    assert "damaged" in refusal_of(manifest_book((*content(**part),)), tmp_path).what


def test_a_newer_workbook_says_so(tmp_path: Path) -> None:
    refusal = refusal_of(manifest_book((*content(version=99),)), tmp_path)
    assert isinstance(refusal, NewerFile)


def test_a_questionnaire_is_named(tmp_path: Path) -> None:
    refusal = refusal_of(manifest_book((*content(format=prework.FORMAT),)), tmp_path)
    assert "questionnaire" in refusal.what


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_file_that_ends_too_early_is_refused(keep: float, ours: bytes, tmp_path: Path) -> None:
    assert "damaged" in refusal_of(ours[: int(len(ours) * keep)], tmp_path).what


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_part_that_is_no_xml_is_refused(part: str, ours: bytes, tmp_path: Path) -> None:
    broken = repacked(ours, lambda name, data: b"<broken" if name == part else data)
    assert "damaged" in refusal_of(broken, tmp_path).what


def test_entities_are_not_expanded_without_end(ours: bytes, tmp_path: Path) -> None:
    levels = '<!ENTITY l0 "lollollollollol">'
    levels += "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [{levels}]><x>&l9;</x>'.encode()
    data = repacked(ours, lambda name, part: bomb if name == "xl/styles.xml" else part)
    refusal_of(data, tmp_path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", ""])
def test_a_part_that_unpacks_without_end_is_refused(part: str, ours: bytes, tmp_path: Path) -> None:
    wanted = part or path_of(SHEET, ours)

    def change(name: str, data: bytes) -> bytes:
        middle = data.index(b">", 60) + 1
        return data[:middle] + b" " * 60_000_000 + data[middle:] if name == wanted else data

    refusal_of(repacked(ours, change), tmp_path)


def test_a_row_of_millions_of_cells_is_refused(ours: bytes, tmp_path: Path) -> None:
    bomb = f'<worksheet xmlns="{MAIN}"><sheetData><row>'.encode() + b"<c/>" * 10_000_000
    bomb += b"</row></sheetData></worksheet>"
    wanted = path_of(SHEET, ours)
    data = repacked(ours, lambda name, part: bomb if name == wanted else part)
    assert "too large" in refusal_of(data, tmp_path).what


def test_a_million_empty_formatted_rows_do_not_matter(tmp_path: Path) -> None:
    """Somebody formatted whole columns; nothing is there, and what is there was read."""
    before = small()
    data = written(before, put(ValueTarget.volume, "letters", 7))
    empty = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(1000, 1_000_000))

    wanted = path_of("Value targets", data)

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", empty + b"</sheetData>") if name == wanted else part

    began = time.process_time()
    proposal = proposed(repacked(data, change), before, tmp_path)
    assert time.process_time() - began < 10
    assert [item.value for item in proposal.items] == [7.0]
    assert ["empty stretch" in remark.text for remark in proposal.left_out] == [True]


def test_where_reading_stopped_nothing_is_taken_for_removed(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        assert isinstance(page, Worksheet)
        number = row(page, "calls")
        page.move_range(f"A{number}:Z{number}", rows=GAP + 10)
        page.cell(number + GAP + 5, 1).number_format = "0"
        for empty in range(number, number + GAP + 9):
            page.row_dimensions[empty].height = 20

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    assert any("empty stretch" in remark.text for remark in proposal.left_out)


def test_a_workbook_of_another_workshop_is_named_and_nothing_is_ticked(tmp_path: Path) -> None:
    before = small()
    now = snapshot_of(Person.new(name="Somebody else"))
    proposal = proposed(written(before, put(ValueTarget.volume, "letters", 7)), now, tmp_path)
    assert "another one" in proposal.warning
    assert proposal.items
    assert proposal.ticked == frozenset()


def test_reading_that_takes_too_long_is_given_up(ours: bytes) -> None:
    with pytest.raises(Refusal, match="too large"):
        finish(open_book("book.xlsx", ours, Watch("book.xlsx", seconds=-1)))


def test_reading_can_be_stopped_at_any_point(ours: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(ours)
    steps = sum(1 for _share in read_workbook(path, small()))
    assert steps > 20
    for stop in range(0, steps, 7):
        job = read_workbook(path, small())
        for _n in range(stop):
            next(job)
        job.close()


def test_a_stored_archive_is_read_as_well(tmp_path: Path) -> None:
    before = small()
    out = BytesIO()
    with ZipFile(BytesIO(written(before))) as old, ZipFile(out, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert told(proposed(out.getvalue(), before, tmp_path)) == []


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_have_their_letters(number: int, letters: str) -> None:
    assert letters_of(number) == letters
