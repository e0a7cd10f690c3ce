"""The RACI sheet: activities by roles, with the checks that finance and audit ask for."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook.book import HEAD_ROW, Book
from exports.workbook.cells import Formula, Row
from exports.workbook.names import ID
from exports.workbook.references import quoted
from exports.workbook.style import ACCENT, ALERT, FAINT, mark
from models.i18n import _
from models.raci import CYCLE, MEANING, row_of, sections, show_letters
from models.records import Activity, Assignment, Role

FIRST_ROLE = 3
"""Column of the first role; before it stand group and activity."""

_IDS_ROW = HEAD_ROW
_TOP = HEAD_ROW + 1
_FILLS = {
    "A": (ACCENT, "FFFFFF"),
    "R": ("BFDDE3", "0B3F4B"),
    "C": ("F6E6BF", "5A4208"),
    "I": ("E6EAEC", "3D4A50"),
}
"""Fill and font per letter, in order of weight: "A/R" looks like A."""

_MANY_ROLES = 9


def add_matrix(book: Book) -> None:
    """The matrix as one sheet. The ids of roles stand in a hidden row above their names."""
    page = book.pages[Assignment.type_name]
    roles = book.snapshot.all(Role)
    count = max(1, len(book.snapshot.table(Activity)))
    many = len(roles) > _MANY_ROLES
    widths = [22, 42, *([6 if many else 15] * len(roles)), 11, 13, 0]
    page.row_dimensions[_IDS_ROW].hidden = True
    page.row_dimensions[_TOP].height = 110 if many else 46
    page.freeze_panes = f"{get_column_letter(FIRST_ROLE)}{_TOP + 1}"
    page.print_title_rows = f"{_TOP}:{_TOP}"
    page.auto_filter.ref = f"A{_TOP}:{get_column_letter(len(widths))}{_TOP + count}"
    _mark(page, len(roles), count)
    if roles:
        letters = book.list_of(show_letters(letters) for letters in CYCLE if letters)
        book.drop_down(page, _cells(len(roles), _TOP + 1, count), letters, strict=False)
    book.add(Assignment.type_name, _rows(book, roles, many=many), _TOP + count, widths)


def _cells(roles: int, row: int, rows: int = 1) -> str:
    first, last = get_column_letter(FIRST_ROLE), get_column_letter(FIRST_ROLE + roles - 1)
    return f"{first}{row}:{last}{row + rows - 1}"


def _mark(page: Worksheet, roles: int, count: int) -> None:
    row = _TOP + 1
    first = get_column_letter(FIRST_ROLE)
    if roles:
        for letter, (fill, ink) in _FILLS.items():
            rule = mark(f'ISNUMBER(SEARCH("{letter}",{first}{row}))', ink=ink, fill=fill)
            page.conditional_formatting.add(_cells(roles, row, count), rule)
    again = mark(f"$A{row}=$A{row - 1}", ink=FAINT)
    page.conditional_formatting.add(f"A{row}:A{row + count - 1}", again)
    total, check = (get_column_letter(FIRST_ROLE + roles + n) for n in (0, 1))
    wrong = mark(f"${total}{row}<>1", ink=ALERT, bold=True)
    page.conditional_formatting.add(f"{total}{row}:{check}{row + count - 1}", wrong)


def _rows(book: Book, roles: tuple[Role, ...], *, many: bool) -> Iterator[Row]:
    legend = " · ".join(f"{letter}: {_(meaning)}" for letter, meaning in MEANING.items())
    yield from book.top(_("RACI"), legend)
    text, head = book.look("text"), book.look("header")
    middle = book.look("header_upright" if many else "header_middle")
    yield [None, None, *((role.id, text) for role in roles)]
    yield [
        (Activity.section.label, head),
        (Activity.label(), head),
        *((role.caption, middle) for role in roles),
        (_("How many A"), book.look("header_calculated")),
        (_("Check"), book.look("header_calculated")),
        (ID, head),
    ]
    row = _TOP + 1
    for section, activities in sections(book.snapshot):
        for activity in activities:
            letters = row_of(book.snapshot, activity)
            shown = [show_letters(letters.get(role.id, "")) for role in roles]
            yield _row(book, row, (section, activity.name), shown, activity.id)
            row += 1
    if row == _TOP + 1:
        yield _row(book, row, ("", ""), [""] * len(roles), "")


def _row(book: Book, row: int, names: tuple[str, str], letters: list[str], id_: str) -> Row:
    text, letter, calculated = (book.look(name) for name in ("text", "letter", "calculated"))
    total = get_column_letter(FIRST_ROLE + len(letters))
    return [
        *((name, text) for name in names),
        *((shown, letter) for shown in letters),
        (Formula(_count(len(letters), row)), calculated),
        (Formula(_check(f"{total}{row}")), calculated),
        (id_, text),
    ]


def _count(roles: int, row: int) -> str:
    return f'SUMPRODUCT(ISNUMBER(SEARCH("A",{_cells(roles, row)}))*1)' if roles else "0"


def _check(count: str) -> str:
    none, several, fine = quoted(_("no A")), quoted(_("several A")), quoted(_("ok"))
    return f"IF({count}=0,{none},IF({count}>1,{several},{fine}))"
