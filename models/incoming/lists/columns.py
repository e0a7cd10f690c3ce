"""Where the heads of a list are, and which of its columns is which field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.fields import Field, Kind
from models.incoming.lists.words import (
    AMOUNT,
    FIRST,
    LAST,
    MARKED,
    MONTH,
    NONE,
    NUMBER,
    RECURRING,
    TEXT,
    Match,
    choice_of,
    matches,
    split_language,
)
from models.incoming.package import Watch
from models.incoming.sheets import Cell
from models.incoming.source import Page, as_text
from models.record import Record

_SEARCHED = 60
"""Filled rows among which the heads are looked for."""
_SAMPLE = 60
"""Rows below the heads that show what a column holds."""
_LEAST = 4.0
"""What the matches of a row of heads come to at least; two that are sure come to six."""
_HIGHEST = 3
"""Rows that heads can stand over."""
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[^\w]*(?:[A-Z]{2,3}\b|[€£$¥₹])?[^\w]*\d(?:[^A-Za-z]|[A-Za-z]{1,3}\b)*")
"""An amount, a range of amounts, a number with its unit."""
_MONEY = re.compile(r"[€£$¥₹]|\b(EUR|USD|GBP|CHF)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list, or several under one head, and the field that it is."""

    first: int
    last: int
    head: str
    name: str = NONE
    """The field, or what else it is; see `words`."""
    guessed: bool = False
    """By what stands in it, not by its head."""


@dataclass(frozen=True)
class ListTable:
    """A list that was found on a page."""

    page: Page
    record_type: type[Record]
    first: int
    last: int
    """The rows of its heads; the list is below them."""
    columns: tuple[Column, ...]
    score: float = 0.0

    @property
    def names(self) -> dict[str, Column]:
        """The column of each field."""
        return {column.name: column for column in self.columns if column.name}

    @property
    def key(self) -> tuple[str, ...]:
        """Its heads: lists with the same ones belong together."""
        return tuple(column.head.casefold() for column in self.columns if column.head)

    @property
    def named(self) -> bool:
        """Whether a record would have a name."""
        return bool({self.record_type.label_field, TEXT, LAST} & self.names.keys())

    def samples(self, column: Column, most: int = 3) -> list[str]:
        """The first texts of a column."""
        return list(_filled(self.page, self.last, column, most))

    def with_names(self, names: Mapping[int, str]) -> ListTable:
        """With other fields for columns, by the number of their first one."""
        changed = [
            replace(c, name=names[c.first], guessed=False) if c.first in names else c
            for c in self.columns
        ]
        return replace(self, columns=tuple(changed))


def find(
    page: Page, record_type: type[Record], language: str = "", watch: Watch | None = None
) -> ListTable | None:
    """The list of records of a type on a page; None where there is none.

    Raises Refusal when `watch` says that it takes too long.
    """
    best: ListTable | None = None
    for last in list(page.rows)[:_SEARCHED]:
        heads = [matches(record_type, as_text(cell)) for cell in page.rows[last].values()]
        if sum(bool(found) for found in heads) < 2:
            continue
        if watch is not None:
            watch.look()
        for first in range(last, max(0, last - _HIGHEST), -1):
            if first not in page.rows:
                break
            table = at(page, record_type, first, last, language)
            if _is_list(table) and (best is None or table.score > best.score + 0.01):
                best = table
    return _with_lower_heads(best, language) if best is not None else None


def _with_lower_heads(table: ListTable, language: str) -> ListTable:
    """With the row below, where that says more under heads that are merged over columns."""
    page, below = table.page, table.last + 1
    wide = [column for column in table.columns if column.head and column.last > column.first]
    filled = {c: as_text(cell) for c, cell in page.rows.get(below, {}).items() if as_text(cell)}
    under = [set(range(column.first, column.last + 1)) & filled.keys() for column in wide]
    words = not any(_FIGURE.fullmatch(text) for text in filled.values())
    split = any(len(several) > 1 for several in under)
    if not split or not words or not filled.keys() <= set().union(*under):
        return table
    lower = at(page, table.record_type, table.first, below, language)
    return lower if lower.named else table


def _is_list(table: ListTable) -> bool:
    enough = sum(_counts(column.name) for column in table.columns) >= 2
    return table.named and enough and table.score >= _LEAST


def at(
    page: Page, record_type: type[Record], first: int, last: int, language: str = ""
) -> ListTable:
    """The list whose heads are in these rows."""
    heads = list(_heads(page, first, last))
    taken = dict(_by_head(page, record_type, heads, last, language))
    score = sum(match.strength if _counts(match.name) else 0.3 for match in taken.values())
    columns = [
        replace(column, name=taken[column.first].name) if column.first in taken else column
        for column in heads
    ]
    columns = _name_column(page, record_type, columns, last)
    columns = list(_by_content(page, record_type, columns, last))
    return ListTable(page, record_type, first, last, tuple(columns), score - 0.2 * (last - first))


def _counts(name: str) -> bool:
    """Whether a column says something about a record, rather than numbering rows."""
    return name not in (NONE, NUMBER)


def _heads(page: Page, first: int, last: int) -> Iterator[Column]:
    """The columns with their heads; those that have texts below and no head too."""
    spans = {(top, left): right for top, left, _low, right in page.merged}
    above = {row: _over(page, row) for row in range(first, last + 1)}
    column = 1
    while column <= page.width:
        right = spans.get((last, column), column)
        text = _head_text(page, above, column)
        if text or page.depths.get(column, 0) > last:
            yield Column(column, right, text)
        column = right + 1


def _over(page: Page, row: int) -> dict[int, int]:
    """By columns of a row, the column of the merged cell over it; a title over most is none."""
    return {
        column: left
        for top, left, low, right in page.merged
        if top == row <= low and right - left < 0.6 * page.width
        for column in range(left, right + 1)
    }


def _head_text(page: Page, above: Mapping[int, Mapping[int, int]], column: int) -> str:
    """The heads above one another; "Project:" is the label of a field on the form, and no head."""
    parts: list[str] = []
    for row, over in above.items():
        cell = page.rows.get(row, {}).get(over.get(column, column))
        text = " ".join(as_text(cell).split())
        alone = row == max(above)
        if text and text not in parts and (alone or not text.endswith(":")):
            parts.append(text)
    return " ".join(parts)


def _by_head(
    page: Page, record_type: type[Record], heads: Sequence[Column], last: int, language: str
) -> Iterator[tuple[int, Match]]:
    """The field of each column that has one by its head; each field once, the surest first."""
    found = [
        (match.strength + _right_language(column.head, language), -column.first, match)
        for column in heads
        for match in _meant(page, record_type, column, last)
        if _fits(page, record_type, match.name, column, last)
    ]
    columns = {-column.first: column for column in heads}
    done: set[int] = set()
    used: set[str] = set()
    for strength, place, match in sorted(found, key=lambda each: (-each[0], -each[1])):
        column = columns[place].first
        if column in done or strength < 1:
            continue
        if match.name in used and _counts(match.name):
            # Not what it means at second thoughts: "Title" beside "Name" is no second name.
            done.update({column} if match.strength >= 2 else ())
            continue
        done.add(column)
        used.add(match.name)
        yield column, match


def _meant(page: Page, record_type: type[Record], column: Column, last: int) -> Iterator[Match]:
    """What a head may mean: all that it says, and the lowest row of it alone."""
    yield from matches(record_type, column.head)
    lowest = as_text(page.rows.get(last, {}).get(column.first))
    if lowest and lowest != column.head:
        for match in matches(record_type, lowest):
            yield match._replace(strength=match.strength - 0.5)


def _right_language(head: str, language: str) -> float:
    """Columns of one list in several languages: that of the workshop, else the one not named."""
    said = split_language(head)[1]
    if not said:
        return 0.0
    return 0.5 if said == language else -5.0


def _fits(page: Page, record_type: type[Record], name: str, column: Column, last: int) -> bool:
    """Whether what stands in a column can be of a field."""
    texts = list(_filled(page, last, column, _SAMPLE))
    if not texts or name in (NONE, NUMBER):
        return True
    figures = sum(bool(_FIGURE.fullmatch(text)) for text in texts) / len(texts)
    if name == MARKED:
        return len(set(texts)) <= 2 and all(len(text) <= 5 for text in texts)
    if name in (AMOUNT, MONTH) or (
        name in record_type.fields and record_type.fields[name].kind.numeric
    ):
        return sum(bool(_DIGIT.search(text)) for text in texts) >= 0.5 * len(texts)
    words = (RECURRING, FIRST, LAST, TEXT, record_type.label_field)
    is_link = name in record_type.fields and record_type.fields[name].kind is Kind.LINK
    return figures < 0.5 if name in words or is_link else True


def _filled(page: Page, last: int, column: Column, most: int) -> Iterator[str]:
    """The texts of a column below the heads."""
    if max(page.depths.get(n, 0) for n in range(column.first, column.last + 1)) <= last:
        return
    for row, cells in page.rows.items():
        if row > last:
            for number in range(column.first, column.last + 1):
                if text := as_text(cells.get(number)):
                    yield text
                    most -= 1
                    break
        if most <= 0:
            return


def _name_column(
    page: Page, record_type: type[Record], columns: list[Column], last: int
) -> list[Column]:
    """Where no head says the name: the first column of words, if it stands before the others."""
    names = {column.name for column in columns}
    if {record_type.label_field, LAST} & names:
        return columns
    if "category" in names and TEXT not in names:
        # A budget by category has no other names.
        label = record_type.label_field
        return [replace(c, name=label) if c.name == "category" else c for c in columns]
    for number, column in enumerate(columns):
        if _counts(column.name):
            break
        texts = list(_filled(page, last, column, _SAMPLE))
        words = [text for text in texts if not _FIGURE.fullmatch(text) and len(text) > 2]
        if not column.head and texts and len(words) >= 0.8 * len(texts):
            columns[number] = replace(column, name=record_type.label_field, guessed=True)
            break
    return columns


def _by_content(
    page: Page, record_type: type[Record], columns: Sequence[Column], last: int
) -> Iterator[Column]:
    """Columns whose heads say nothing, by what stands in them, if that can be only one field."""
    used = {column.name for column in columns}
    for column in columns:
        if column.name or matches(record_type, column.head):
            yield column
            continue
        texts = list(_filled(page, last, column, _SAMPLE))
        fitting = [
            field.name
            for field in record_type.fields.values()
            if field.name not in used and not field.technical and _all_are(field, texts)
        ]
        if len(fitting) == 1 and len(texts) >= 2:
            used.add(fitting[0])
            yield replace(column, name=fitting[0], guessed=True)
        elif record_type.type_name == "cost_line" and AMOUNT not in used and _all_money(texts):
            used.add(AMOUNT)
            yield replace(column, name=AMOUNT, guessed=True)
        else:
            yield column


def _all_are(field: Field[Any], texts: Sequence[str]) -> bool:
    """Whether texts can be of no other field: mail addresses, choices that are its own."""
    if field.name == "email":
        return all(_MAIL.search(text) for text in texts)
    if field.kind is Kind.CHOICE:
        allowed = tuple(choice.value for choice in field.choices)
        return all(choice_of(text, allowed) for text in texts) and len(set(texts)) > 1
    return False


def _all_money(texts: Sequence[str]) -> bool:
    return len(texts) >= 2 and all(_MONEY.search(text) and _DIGIT.search(text) for text in texts)


def cells_of(row: Mapping[int, Cell], column: Column) -> Cell | None:
    """The filled cell of a row in a column; of several under one head, the first."""
    for number in range(column.first, column.last + 1):
        cell = row.get(number)
        if cell is not None and (as_text(cell) or cell.error):
            return cell
    return None
