"""What was chosen for the look of a charter: accent, logos, watermark; and Japanese lines."""

from __future__ import annotations

import base64
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from exports import palette
from exports.charter import fonts
from exports.charter.japanese import may_break
from exports.charter.remarks import remarks
from exports.charter.text import height_of, mixed, paragraph, style
from exports.palette import accent_of, contrast
from models.errors import Refusal
from models.records import Look, WorkshopInfo
from tests.exports.charters import first_page, full_workshop, logo, made, matrix_of, reader

# The accent

COLOURS = ["#ff0000", "#ffff00", "#ffffff", "#000000", "#7fd4ff", "#c8102e", "#0F5C6E", "#808080"]


@pytest.mark.parametrize("colour", COLOURS)
def test_whatever_is_chosen_can_be_read(colour: str) -> None:
    accent = accent_of(colour)
    for ground in (palette.WHITE, palette.PANEL):
        assert contrast(accent.main, ground) >= palette.CONTRAST
    assert contrast(accent.bar, palette.WHITE) >= 3
    assert contrast(palette.INK, accent.tint) >= palette.CONTRAST


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert accent_of("#c8102e").main == "#c8102e"
    assert accent_of("#FF0000").main != "#ff0000"


@pytest.mark.parametrize("text", ["", "red", "#12345", "#gggggg", "#1234567", "0f5c6e"])
def test_what_is_no_colour_gives_the_usual_accent(text: str) -> None:
    assert accent_of(text) == palette.Accent()


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def colours_of(data: bytes, page: int) -> dict[tuple[int, int, int], int]:
    """The colours of a page by their pixels, without the shades at the edges of letters."""
    document = pdfium.PdfDocument(data)
    try:
        image = document[page].render(scale=1).to_pil().convert("RGB")
    finally:
        document.close()
    pixels: Any = image.getcolors(image.width * image.height)
    return {colour: count for count, colour in pixels if count > 60}


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_charter_and_pictures_are_drawn_in_the_accent() -> None:
    records = [*full_workshop(), *matrix_of(5, 5)]
    usual, chosen = (made(*records, look, cut="summary") for look in (Look.new(), ORANGE))
    accent = accent_of(ORANGE.accent)
    assert rgb(palette.ACCENT) in colours_of(usual, 0)
    assert {rgb(accent.main), rgb(accent.bar)} <= set(colours_of(chosen, 0))
    assert not {rgb(palette.ACCENT), rgb(palette.BAR)} & set(colours_of(chosen, 0))
    poster = colours_of(made(*records, ORANGE, cut="poster"), 0)
    assert {rgb(accent.main), rgb(accent.tint)} <= set(poster)
    assert rgb(palette.ACCENT) not in poster


ORANGE = Look.new(accent="#b35a00")

# Logos


def test_logos_stand_on_the_first_page_and_say_whose_they_are() -> None:
    client = WorkshopInfo.new(initiative="Assistant", client="Northwind")
    look = Look.new(client_logo=logo("PNG", mode="RGBA"), own_logo=logo("JPEG", (80, 200)))
    data = made(client, look, cut="finance")
    images = [len(page.images) for page in reader(data).pages]
    assert images[0] == 2
    assert sum(images) == 2
    assert rgb("#2040c0") in colours_of(data, 0)


def test_the_page_keeps_its_picture_below_logos() -> None:
    look = Look.new(client_logo=logo("PNG"), own_logo=logo("PNG"), paper="letter")
    assert "From pilot to production cost" in first_page(made(*full_workshop(), look))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not base64!", "damaged"),
        (base64.b64encode(b"just words").decode(), "neither a PNG nor a JPEG"),
        (logo("GIF"), "neither a PNG nor a JPEG"),
        (logo("PNG")[:200], "damaged"),
        (logo("PNG", (8_000, 8_000), "1"), "larger than any screen"),
    ],
)
def test_what_is_no_logo_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        made(Look.new(own_logo=text), cut="summary")
    assert "Nothing was written." in str(refused.value)
    assert refused.value.todo


# The watermark


def test_a_watermark_stands_behind_everything_and_the_text_can_still_be_read() -> None:
    watermark = Look.new(watermark="Draft for the board")
    data = made(*full_workshop(), watermark, cut="summary")
    plain = made(*full_workshop(), cut="summary")
    marked = colours_of(data, 0)[rgb(palette.WATERMARK)]
    assert marked > 20 * colours_of(plain, 0).get(rgb(palette.WATERMARK), 1)
    for colour in (palette.INK, palette.MUTED, palette.RED, palette.AMBER, palette.ACCENT):
        assert contrast(colour, palette.WATERMARK) >= palette.CONTRAST
    page = first_page(data)
    assert "Approve a pilot of 12 weeks at € 82 k" in page
    first = reader(data).pages[0].get_contents()
    assert first is not None
    code = first.get_data()
    assert b"/Watermark" in code[: code.index(b"ET")]  # drawn before all other text


def test_a_watermark_of_any_length_stays_on_the_page() -> None:
    for text in ("X", "W" * 300, "草案" * 20):
        assert len(reader(made(Look.new(watermark=text), cut="summary")).pages) == 1


# Japanese

TEXT = (
    "保険金請求の処理時間を短縮するためのGroundwork条件であり、「毎週」測定される（2,600件／月）。"
    "ーっゃを行頭に置かない。データ、コスト・ユーザー！「確認済み」の請求のみを数える。"
)
_FIRST, _LAST = (
    "、。，．・：；？！ー」』）］｝〉》ぁぃぅぇぉっゃゅょァィゥェォッャュョ々",
    "「『（［｛〈《",
)


def lines_at(text: str, width: float) -> list[str]:
    made_ = paragraph(text, style(9))
    height_of(made_, width)
    found: Any = made_
    return ["".join(word.text for word in line.words) for line in found.blPara.lines]


@pytest.mark.parametrize("width", range(66, 300, 7))
def test_japanese_lines_begin_and_end_as_they_may(width: int) -> None:
    lines = lines_at(TEXT, width)
    assert "".join(lines) == TEXT
    assert [line for line in lines[1:] if line[0] in _FIRST] == []
    assert [line for line in lines if line[-1] in _LAST] == []
    assert max(fonts.width_of(line, fonts.REGULAR, 9) for line in lines) <= width + 0.1
    assert any("Groundwork" in line for line in lines)


def test_a_few_japanese_words_in_english_follow_both_rules() -> None:
    text = (
        "The claims handlers say 処理時間を短縮する。 and mean every claim of the week, they say."
    )
    for width in range(80, 240, 9):
        lines = lines_at(text, width)
        assert " ".join(" ".join(lines).split()).replace(" ", "") == text.replace(" ", "")
        assert [line for line in lines if line[0] == "。"] == []
        words = set(" ".join(lines).split())
        assert {"handlers", "mean", "every", "claim"} <= words


def test_a_line_may_break_beside_a_space_or_a_japanese_character_only() -> None:
    assert may_break("の", "処")
    assert may_break("k", "条")
    assert may_break(" ", "a")
    assert not may_break("a", "b")
    assert not may_break("月", "。")
    assert not may_break("「", "確")
    assert not may_break("\u00a0", "1")


def test_japanese_keeps_its_line_breaks_and_looks() -> None:
    lines = lines_at("一行目\n二行目", 400)
    assert lines == ["一行目", "二行目"]
    both = mixed([("値: ", style(9, bold=True)), ("日本語", style(9))], style(9))
    assert height_of(both, 300) == pytest.approx(style(9).leading)


# What is not printed as it was chosen


def test_what_cannot_be_printed_as_chosen_is_said() -> None:
    assert remarks(ORANGE) == []
    assert remarks(Look.new(watermark="Draft for the board, not to be handed on to anybody")) == []
    accent, watermark = remarks(Look.new(accent="teal-ish", watermark="W" * 121))
    assert accent.startswith("“teal-ish” is no colour")
    assert "first 120 letters" in watermark
