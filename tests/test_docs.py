"""What the documents say is true."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

import main
from models.interchange import from_json
from models.paths import ROOT
from models.record import TYPES
from models.records import Action, Person
from tests.builders import snapshot_of
from tests.exports.charters import pages_of
from tools import example_documents, write_docs

JSON_DOC = write_docs.DOC.read_text(encoding="utf-8")
RENEW = "renew it with: make docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_json_format_is_described_as_it_is() -> None:
    assert write_docs.written(JSON_DOC) == JSON_DOC, RENEW


def test_every_kind_of_record_and_every_field_is_described() -> None:
    for record_type in TYPES.values():
        start = JSON_DOC.index(f"### `{record_type.type_name}`")
        section = JSON_DOC[start:].partition("\n### ")[0]
        rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert rows == list(record_type.fields)


def test_the_example_of_the_json_format_can_be_read() -> None:
    example = JSON_DOC.partition("```json\n")[2].partition("```")[0]
    snapshot = snapshot_of(*from_json(example))
    assert [person.name for person in snapshot.all(Person)] == ["Head of Claims", "Head of IT"]
    [action] = snapshot.all(Action)
    assert snapshot.name_of(Action.owner, action) == "Head of IT"


def test_kinds_that_occur_once_are_named() -> None:
    named = re.search(r"kind that occurs once \((.*?)\)", JSON_DOC, re.DOTALL)
    assert named
    once = {name for name, record_type in TYPES.items() if record_type.single}
    assert set(re.findall(r"`(\w+)`", named[1])) == once


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md", "docs/json.md"])
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#:]+)[)#]", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_names_every_command_and_every_target_of_make() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [t for t in targets if t != "help" and f"make {t}" not in README] == []
    assert [c for c in main.COMMANDS if f"main.py {c}" not in README] == []


def test_the_charter_of_the_example_is_what_is_printed_today() -> None:
    """Its words, page by page: bytes may differ with another version of a library."""
    kept = example_documents.CHARTER.read_bytes()
    assert pages_of(kept) == pages_of(example_documents.charter_of_example()), RENEW
    assert example_documents.FIRST_PAGE.stat().st_size > 20_000


def test_the_workbook_of_the_example_is_what_is_written_today() -> None:
    """Its cells and formulas, sheet by sheet."""
    kept = cells_of(example_documents.WORKBOOK.read_bytes())
    assert kept == cells_of(example_documents.workbook_of_example()), RENEW


def cells_of(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
