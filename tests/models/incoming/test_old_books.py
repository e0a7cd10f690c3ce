"""Old binary workbooks (.xls): what their cells show, and what is said where they cannot be read.

LibreOffice writes them here; without it only those are read that need no such file.
"""

from __future__ import annotations

import subprocess
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from models.errors import Refusal
from models.incoming import binary
from models.incoming.lists.reading import read_list
from models.incoming.package import Watch
from models.incoming.sheets import Cell, finish
from models.incoming.source import Page, read_source
from models.records import Risk, WorkshopInfo
from tests.builders import snapshot_of
from tests.exports.workbooks import needs_libreoffice

EMPTY = snapshot_of(WorkshopInfo.new(initiative="Pilot", client="Bank"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AT_TEN = datetime.combine(date(2026, 3, 2), time(10))
HEADS = ("Risk", "Likelihood", "Impact", "Due", "At", "Share", "Cost", "Sum")


def _register() -> Workbook:
    book = Workbook()
    page: Any = book.worksheets[0]
    page.title = "Risks"
    page.append(["Risk register"])
    page.merge_cells("A1:D1")
    page.append([])
    page.append(HEADS)
    page.append(["Führung fehlt", "High", "Low", date(2026, 3, 1), time(9, 30), 0.25, 0.1, "=2*3"])
    page.append(["Fire", "Low", "High", AT_TEN, None, 0.5, 1200, "=1/0"])
    page.append(["Hidden one", "Low", "Low", None, None, True, 3])
    page["F4"].number_format = page["F5"].number_format = "0.0%"
    page["G4"].number_format = '0.0" %"'
    page.row_dimensions[6].hidden = True
    other = book.create_sheet("Lists")
    other.sheet_state = "hidden"
    other.append(["High"])
    far: Any = book.create_sheet("Far")
    far["A1"], far["IV65536"] = "one", "last"
    return book


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A risk register as an old workbook."""
    folder = tmp_path_factory.mktemp("old")
    _register().save(folder / "register.xlsx")
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "xls", "register.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
    return folder / "register.xls"


@pytest.fixture(scope="module")
def pages(register: Path) -> dict[str, Page]:
    """Its sheets as they are read."""
    return {page.title: page for page in finish(read_source(register)).pages}


@needs_libreoffice
def test_cells_are_what_they_show(pages: dict[str, Page]) -> None:
    page = pages["Risks"]
    assert [cell.value for cell in page.rows[3].values()] == list(HEADS)
    first, second, third = (list(page.rows[row].values()) for row in (4, 5, 6))
    assert [cell.value for cell in first[:3]] == ["Führung fehlt", "High", "Low"]
    assert first[3:5] == [Cell(datetime.combine(date(2026, 3, 1), time())), Cell(time(9, 30))]
    assert first[5:7] == [Cell(0.25, percent=True), Cell(0.1)], "a sign in quotes is only a sign"
    assert first[7] == Cell(6.0)
    assert second[3] == Cell(AT_TEN)
    assert second[-1] == Cell("#DIV/0!", error=True)
    assert third[-2:] == [Cell(True), Cell(3.0)]
    assert page.merged == ((1, 1, 1, 4),)


@needs_libreoffice
def test_what_is_hidden_is_said_and_what_lies_far_away_is_not_read(pages: dict[str, Page]) -> None:
    assert pages["Risks"].hidden == {6}
    assert [title for title, page in pages.items() if page.veiled] == ["Lists"]
    assert [title for title, page in pages.items() if page.cut] == ["Far"]
    assert list(pages["Far"].rows) == [1]


@needs_libreoffice
def test_its_list_is_proposed_as_any_other(register: Path) -> None:
    proposal = finish(read_list(register, "risks", EMPTY))
    risks = {item.record.caption: item.ticked for item in proposal.items}
    assert risks == {"Führung fehlt": True, "Fire": True, "Hidden one": False}
    assert all(isinstance(item.record, Risk) for item in proposal.items)


@needs_libreoffice
@pytest.mark.parametrize("kept", [0.3, 0.7])
def test_a_part_of_one_is_refused(register: Path, tmp_path: Path, kept: float) -> None:
    data = register.read_bytes()
    path = tmp_path / "part.xls"
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(Refusal, match=r"damaged.*Nothing was changed"):
        finish(read_list(path, "risks", EMPTY))


@needs_libreoffice
def test_what_takes_too_much_time_or_memory_is_given_up(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refusal, match="too large"):
        finish(read_source(register, Watch(register.name, seconds=-1)))
    program = "import models.incoming.binary as b; b.MEMORY = 20_000_000; b.main()"
    monkeypatch.setattr(binary, "_PROGRAM", program)
    with pytest.raises(Refusal, match="too large"):
        finish(read_source(register))


@needs_libreoffice
def test_cancelling_ends_the_process(register: Path) -> None:
    reading = read_source(register)
    next(reading)
    reading.close()


def test_an_old_file_of_another_program_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "letter.xls"
    path.write_bytes(OLE + b"\0" * 600)
    with pytest.raises(Refusal, match=r"“letter\.xls” is damaged"):
        finish(read_source(path))


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table><tr><td>Risk</td><td>Impact</td></tr><tr><td>Fire</td><td>High</td></tr>",
        "Risk\tImpact\nFire\tHigh\n".encode("utf-16"),
        b"Risk;Impact\r\nFire;High\r\n",
    ],
)
def test_text_that_is_only_called_a_workbook_is_read_as_what_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(content)
    (item,) = finish(read_list(path, "risks", EMPTY)).items
    assert (item.record.caption, item.record.values["impact"]) == ("Fire", "high")


def test_a_new_workbook_under_an_old_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new.xls"
    _register().save(path)
    assert finish(read_source(path)).pages[0].rows[5][1].value == "Fire"
