"""Whatever people type is printed: completely, literally, and not where it is private."""

from __future__ import annotations

import pytest

from exports.charter import missing_characters
from models.record import TYPES
from models.records import (
    Look,
    Person,
    Requirement,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from tests.builders import snapshot_of
from tests.exports.charters import (
    full_workshop,
    made,
    pages_of,
    reader,
    text_of,
    unwrapped,
)


@pytest.mark.parametrize(
    "ugly",
    [
        "R&D <b>bold</b> &amp; <i>",
        '<img src="/etc/hostname"/>',
        "<para><br/></font>",
        "100 % {name} %s \\n",
        "=SUM(A1) -- <!-- -->",
    ],
)
def test_text_that_looks_like_mark_up_is_printed_as_it_was_typed(ugly: str) -> None:
    data = made(WorkshopInfo.new(initiative=ugly), ValueTarget.new(what=ugly, remark=ugly))
    assert "".join(ugly.split()) in unwrapped(data)
    assert not any(page.images for page in reader(data).pages)


@pytest.mark.parametrize(
    "words",
    [
        "Zażółć gęślą jaźń",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
        "Съешь ещё этих мягких булок",
        "日本語の要件：保険金請求",
        "Straße · Ærø · Þingvellir · Łódź · € ≤ ≥ × → – — „“ … ▲ ● ○",
    ],
)
def test_every_european_script_and_japanese_come_out_right(words: str) -> None:
    records = [
        WorkshopInfo.new(initiative=words, client=words),
        UseCase.new(workflow_today=words),
        Requirement.new(what=words),
    ]
    assert missing_characters(snapshot_of(*records)) == []
    assert unwrapped(made(*records)).count("".join(words.split())) >= 4


def test_japanese_sentences_are_wrapped_within_the_page() -> None:
    text = "日本語の長い文章はここで折り返されます。" * 60
    data = made(UseCase.new(workflow_today=text))
    lines = [line for page in pages_of(data) for line in page.splitlines() if "折り返" in line]
    assert len(lines) > 20
    assert unwrapped(data).count("長") == 60


def test_a_compound_word_of_120_letters_is_broken_and_complete() -> None:
    word = ("Donaudampfschifffahrtsgesellschaftskapitänspatent" * 3)[:120]
    data = made(Person.new(name=word), Requirement.new(what=word))
    assert unwrapped(data).count(word) >= 2


def test_characters_that_no_font_has_are_reported_and_printed_as_a_substitute() -> None:
    records = [Person.new(name="Ready 🎉 to go", email="🔒"), UseCase.new(trigger="سلام")]
    found = missing_characters(snapshot_of(*records))
    assert "🎉" in found
    assert "س" in found
    assert "🔒" not in found  # private: it is not printed
    assert missing_characters(snapshot_of(Look.new(watermark="Draft 🔒"))) == ["🔒"]
    assert "Ready \ufffd to go" in text_of(made(*records))


def test_private_text_is_never_printed() -> None:
    text = unwrapped(made(*full_workshop()))
    assert "quarrel" not in text
    assert "client.example" not in text


@pytest.mark.parametrize("field", ["workflow_today", "remark", "may", "what"])
def test_a_text_of_5000_words_is_printed_completely(field: str) -> None:
    words = " ".join(f"w{n:04}" for n in range(5000))
    types = (UseCase, ValueTarget, TYPES["access_role"], TYPES["decision"])
    record_type = next(t for t in types if field in t.fields and (field != "what" or t is types[3]))
    data = made(record_type.new(**{field: words}))
    text = unwrapped(data)
    assert [n for n in range(5000) if f"w{n:04}" not in text] == []
