"""Texts in other scripts give the same text back, whoever reads the file."""

from __future__ import annotations

import subprocess
import sys

import pypdfium2  # type: ignore[import-untyped]
import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from exports.charter import missing_characters
from exports.charter.glyphs import BOLD, REGULAR, SECOND, drawable, path_of
from models.paths import ROOT
from models.records import Person, Requirement, UseCase, WorkshopInfo
from tests.builders import snapshot_of
from tests.exports.charters import made, unwrapped
from tests.exports.structures import Tagged

SCRIPTS = {
    "el_GR": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία: 24 λεπτά",
    "bg_BG": "Съешь ещё этих мягких французских булок, да выпей чаю",
    "pl_PL": "Zażółć gęślą jaźń, ŁÓDŹ i Święty Krzyż",
    "ja_JP": "保険金請求の受付：𠮷野家と髙島屋、１２分から８分へ短縮する。",
}


@pytest.mark.parametrize("font", [REGULAR, BOLD, *SECOND.values()])
def test_what_a_font_can_draw_is_read_as_reportlab_reads_it(font: str) -> None:
    known = TTFontFile(str(path_of(font))).charToGlyph
    assert drawable(font) == {code for code, glyph in known.items() if glyph}


def test_the_export_window_knows_the_fonts_without_loading_what_draws() -> None:
    asked = (
        "import sys; from exports.charter import missing_characters; "
        "from models.records import Person; from tests.builders import snapshot_of; "
        "print(missing_characters(snapshot_of(Person.new(name='\\u0e01A保'))) == ['\\u0e01'], "
        "'reportlab' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["True", "False"]


def by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(
            "".join(page.get_textpage().get_text_range().split()) for page in document
        ).replace("\ufffe", "-")
    finally:
        document.close()


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_script_comes_back_as_it_was_written(language: str) -> None:
    words = SCRIPTS[language]
    records = [
        WorkshopInfo.new(initiative=words, client=words, language=language),
        Person.new(name=words),
        UseCase.new(workflow_today=words),
        Requirement.new(what=words),
    ]
    assert missing_characters(snapshot_of(*records)) == []
    data, wanted = made(*records), "".join(words.split())
    assert unwrapped(data).count(wanted) >= 4
    assert by_pdfium(data).count(wanted) >= 4
    assert "".join(Tagged(data).words.split()).count(wanted) >= 4
