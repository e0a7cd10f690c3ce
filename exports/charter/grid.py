"""The structure of one table: heads, rows and cells, whatever pages they are drawn on.

A record is one row, also where its texts take several pages. What stands below a record over
the whole width is a row of one cell, which refers to the cell that names the record. A heading
between the rows is a head of the columns below it. PDF/UA-1, 7.5; ISO 32000-1, 14.8.5.7.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from exports.charter.tags import Element, Kind, Tags, of_place, of_table


class Grid:
    """The elements of a table while it is drawn."""

    def __init__(self, tags: Tags, columns: int, named: int = -1) -> None:
        self._tags = tags
        self._columns = columns
        self._named = named
        """The column that names the rows; -1 where none does."""
        self._table = tags.new("Table")
        self._heads = tags.new("TR", tags.new("THead", self._table))
        self._body: Element | None = None
        self._cells: list[Element] = []
        self._below: Element | None = None
        self._more = False
        self.headless = False
        """On this page, a text that goes on stands where the heads would."""

    def heads(self) -> AbstractContextManager[Element]:
        """The heads are drawn within: each with `head`."""
        return self._tags.into(self._heads)

    def group(self) -> AbstractContextManager[Element]:
        """A heading between the rows is drawn within."""
        more = of_table(scope="Column", columns=self._columns)
        return self._tags.into(self._tags.new("TH", self._row(), more=more))

    def row(self, *, more: bool) -> None:
        """A row comes, which goes on with the one before if that one had `more`."""
        goes_on, self._more = self._more, more
        if goes_on:
            return
        self._below = None
        row = self._row()
        self._cells = [self._cell(row, column) for column in range(self._columns)]

    def cell(self, column: int) -> AbstractContextManager[Element]:
        """A cell of the row is drawn within."""
        return self._tags.into(self._cells[column])

    def below(self) -> AbstractContextManager[Element]:
        """What stands below the row is drawn within."""
        if self._below is None:
            named = self._cells[self._named] if self._named >= 0 else None
            headers = [self._tags.name(named)] if named is not None and named.number else []
            more = of_table(columns=self._columns, headers=headers)
            self._below = self._tags.new("TD", self._row(), more=more)
        return self._tags.into(self._below)

    def stands(self, left: float, bottom: float, right: float, top: float) -> None:
        """The whole table stands on one page, there."""
        if self._table.number:
            self._table.more += of_place(left, bottom, right, top)

    def _row(self) -> Element:
        if self._body is None:
            self._body = self._tags.new("TBody", self._table)
        return self._tags.new("TR", self._body)

    def _cell(self, row: Element, column: int) -> Element:
        kind: Kind = "TH" if column == self._named else "TD"
        return self._tags.new(kind, row, more=_ROW if kind == "TH" else "")


_ROW = of_table(scope="Row")
_COLUMN = of_table(scope="Column")


def head(tags: Tags) -> AbstractContextManager[Element]:
    """The head of a column is drawn within."""
    return tags.tag("TH", more=_COLUMN)
