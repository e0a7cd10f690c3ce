"""Text on paper. Whatever a user typed goes through `paragraph`, and through nothing else.

Paragraphs are made of fragments, never of reportlab's XML mark-up: so "R&D", "<b>" and
"<img src=...>" are letters like all others, and a document cannot reach for a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Literal, cast

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus import paragraph as paragraphs
from reportlab.platypus.paraparser import ParaFrag

from exports.charter import fonts
from exports.charter.breaks import HYPHEN, SOFT, bound, parted
from exports.charter.japanese import JapaneseParagraph, is_east_asian
from exports.palette import INK

_PIECE, _PIECE_LINES = 2_000, 40
_reportlab: Any = paragraphs  # its stubs leave out what words are made of
_BROKEN, _ENDED = _reportlab._SplitWord, _reportlab._SplitWordEnd
_PARTED, _SOFT_WORD = _reportlab._SplitWordHY, _reportlab._SHYStr
Align = Literal["left", "center", "right"]
_ALIGN: dict[Align, Literal[0, 1, 2]] = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


@cache
def style(
    size: float,
    *,
    leading: float = 0,
    bold: bool = False,
    colour: str = INK,
    align: Align = "left",
    indent_right: float = 0,
) -> ParagraphStyle:
    """A paragraph style; sizes in points, leading 1.35 times the size unless given."""
    return ParagraphStyle(
        name="",
        fontName=fonts.BOLD if bold else fonts.REGULAR,
        fontSize=size,
        leading=leading or round(size * 1.35, 1),
        textColor=HexColor(colour),
        alignment=_ALIGN[align],
        splitLongWords=1,
        embeddedHyphenation=2,  # at soft hyphens, and after those that are written
        rightIndent=indent_right,
    )


def paragraph(text: str, look: ParagraphStyle) -> Paragraph:
    """`text` literally, with its line breaks, each character in a font that has it."""
    return mixed([(text, look)], look)


def mixed(parts: Iterable[tuple[str, ParagraphStyle]], look: ParagraphStyle) -> Paragraph:
    """A paragraph of several looks; `look` decides leading, alignment and wrapping."""
    parts = [(bound(text), part) for text, part in parts]
    if any(is_east_asian(char) for text, _look in parts if not text.isascii() for char in text):
        frags = [frag for text, part in parts for frag in _frags(text.replace(SOFT, ""), part)]
        return JapaneseParagraph("", _east_asian(look), frags=frags)
    return _Paragraph(
        "", look, frags=[frag for text, part in parts for frag in _frags(parted(text), part)]
    )


def height_of(made: Paragraph, width: float) -> float:
    """Height at `width`; a paragraph that was measured at it is not measured again."""
    if getattr(made, "width", None) == width and hasattr(made, "blPara"):
        return float(made.height)
    return float(made.wrap(width, 1e6)[1])


def blank(made: Paragraph) -> bool:
    """Whether a paragraph draws nothing."""
    # What was split has words instead of a text, or is a list of them.
    return not any(getattr(frag, "text", getattr(frag, "words", True)) for frag in made.frags)


def split(made: Paragraph, width: float, height: float) -> list[Paragraph]:
    """Nothing where not even two lines fit; the paragraph where all does; else two parts."""
    height_of(made, width)
    parts = cast("list[Paragraph]", made.split(width, height))
    for part in parts:
        part.wrap(width, height)  # reportlab leaves them in a state that only fits some texts
    return parts


def lines_of(made: Paragraph, width: float) -> int:
    """Number of lines that a paragraph takes at `width`."""
    return round(made.wrap(width, 1e6)[1] / made.style.leading)


def clamp(text: str, look: ParagraphStyle, width: float, lines: int) -> Paragraph:
    """`text` in at most `lines` lines; what does not fit is cut off with an ellipsis."""
    text = text.strip()[: 250 * lines]  # no line holds more; a runaway paste costs nothing
    whole = paragraph(text, look)
    if lines_of(whole, width) <= lines:
        return whole
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = lines_of(paragraph(text[:middle].rstrip() + "…", look), width) <= lines
        low, high = (middle, high) if fits else (low, middle)
    return paragraph(text[:low].rstrip() + "…", look)


def pieces(text: str, look: ParagraphStyle | None = None, width: float = 0) -> list[str]:
    """`text` in parts that are each quick to lay out, cut where a line or a sentence ends.

    reportlab's time grows with the square of a paragraph's length; a part is about half a page.
    With `look` and `width`, each part but the last fills its lines, so that no seam is seen.
    """
    found = []
    while len(text) > _PIECE or text.count("\n") > _PIECE_LINES:
        part = "\n".join(text[:_PIECE].split("\n")[:_PIECE_LINES])
        ends = (part.rfind(end, _PIECE // 2) + 1 for end in ("\n", ". ", "。", " "))
        cut = len(part) if len(part) < _PIECE else next(filter(None, ends), _PIECE)
        if look is not None and text[cut - 1 : cut + 1].count("\n") == 0:
            cut = _end_of_a_line(text[:cut], look, width)
        found.append(text[:cut].rstrip(" "))
        text = text[cut:].removeprefix("\n")
    return [*found, text]


def _end_of_a_line(text: str, look: ParagraphStyle, width: float) -> int:
    """Where the last whole line of `text` ends, and with it a word; all of it if nowhere."""
    made = paragraph(text, look)
    made.wrap(width, 1e6)
    lines = cast("Any", made).blPara.lines
    taken = 0
    for number in range(len(lines) - 1, 0, -1):
        taken += _letters(lines[number])
        before = lines[number - 1]
        if not (isinstance(before, tuple) and _goes_on(before[1])):
            break
    else:
        return len(text)
    cut = len(text)
    while taken:
        cut -= 1
        taken -= not (text[cut].isspace() or text[cut] == SOFT)
    return cut


def _letters(line: Any) -> int:
    """Letters of a line that was laid out, without spaces and without a hyphen put in."""
    words = line[1] if isinstance(line, tuple) else [word.text for word in line.words]
    count = sum(not letter.isspace() for word in words for letter in word)
    return count - _is_parted(words[-1])


def _is_parted(word: str) -> bool:
    """Whether a hyphen was put at the end of a word that goes on in the next line."""
    return isinstance(word, _PARTED | _SOFT_WORD) and word.endswith("-")


def _goes_on(words: Sequence[str]) -> bool:
    """Whether the last word of a line goes on in the next one."""
    last = words[-1]
    return _is_parted(last) or (isinstance(last, _BROKEN) and not isinstance(last, _ENDED))


def mainly_east_asian(text: str) -> bool:
    """Whether a text has hardly any words between spaces, as in Japanese."""
    if text.isascii():
        return False
    return 3 * sum(map(is_east_asian, text)) > len(text)


class _Paragraph(Paragraph):
    """A paragraph with a space between the last word of a line and the first of the next.

    reportlab leaves it out, and whoever reads by structure gets "8 of10 cases" (ISO 32000-1,
    14.8.2.5). It stands beyond the end of the line, so nothing moves. A word that is too long
    for a line gets none where it is broken, and the hyphen there is one that readers leave out.
    """

    def draw(self) -> None:
        """Draw the lines; called by reportlab."""
        lines = cast("Any", self).blPara.lines
        for place, line in enumerate(lines[:-1]):
            if isinstance(line, tuple):
                lines[place] = _ended(*line)
            elif any(" " in word.text for word in line.words) and line.words[-1].text[-1:] not in (
                " ",
                "-",
            ):
                line.words[-1].text += " "
        super().draw()


def _ended(extra: float, words: list[str]) -> tuple[float, list[str]]:
    """A line and a space; the spaces of one that was narrowed stay as narrow as they were."""
    if _is_parted(words[-1]):
        return extra, [*words[:-1], _PARTED(words[-1][:-1] + HYPHEN)]
    if _goes_on(words) or not words[-1]:
        return extra, words
    spaces = len(words) - 1
    return extra * (spaces + 1) / spaces if extra < 0 and spaces else extra, [*words, ""]


@cache
def _east_asian(look: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(name="", parent=look, wordWrap="CJK")


def _frags(text: str, look: ParagraphStyle) -> Iterable[ParaFrag]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield _frag("", look, look.fontName, lineBreak=True)
        for font, part in fonts.runs(line, look.fontName):
            yield _frag(part, look, font)


def _frag(text: str, look: ParagraphStyle, font: str, **more: bool) -> ParaFrag:
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=look.fontSize,
        textColor=look.textColor,
        bold=0,
        italic=0,
        rise=0,
        greek=0,
        link=[],
        us_lines=[],
        **more,
    )
