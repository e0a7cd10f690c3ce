"""Cards: a figure that reads at a glance, with its name above and its meaning below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.charter import fonts
from exports.charter.pages import Pages
from exports.charter.text import clamp, lines_of, paragraph, style
from exports.palette import INK, LINE, MUTED, RED
from models.headlines import Headline
from models.wording import BETWEEN

_GAP = 10.0
_PAD = 10.0
_NOTE = style(7.5, leading=9.8, colour=MUTED)
_NOTE_LINES = 7
_SIZES = (17.0, 14.0, 11.5, 9.5)


@dataclass(frozen=True)
class Card:
    """A figure. `open_` marks one that needs somebody's attention."""

    label: str
    value: str
    note: str = ""
    open_: bool = False
    page_of: str = ""
    """Bookmark whose page number is filled in for {page} in the note."""


def of(figure: Headline) -> Card:
    """The card of a key figure; one that nobody has given yet says so in its place.

    The parts of its note stand below each other.
    """
    if figure.missing:
        return Card(figure.label, figure.note or figure.value, open_=True)
    return Card(figure.label, figure.value, figure.note.replace(BETWEEN, "\n"))


def height(pages: Pages, cards: Sequence[Card]) -> float:
    """Height of a row of cards in points; all are as tall as the tallest."""
    width = _width(pages) - 2 * _PAD
    lines = max(
        lines_of(paragraph(card.note[:400], _NOTE), width) if card.note else 0 for card in cards
    )
    return 51.0 + min(lines, _NOTE_LINES) * float(_NOTE.leading)


def draw(pages: Pages, cards: Sequence[Card], top: float) -> float:
    """Draw up to four cards side by side below `top`; returns their height."""
    width = _width(pages)
    tall = height(pages, cards)
    for index, card in enumerate(cards):
        x = pages.left + index * (width + _GAP)
        pages.box((x, top - tall, width, tall), edge=LINE, radius=5)
        with pages.tags.item():
            _content(pages, card, x + _PAD, top - _PAD, width - 2 * _PAD)
    return tall


def _width(pages: Pages) -> float:
    return (pages.width - 3 * _GAP) / 4


def _content(pages: Pages, card: Card, x: float, top: float, width: float) -> None:
    label = clamp(card.label.upper(), style(6.5, bold=True, colour=MUTED), width, 1)
    with pages.tag("Lbl"):
        pages.draw(label, x, top, width)
    colour = RED if card.open_ else INK
    size = next((s for s in _SIZES if fonts.width_of(card.value[:99], fonts.BOLD, s) <= width), 0)
    look = style(size or 10, leading=size * 1.2 or 12, bold=True, colour=colour)
    value = clamp(card.value, look, width, 1 if size else 2)
    with pages.tag("LBody"):
        with pages.tag("P"):
            value_height = pages.draw(value, x, top - 13, width)
        if card.page_of:
            _note_with_page(pages, card, x, top - 16 - value_height, width)
        elif card.note:
            note = clamp(card.note, _NOTE, width, _NOTE_LINES)
            with pages.tag("P"):
                pages.draw(note, x, top - 16 - value_height, width)


def _note_with_page(pages: Pages, card: Card, x: float, top: float, width: float) -> None:
    def fill_in(done: Pages) -> None:
        text = card.note.replace("{page}", str(done.page_of[card.page_of]))
        done.draw(paragraph(text, _NOTE), x, top, width)

    place = (x, top - 20, x + width, top)
    with pages.tag("P"), pages.tags.link(card.page_of, place, card.label):
        pages.later(fill_in)
