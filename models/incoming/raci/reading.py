"""A file with responsibility matrices as a proposal: Excel, CSV, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from models.errors import Refusal
from models.i18n import _
from models.incoming.package import Watch, load, nothing_changed, too_large
from models.incoming.proposal import Proposal
from models.incoming.raci import grids
from models.incoming.raci.found import Grid, Matrix, find, find_words
from models.incoming.raci.proposing import Meanings, propose
from models.incoming.sheets import Book, Cell, Reading, open_book
from models.snapshot import Snapshot

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt", ".md", ".html", ".htm")
"""How the files end that are read here."""
MOST_TEXT = 5_000_000
"""Bytes of a text file."""
MOST_COLUMNS = 400
_MOST_ROWS = 3_000


def read_raci(path: Path, now: Snapshot, meanings: Meanings | None = None) -> Reading[Proposal]:
    """What the matrices in a file propose for a workshop as it is `now`.

    Raises Refusal where the file cannot be read, or nothing in it looks like a matrix.
    """
    matrices = yield from matrices_in(path)
    return propose(path.name, matrices, now, meanings or {})


def matrices_in(path: Path) -> Reading[Sequence[Matrix]]:
    """The matrices in a file. Raises Refusal where there is none."""
    watch = Watch(path.name)
    found: Iterable[Grid]
    if path.suffix.lower() == ".xlsx":
        found = yield from _sheets(path, watch)
    else:
        found = texts(load_text(path), path.suffix.lower(), path.stem)
    return in_grids(path.name, list(found), watch)


def in_grids(name: str, found: Sequence[Grid], watch: Watch) -> Sequence[Matrix]:
    """The matrices in grids; words instead of letters only where there are no letters at all."""
    matrices: list[Matrix] = []
    for look in (find, find_words):
        for grid in found:
            watch.look()
            matrices += look(grid)
        if matrices:
            return matrices
    raise Refusal(
        _("Nothing in “{name}” looks like a responsibility matrix.").format(name=name),
        nothing_changed(),
        _("It needs roles above, activities on the left, and R, A, C, I in the cells between."),
    )


def texts(text: str, suffix: str, title: str) -> list[Grid]:
    """The grids of a text, by how its file ends."""
    if suffix in (".html", ".htm"):
        return list(grids.tables(text, title))
    if suffix == ".md":
        return list(grids.markdown(text, title))
    return [grids.delimited(text, title)]


def load_text(path: Path) -> str:
    """A text file: UTF-8, UTF-16 with its mark, else the Western code page of Windows."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_TEXT + 1)
    except OSError as error:
        raise Refusal(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror),
            nothing_changed(),
            _("Check that it is there, and that you may read it."),
        ) from error
    if len(data) > MOST_TEXT:
        raise too_large(path.name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _sheets(path: Path, watch: Watch) -> Reading[list[Grid]]:
    book = yield from open_book(path.name, load(path), watch)
    found = []
    for title in book.titles:
        rows = yield from book.rows(title, _MOST_ROWS)
        found.append(_grid(title, rows, book))
    return found


def _grid(title: str, rows: dict[int, dict[int, Cell]], book: Book) -> Grid:
    last = max(rows, default=0)
    width = min(max((max(cells) for cells in rows.values()), default=0), MOST_COLUMNS)
    made = [
        [_text(rows.get(row, {}).get(column)) for column in range(1, width + 1)]
        for row in range(1, min(last, _MOST_ROWS) + 1)
    ]
    merged = book.merged(title) if made else ()
    spans = tuple((top - 1, left - 1, low - 1, right - 1) for top, left, low, right in merged)
    return Grid(title, made, spans)


def _text(cell: Cell | None) -> str:
    if cell is None or cell.value is None or cell.error:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return cell.value.isoformat() if isinstance(cell.value, date) else str(cell.value).strip()
