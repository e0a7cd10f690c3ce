"""Words and letters: what R, A, C and I mean, and how each figure is defined."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Paragraph

from exports.charter import cuts, headings, table
from exports.charter.cuts import Cut
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED
from models.i18n import N_, _
from models.raci import MEANING
from models.simulation import DRAWS

_HEAD = style(7.5, bold=True, colour=MUTED)
_WORD = style(8.5, leading=11.2, bold=True)
_BODY = style(8.5, leading=11.2)
_WIDTH = 128.0
_LETTERS = {
    "A": N_("Answers for the result; exactly one for each activity."),
    "R": N_("Does the work, or sees that it is done."),
    "C": N_("Is asked before it is done."),
    "I": N_("Is told after it is done."),
}
_GENERAL = (
    (
        N_("Must, should, hint"),
        N_("How much an open point weighs: before signing, soon, or worth a thought."),
    ),
)
_WORDS = (
    (N_("Value a year"), N_("Hours a month × 12 × hourly cost, or the stated money × adoption.")),
    (
        N_("Hours a month"),
        N_("Cases a month × (minutes before − minutes after) ÷ 60 × adoption."),
    ),
    (
        N_("Releases cash"),
        N_("Money that is really saved or earned. Time that people get back is shown beside it."),
    ),
    (N_("Once, and a year"), N_("What production costs to get there, and what it costs to run.")),
    (
        N_("Times the pilot"),
        N_("Cost of the first year of production (once + a year) ÷ cost of the pilot."),
    ),
    (
        N_("Pays back in"),
        N_("First month after go-live in which all value so far exceeds all cost so far."),
    ),
    (
        N_("Net present value"),
        N_("Value minus cost of three years, discounted at the stated rate."),
    ),
    (
        N_("P10, P50, P90"),
        N_("One in ten of {n} draws lies below P10, half below P50, nine in ten below P90."),
    ),
    (
        N_("Measured … assumed"),
        N_("Evidence of a figure, from counted to somebody’s opinion."),
    ),
    *_GENERAL,
)


def draw(pages: Pages) -> Iterator[None]:
    """The chapter: letters and words, each with its meaning, all of them on one page."""
    heads = [paragraph(text, _HEAD) for text in (_("Word"), _("Meaning"))]
    need = headings.CHAPTER + table.height(pages, _columns(pages, heads), _rows(pages.cut))
    lead = _("What do the letters and figures in here mean?")
    headings.chapter(pages, cuts.GLOSSARY, lead, need=need)
    yield from table.draw(pages, _columns(pages, heads), _rows(pages.cut))


def _columns(pages: Pages, heads: list[Paragraph]) -> table.Columns:
    return table.columns([_WIDTH, table.room(pages) - _WIDTH], heads, named=0)


def _rows(cut: Cut) -> Iterator[table.Row]:
    """The letters where the matrix is, the words where the figures are."""
    for letter, meaning in MEANING.items() if cut.part("raci") else ():
        yield _row(f"{letter}  {_(meaning)}", _(_LETTERS[letter]))
    for word, meaning in _WORDS if cut.part("value") else _GENERAL:
        yield _row(_(word), _(meaning).format(n=f"{DRAWS:,}"))


def _row(word: str, meaning: str) -> table.Row:
    return table.Row([paragraph(word, _WORD), paragraph(meaning, _BODY)])
