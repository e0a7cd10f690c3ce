"""The questionnaire as a file: what a participant sees, may change, and what is hidden."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.document import Document, run
from exports.questionnaire import questionnaire, questionnaires
from models import manifest
from models.errors import Refusal
from models.file_sets import write_new
from models.files import atomic_write
from models.prework import Sending, blocks_of
from models.records import Person, ValueTarget, WorkshopInfo
from models.snapshot import Snapshot
from tests import questionnaires as q
from tests.builders import snapshot_of, with_record

DOCUMENT = Document(q.DAY)
ALL = {q.HEAD.id: frozenset({q.INTAKE.id, q.DESK.id})}


def opened(snapshot: Snapshot = q.DAY, sending: Sending | None = None) -> Workbook:
    """A questionnaire as openpyxl reads it."""
    document = Document(snapshot, made_at=DOCUMENT.made_at)
    data = run(questionnaire(document, q.HEAD, sending or Sending(None, ALL)))
    return load_workbook(io.BytesIO(data))


def sheet(book: Workbook) -> Worksheet:
    """The sheet that a participant sees."""
    (page,) = [page for page in book.worksheets if page.sheet_state == "visible"]
    return page


def texts(page: Worksheet) -> list[str]:
    return [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]


def test_it_says_what_it_is_for_whom_and_by_when() -> None:
    info = q.INFO.replace(facilitator=q.ANALYST.id)
    snapshot = with_record(q.DAY, info)
    said = texts(sheet(opened(snapshot, Sending(date(2026, 11, 17)))))
    assert said[0] == "A few questions before the workshop"
    assert "Claims assistant · Northwind" in said
    assert "For: Head of Claims, Claims" in said
    assert "Please send it back by 17 Nov 2026 to: Analyst" in said
    assert "Please send it back before the workshop." in texts(sheet(opened()))


def test_every_question_has_an_open_cell_and_nothing_else_can_be_changed() -> None:
    page = sheet(opened())
    keys = [asked.key for block in blocks_of(q.DAY) for asked in block.asked]
    rows = {page.cell(row, q.KEY).value: row for row in range(1, page.max_row + 1)}
    assert [key for key in rows if key] == keys
    free = {
        cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked
    }
    assert free == {page.cell(rows[key], q.ANSWER).coordinate for key in keys}
    assert page.protection.sheet
    assert not page.protection.password
    assert page.column_dimensions["A"].hidden
    assert all(page[cell].fill.fgColor.rgb == "00FFF9E5" for cell in free)


def test_choices_are_offered_and_words_stay_words() -> None:
    book = opened()
    page = sheet(book)
    (rule,) = page.data_validations.dataValidation
    row = next(r for r in range(1, page.max_row + 1) if page.cell(r, q.KEY).value == q.KNOWN)
    assert f"C{row}" in str(rule.sqref).split()
    place = str(rule.formula1).rpartition("!")[2].replace("$", "")
    offered = [cell.value for cell in book[manifest.SHEET][place][0]]
    assert offered == [choice.text for choice in ValueTarget.evidence.choices]
    formats = {
        page.cell(r, q.KEY).value: page.cell(r, q.ANSWER).number_format
        for r in range(1, page.max_row + 1)
    }
    assert formats[q.WORRIES] == "@"
    assert formats[q.MINUTES] == 'General"\u00a0min"'
    assert formats[q.PEOPLE] == "General"


def test_it_prints_on_a4_with_the_mark_of_confidentiality() -> None:
    page: Any = sheet(opened(with_record(q.DAY, q.INFO.replace(initiative="R&D"))))
    setup = page.page_setup
    assert (setup.paperSize, setup.orientation) == (9, "portrait")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.oddFooter.left.text == "Confidential"
    assert page.oddFooter.center.text == "R&&D"


def test_the_hidden_sheet_cannot_be_seen_and_says_whose_it_is() -> None:
    book = opened()
    hidden = book[manifest.SHEET]
    assert hidden.sheet_state == "veryHidden"
    said = manifest.joined(cell.value for cell in hidden[1])
    assert (said["person"], said["language"], said["version"]) == (q.HEAD.id, "en_GB", 1)
    assert said["questions"][q.PEOPLE] == "Claims intake: How many people do this work today?"


def test_only_the_groups_that_were_chosen_are_asked_about() -> None:
    said = texts(sheet(opened(sending=Sending(groups={q.HEAD.id: frozenset({q.DESK.id})}))))
    assert "Recovery desk" in said
    assert "Claims intake" not in said


def test_everybody_is_asked_about_the_groups_that_they_know() -> None:
    said = texts(sheet(opened(sending=Sending())))
    assert "Claims intake" in said, "the function is “Claims”"
    assert "Recovery desk" not in said


def test_the_same_workshop_gives_the_same_bytes_and_no_formula() -> None:
    odd = with_record(q.DAY, q.INTAKE.replace(name="=1+1"))
    one, other = (
        run(questionnaire(Document(odd, made_at=DOCUMENT.made_at), q.HEAD, Sending()))
        for _ in range(2)
    )
    assert one == other
    assert not any(c.data_type == "f" for row in sheet(opened(odd)).iter_rows() for c in row)


def test_a_workshop_with_nothing_in_it_asks_about_the_day() -> None:
    said = texts(sheet(opened(snapshot_of(q.HEAD, WorkshopInfo.new()))))
    assert "What would make the workshop worth your day?" in said


def test_files_are_named_after_people_and_numbered_where_they_clash() -> None:
    people = [Person.new(name=name) for name in ("Analyst", "analyst", "Head: IT/Ops", "", "")]
    job = questionnaires(Document(snapshot_of(*people)), people, Sending())
    shares, files = [], {}
    while True:
        try:
            shares.append(next(job))
        except StopIteration as done:
            files = done.value
            break
    assert list(files) == [
        *("Analyst.xlsx", "analyst (2).xlsx", "Head- IT-Ops.xlsx"),
        *("(no name).xlsx", "(no name) (2).xlsx"),
    ]
    assert shares[0] == 0.0
    assert shares == sorted(shares)
    assert shares[-1] <= 1.0


def test_files_never_replace_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"answers")
    written = write_new(tmp_path, {"a.xlsx": b"new", "b.xlsx": b"other"})
    assert [path.name for path in written] == ["a (2).xlsx", "b.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"answers"


def test_all_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [2]

    def full(path: Path, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Refusal("The disk is full.")
        atomic_write(path, data)

    monkeypatch.setattr("models.file_sets.atomic_write", full)
    with pytest.raises(Refusal, match="disk is full"):
        write_new(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
    assert list(tmp_path.iterdir()) == []
