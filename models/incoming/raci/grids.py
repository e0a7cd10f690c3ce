"""Texts and files as grids: delimited text, Markdown, HTML, pasted cells, sheets."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO

from models.incoming.raci.found import Grid

_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+(.*?)\s*#*|<h[1-6][^>]*>(.*?)</h[1-6]>)\s*$", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[\[(?:[^\]|\\]*\\?\|)?([^\]]*)\]\]|!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_STAR = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)\*(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_HIDDEN = 0xF0000
"""Escaped signs are no mark-up: meanwhile they stand among the characters that nobody uses."""
_SHOWN = re.compile(f"[{chr(_HIDDEN)}-{chr(_HIDDEN + 0x7F)}]")
_BARE = re.compile(r"[^<&\[\]\\*_`~\u00a0\u200b\n\r]*")
"""Text that has no mark-up, in one line."""
_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITERS = "\t;,|"


def plain(text: str) -> str:
    """Text of a cell without Markdown and HTML mark-up; line breaks kept."""
    if _BARE.fullmatch(text):  # a large file has a million cells
        return text.strip()
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = html.unescape(text).replace("\u00a0", " ").replace("\u200b", "")
    text = _LINK.sub(lambda found: found[1] or found[2] or "", text)
    text = _ESCAPED.sub(lambda found: chr(_HIDDEN + ord(found[1])), text)
    for _twice in range(2):
        text = _EMPHASIS.sub(r"\2", text)
        text = _STAR.sub(r"\1", text)
    text = _SHOWN.sub(lambda found: chr(ord(found[0]) - _HIDDEN), text)
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def delimited(text: str, title: str = "") -> Grid:
    """Comma, semicolon, tab or bar separated text, quoted as spreadsheets do (RFC 4180)."""
    delimiter = max(_DELIMITERS, key=lambda sign: _regular(text, sign))
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return Grid(title, [[plain(cell) for cell in row] for row in rows])


def _regular(text: str, sign: str) -> tuple[int, int]:
    """How many lines have as many of a sign as the first one that has any, and how many."""
    counts = [line.count(sign) for line in text.splitlines()[:50]]
    some = [count for count in counts if count]
    return (sum(count == some[0] for count in some), some[0]) if some else (0, 0)


def markdown(text: str, title: str = "") -> Iterator[Grid]:
    """The tables of a Markdown text, those in HTML too, each under its heading."""
    heading, rows, first = title, list[list[str]](), ""
    for line in [*text.splitlines(), ""]:
        bare = line.strip().removeprefix(">").strip()
        found = _HEADING.match(bare)
        if bare.startswith("|") and not found:
            if not _RULE.match(bare):
                rows.append(_cells(bare))
            continue
        if rows:
            yield Grid(heading, rows)
            rows = []
        if found:
            heading = plain(found[1] or found[2] or "") or heading
            first = first or heading
    if "<table" in text.lower():
        yield from tables(text, first or title)


def _cells(line: str) -> list[str]:
    return [plain(cell) for cell in _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))]


def tables(text: str, title: str = "") -> Iterator[Grid]:
    """The tables of an HTML text; cells that span several are merged."""
    reader = _Tables(title)
    reader.feed(text)
    reader.close()
    yield from reader.grids


class _Tables(HTMLParser):
    """Collects tables; a table within a cell is part of its text."""

    def __init__(self, title: str) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self._title = title
        self._rows: list[dict[int, str]] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._covered: set[tuple[int, int]] = set()
        self._depth = 0
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._rows, self._merged, self._covered = [], [], set()
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._rows.append({})
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            if not self._rows:
                self._rows.append({})
            self._cell = []
            self._spans = _span(given.get("rowspan")), _span(given.get("colspan"))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")
        elif re.fullmatch("h[1-6]", tag) and not self._depth:
            self._heading = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            self._end_cell()
            self._depth -= 1
            if not self._depth:
                self._end_table()
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif re.fullmatch("h[1-6]", tag) and self._heading is not None:
            self._title = " ".join("".join(self._heading).split()) or self._title
            self._heading = None

    def close(self) -> None:
        """The end; a table that was not closed ends here."""
        super().close()
        self._end_cell()
        if self._depth:
            self._end_table()

    def _end_table(self) -> None:
        width = max((max(row, default=-1) + 1 for row in self._rows), default=0)
        rows = [[row.get(c, "") for c in range(width)] for row in self._rows]
        if rows:
            self.grids.append(Grid(self._title, rows, tuple(self._merged)))

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.split("\n")) if data.strip() else " ")
        elif self._heading is not None:
            self._heading.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row = len(self._rows) - 1
        column = 0
        while column in self._rows[row] or (row, column) in self._covered:
            column += 1
        tall, wide = self._spans
        self._rows[row][column] = plain("".join(self._cell))
        if tall > 1 or wide > 1:
            self._merged.append((row, column, row + tall - 1, column + wide - 1))
            places = [(row + r, column + c) for r in range(tall) for c in range(wide)]
            self._covered.update(places[1:])
        self._cell = None


def _span(text: str | None) -> int:
    return min(int(text), 500) if text and text.isdigit() and int(text) else 1
