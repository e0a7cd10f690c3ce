"""Where lines break: figures stay with their units, long words part with a hyphen, no seams."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import pytest

from exports.charter.breaks import HYPHEN, SOFT, bound, parted
from exports.charter.text import height_of, lines_of, paragraph, pieces, style
from models.records import Person, UseCase, ValueTarget
from tests.exports.charters import lines_of_pages, made, pages_of, text_of, unwrapped

LOOK = style(8)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("due on 24 Nov 2026", "24_Nov"),
        ("am 24. Nov. 2026", "24._Nov."),
        ("34 min a case", "34_min"),
        ("in 8 weeks", "8_weeks"),
        ("€ 1,200 in all", "1,200_in"),
        ("over 70 % of it", "70_%"),
        ("EU AI Act, Art. 5", "Act, Art._5"),
        ("BDSG § 26 Abs. 3", "§_26_Abs._3"),
    ],
)
def test_a_figure_stays_with_what_it_counts(text: str, kept: str) -> None:
    assert kept in bound(text).replace("\u00a0", "_")


@pytest.mark.parametrize("text", ["v2 rollout", "in 2027, after the board", "3 organisationally"])
def test_other_words_may_part_from_figures(text: str) -> None:
    assert bound(text) == text


def lines_at(text: str, width: float) -> list[str]:
    found: Any = paragraph(text, LOOK)
    height_of(found, width)
    return [" ".join(words) for _extra, words in found.blPara.lines]


@pytest.mark.parametrize("width", range(30, 200, 9))
def test_a_day_is_never_torn_from_its_month(width: int) -> None:
    lines = lines_at("The decision is due on 24 Nov 2026, or 8 weeks after that day.", width)
    assert not any(re.search(r"\d$", line) for line in lines if not line.endswith("2026"))


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("Kraftfahrzeughaftpflichtversicherung", "haft-pflicht"),
        ("Donaudampfschifffahrtsgesellschaft", "schiff-fahrts-ge"),
        ("Rechtsschutzversicherungsgesellschaft", "Rechts-schutz-ver-si-che-rungs"),
    ],
)
def test_long_words_part_where_a_reader_would_part_them(word: str, wanted: str) -> None:
    assert wanted in parted(word).replace(SOFT, "-")
    assert parted(word).replace(SOFT, "") == word


@pytest.mark.parametrize(
    "text", ["internationally", "保険金請求の処理時間を短縮するための条件", "x" * 40]
)
def test_short_words_and_words_without_syllables_stay_whole(text: str) -> None:
    assert parted(text) == text


def test_a_word_that_is_parted_shows_its_hyphen_and_reads_as_one() -> None:
    word = "Kraftfahrzeughaftpflichtversicherungsschadenregulierung"
    lines = lines_at(word, 80)
    assert len(lines) > 2
    assert all(line.endswith("-") for line in lines[:-1])
    word *= 3
    data = made(Person.new(name=word))
    printed = "".join(chain(*lines_of_pages(data)))
    assert SOFT in printed
    assert HYPHEN not in printed
    assert unwrapped(data).count(word) >= 1


WORDS = " ".join(f"word{n}" for n in range(3000))


def test_the_parts_of_a_long_text_fill_their_lines() -> None:
    width = 400.0
    parts = pieces(WORDS, LOOK, width)
    assert len(parts) > 5
    assert " ".join(part.strip() for part in parts) == WORDS
    whole = sum(lines_of(paragraph(part, LOOK), width) for part in parts)
    assert whole == lines_of(paragraph(WORDS, LOOK), width)


def test_the_parts_of_a_text_of_long_words_lose_no_letter() -> None:
    text = " ".join(["Kraftfahrzeughaftpflichtversicherung – Rechtsschutz"] * 300)
    parts = pieces(text, LOOK, 60.0)
    assert len(parts) > 3
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_remark_over_pages_says_whose_it_is_instead_of_heads_that_are_not_its_own() -> None:
    one = ValueTarget.new(what="Handling time", source="Their log", remark=WORDS)
    two = ValueTarget.new(what="Complaints", source="Their survey", remark="Short")
    data = made(one, two, UseCase.new(trigger="A claim"))
    going_on = [page for page in pages_of(data) if "Handling time (goes on)" in page]
    assert len(going_on) >= 2
    assert all("Evidence" not in page for page in going_on[:-1])
    printed = set(text_of(data).split())
    assert [n for n in range(3000) if f"word{n}" not in printed] == []


@pytest.mark.parametrize(
    "text",
    [
        "https://quantumzeitgeist.com/study",
        "www.haftpflichtversicherung.example",
        "schadensregulierung@haftpflichtversicherung.example",
        "schadensregulierungsbericht_2026.xlsx",
    ],
)
def test_an_address_or_the_name_of_a_file_gets_no_hyphen(text: str) -> None:
    assert parted(f"see {text} for more") == f"see {text} for more"
