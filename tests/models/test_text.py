"""Cleaned text passes through everything that a workshop's text goes through."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text import MAX_LENGTH, clean, shorten

anything = st.text(st.characters(codec=None), max_size=60)
"""Any code points at all: controls, lone surrogates, noncharacters."""


@settings(deadline=None, max_examples=400)
@given(anything, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@settings(deadline=None, max_examples=400)
@given(anything)
def test_cleaned_text_comes_back_unchanged_from_sqlite_xml_and_json(text: str) -> None:
    cleaned = clean(text)
    with sqlite3.connect(":memory:") as db:
        assert db.execute("SELECT ?", (cleaned,)).fetchone() == (cleaned,)
    element = ElementTree.Element("text")
    element.text = cleaned
    xml = ElementTree.tostring(element, encoding="utf-8")
    assert (ElementTree.fromstring(xml).text or "") == cleaned  # noqa: S314 - our own XML
    assert json.loads(json.dumps(cleaned, ensure_ascii=False).encode()) == cleaned


@settings(deadline=None, max_examples=200)
@given(anything)
def test_a_line_has_no_line_ends_and_no_space_at_its_ends(text: str) -> None:
    line = clean(text, lines=False)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("bell\x07 and null\x00", "bell and null"),
        ("half \ud800 pair", "half  pair"),
        ("\ufeffmark\ufffe", "mark"),
        ("not\ufdd0 a\U0001ffff character", "not a character"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("\n\n  indented\n\n", "  indented"),
        ("   \n\t ", ""),
        ("می‌خواهم", "می‌خواهم"),
        ("\u202e \u200d\u00a0", ""),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("日本語", "日本語"),
    ],
)
def test_what_people_paste_is_kept_and_what_breaks_files_is_not(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_a_runaway_paste_is_cut_and_a_long_one_is_not() -> None:
    assert len(clean("x" * 40_000)) == 40_000
    assert len(clean("x" * (MAX_LENGTH + 5))) == MAX_LENGTH
    assert len(clean("é" * (MAX_LENGTH + 5))) == MAX_LENGTH


@settings(deadline=None, max_examples=100)
@given(anything.map(clean), st.integers(2, 20))
def test_a_shortened_text_is_one_line_within_its_width(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert "\n" not in short
    assert unicodedata.is_normalized("NFC", clean(short))


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("it came to 2.9 times its pilot", 14, "it came to…"),
        ("it came to 2.9 times its pilot", 20, "it came to 2.9…"),
        ("a Donaudampfschifffahrtsgesellschaft", 20, "a Donaudampfschifff…"),
        ("保険金請求の処理時間を短縮する", 10, "保険金請求の処理時…"),
    ],
)
def test_a_shortened_text_ends_with_a_whole_word_where_one_is_near(
    text: str, width: int, short: str
) -> None:
    assert shorten(text, width) == short
