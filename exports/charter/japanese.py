"""Where lines of Japanese may break: between characters, but not before 。 or after 「.

reportlab breaks such text at any character, lets what may not begin a line hang into the
margin, and knows nothing of what may not end one. Here a line is filled as far as the rules
let it (JIS X 4051: 行頭禁則, 行末禁則), words of Latin, Greek or Cyrillic letters and numbers
stay whole, and nothing leaves its column.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from reportlab.platypus import Paragraph, paragraph

_reportlab: Any = paragraph  # its stubs leave out what lines are made of

_NEVER_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー―…‥’”）〕］｝〉》」』】〙〗〟｠»％℃‰’"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､･ﾞﾟｰ｣ｧｨｩｪｫｯｬｭｮ,.:;!?)]}%"
)
_NEVER_LAST = frozenset("‘“（〔［｛〈《「『【〘〖〝｟«￥＄￡＠＃｢([{¥$£€@#")


def is_east_asian(char: str) -> bool:
    """Whether lines may break on either side of a character."""
    return "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or char >= "\uf900"


class JapaneseParagraph(Paragraph):
    """A paragraph whose lines break as Japanese ones do, also where most of it is Latin."""

    def breakLinesCJK(self, maxWidths: Any) -> Any:  # noqa: N802, N803 - reportlab's names
        """The lines, greedily; called by reportlab when the paragraph is wrapped."""
        if getattr(self, "_splitpara", False) and hasattr(self, "blPara"):
            return self.blPara
        widths = maxWidths if isinstance(maxWidths, list | tuple) else [maxWidths]
        self.height = 0
        chars = [
            _reportlab.cjkU(char, frag, "utf8")
            for frag in self.frags
            for char in frag.text or ("",)
        ]
        lines: list[Any] = []
        start = 0
        while start < len(chars):
            width = widths[min(len(lines), len(widths) - 1)]
            end = _end_of_line(chars, start, width)
            part = chars[start:end]
            forced = hasattr(part[-1].frag, "lineBreak")
            used = sum(char.width for char in part)
            if end < len(chars):  # spaces stand beyond the end of the line
                used -= sum(char.width for char in takewhile(str.isspace, reversed(part)))
            lines.append(_reportlab.makeCJKParaLine(part, width, used, width - used, forced, False))
            start = end
        return _reportlab.ParaLines(kind=1, lines=lines)


def _end_of_line(chars: list[Any], start: int, width: float) -> int:
    """Where the line that begins at `start` ends; at least one character further."""
    used = 0.0
    for place in range(start, len(chars)):
        char = chars[place]
        if hasattr(char.frag, "lineBreak"):
            return place + 1
        used += char.width
        if used > width + 0.01 and not char.isspace():
            return _last_break(chars, start, place)
    return len(chars)


def _last_break(chars: list[Any], start: int, place: int) -> int:
    """The last place up to `place` where the line may break; `place` where it may nowhere."""
    for end in range(place, start, -1):
        if may_break(chars[end - 1], chars[end]):
            return end
    return max(place, start + 1)


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with `before` and the next one begin with `after`."""
    if before.isspace():
        return before != "\u00a0" and not after.isspace()
    if after.isspace() or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return is_east_asian(before) or is_east_asian(after)
