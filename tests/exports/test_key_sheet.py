"""The sheet of keys: everything on one page, large enough, and read in order."""

from __future__ import annotations

import gettext
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

import main
from exports.key_sheet import _best, key_sheet
from models.i18n import use
from tests.exports.charters import text_of
from tests.exports.structures import Tagged
from ui.keys import key_lists, sheet_words

MADE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
READABLE = 7.5
"""Points of letters that are read at arm's length: those of a table of figures in print."""


@cache
def sheet() -> bytes:
    return key_sheet(*sheet_words(), key_lists(), made_at=MADE)


def test_every_key_stands_on_one_sheet_of_a4() -> None:
    pages = PdfReader(BytesIO(sheet())).pages
    assert len(pages) == 1
    assert sorted((round(pages[0].mediabox.width), round(pages[0].mediabox.height))) == [595, 842]
    text = text_of(sheet())
    for title, rows in key_lists():
        assert title in text
        for keys, words in rows:
            assert " ".join(keys.split()) in text
            assert words in text


def test_the_letters_are_read_at_arm_s_length() -> None:
    assert _best(key_lists()).letters >= READABLE


def test_nothing_is_drawn_beyond_the_edge_or_over_something_else() -> None:
    layout = _best(key_lists())
    below: dict[int, float] = {}
    for item, column, y in layout.places(layout.blocks(key_lists())):
        assert y <= below.get(column, layout.top) + 0.01
        below[column] = y - item.height
        assert below[column] > 0
    assert len(below) <= layout.columns


def test_each_list_is_a_heading_and_a_table_whose_rows_have_heads() -> None:
    tagged = Tagged(sheet())
    assert tagged.loose == []
    assert [node.text for node in tagged.document.of("H1")] == ["Groundwork: all keys"]
    assert [node.text for node in tagged.document.of("H2")] == [t for t, _rows in key_lists()]
    tables = tagged.document.of("Table")
    for (_title, rows), table in zip(key_lists(), tables, strict=True):
        read = [(row.nodes[0].text, row.nodes[1].text) for row in table.of("TR")]
        assert read == [(" ".join(keys.split()), text) for keys, text in rows]
        assert all(str(head.attribute("/Scope")) == "/Row" for head in table.of("TH"))


def test_it_says_what_it_is_and_carries_no_seal() -> None:
    pdf = pikepdf.open(BytesIO(sheet()))
    assert str(pdf.docinfo.Title) == "Groundwork: all keys"
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert "/ContentSeal" not in pdf.docinfo
    assert b"ContentSeal" not in pdf.Root.Metadata.read_bytes()


def test_the_same_keys_give_the_same_bytes() -> None:
    assert sheet() == sheet.__wrapped__()


class German(gettext.NullTranslations):
    """Knows one text."""

    def gettext(self, message: str) -> str:
        return {"Groundwork: all keys": "Alle Tasten für Groundwork"}.get(message, message)

    def info(self) -> dict[str, str]:
        return {"language": "de"}


def test_it_is_in_the_language_of_the_window() -> None:
    use(German())
    try:
        data = sheet.__wrapped__()
    finally:
        use(None)
    assert text_of(data).startswith("Alle Tasten für Groundwork")
    assert str(pikepdf.open(BytesIO(data)).Root.Lang) == "de"


def test_the_command_line_writes_it_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys.pdf"
    assert main.main(["keys", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert "Sort by this column" in text_of(path.read_bytes())
    assert main.main(["keys", str(tmp_path / "none" / "keys.pdf")]) == 2
    assert "keys.pdf" in capsys.readouterr().err


@pytest.mark.parametrize("rows", [3, 400])
def test_few_keys_are_large_and_too_many_go_on_to_another_page(rows: int) -> None:
    lists = [("Many", [(f"Ctrl+{n}", f"does thing {n}") for n in range(rows)])]
    data = key_sheet("Keys", "", lists, made_at=MADE)
    text = text_of(data)
    assert all(f"does thing {n}" in text for n in range(rows))
    assert (len(PdfReader(BytesIO(data)).pages) > 1) == (rows == 400)
