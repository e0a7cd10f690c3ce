"""The RACI sheet: activities by roles, with the checks that finance and audit ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook.book import HEAD_ROW, Book
from exports.workbook.cells import Formula, Noted, Row
from exports.workbook.names import ID, headers, table_name
from exports.workbook.references import cells, quoted, span
from exports.workbook.style import ACCENT, ALERT, GREY, INK, QUIET, TINT, WHITE, mark
from models.i18n import _
from models.raci import CYCLE, MEANING, row_of, sections, show_letters
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot

FIRST_ROLE = 3
"""Column of the first role; before it stand group and activity."""

_IDS_ROW = HEAD_ROW
_TOP = HEAD_ROW + 1
_LETTERS: dict[str, dict[str, Any]] = {
    "A": {"ink": WHITE, "fill": ACCENT, "bold": True},
    "R": {"ink": INK, "fill": TINT, "bold": True},
    "C": {"ink": INK, "fill": QUIET},
}
"""How each letter looks, in order of weight: "A/R" looks like A. As in window and charter."""

_MANY_ROLES = 9
_CHECKS = 2
"""Calculated columns behind the roles."""


def matrix_heads(snapshot: Snapshot) -> list[str]:
    """The heads of the matrix's columns: group, activity, the roles, and two checks."""
    roles = (role.caption for role in snapshot.all(Role))
    titles = (Activity.section.label, Activity.label(), *roles, _("How many A"), _("Check"))
    return headers(titles)


def role_heads(snapshot: Snapshot) -> list[tuple[Role, str]]:
    """Each role with the head of its column; two that share a name differ here."""
    heads = matrix_heads(snapshot)[FIRST_ROLE - 1 : -_CHECKS]
    return list(zip(snapshot.all(Role), heads, strict=True))


def calculated_heads(snapshot: Snapshot) -> list[str]:
    """The heads of the columns that only calculate."""
    return matrix_heads(snapshot)[-_CHECKS:]


def add_matrix(book: Book) -> None:
    """The matrix as one sheet. The ids of roles stand in a hidden row above their names."""
    page = book.pages[Assignment.type_name]
    heads = matrix_heads(book.snapshot)
    roles = len(heads) - FIRST_ROLE + 1 - _CHECKS
    count = max(1, len(book.snapshot.table(Activity)))
    many = roles > _MANY_ROLES
    widths = [22, 42, *([6 if many else 12] * roles), 11, 13, 0]
    formulas = ["", "", *([""] * roles), _count(heads), _check(heads), ""]
    page.row_dimensions[_IDS_ROW].hidden = True
    page.row_dimensions[_TOP].height = 110 if many else 46
    book.add_table(page, table_name(Assignment), [*heads, ID], count, formulas, head_row=_TOP)
    page.freeze_panes = f"{get_column_letter(FIRST_ROLE)}{_TOP + 1}"
    _mark(page, roles, count)
    if roles:
        letters = book.list_of(show_letters(letters) for letters in CYCLE if letters)
        book.drop_down(page, _cells(roles, count), letters, strict=False)
    rows = _rows(book, heads, (formulas[-3], formulas[-2]), many=many)
    book.add(Assignment.type_name, rows, _TOP + count, widths)
    if page.print_title_cols:
        page.print_title_cols = "A:B"


def _cells(roles: int, rows: int) -> str:
    first, last = get_column_letter(FIRST_ROLE), get_column_letter(FIRST_ROLE + roles - 1)
    return f"{first}{_TOP + 1}:{last}{_TOP + rows}"


def _mark(page: Worksheet, roles: int, count: int) -> None:
    row, last = _TOP + 1, _TOP + count
    first = get_column_letter(FIRST_ROLE)
    if roles:
        for letter, looks in _LETTERS.items():
            rule = mark(f'ISNUMBER(SEARCH("{letter}",{first}{row}))', **looks)
            page.conditional_formatting.add(_cells(roles, count), rule)
    again = mark(f"$A{row}=$A{row - 1}", ink=GREY)
    page.conditional_formatting.add(f"A{row}:A{last}", again)
    total, check = (get_column_letter(FIRST_ROLE + roles + n) for n in range(_CHECKS))
    wrong = mark(f"${total}{row}<>1", ink=ALERT, bold=True)
    page.conditional_formatting.add(f"{total}{row}:{check}{last}", wrong)


def _rows(book: Book, heads: list[str], formulas: tuple[str, str], *, many: bool) -> Iterator[Row]:
    legend = " · ".join(f"{letter}: {_(meaning)}" for letter, meaning in MEANING.items())
    yield from book.top(_("RACI"), legend)
    roles = book.snapshot.all(Role)
    text = book.look("text")
    yield [None, None, *((role.id, text) for role in roles)]
    yield _heads(book, heads, many=many)
    letter, calculated = book.look("letter"), book.look("calculated")
    for names, letters, id_ in _lines(book.snapshot) or [(("", ""), {}, "")]:
        yield [
            *((name, text) for name in names),
            *((show_letters(letters.get(role.id, "")), letter) for role in roles),
            *((check, calculated) for check in _checked(formulas, names[-1], letters)),
            (id_, text),
        ]


def _checked(
    formulas: tuple[str, str], name: str, letters: Mapping[str, str]
) -> tuple[Formula, Formula]:
    if not name and not any(letters.values()):  # a row to begin with
        return Formula(formulas[0]), Formula(formulas[1])
    found = sum("A" in text for text in letters.values())
    says = _("no A") if not found else _("several A") if found > 1 else _("ok")
    return Formula(formulas[0], found), Formula(formulas[1], says)


def _lines(snapshot: Snapshot) -> list[tuple[tuple[str, str], Mapping[str, str], str]]:
    """Group and name, letters by role id, and id of each activity, group by group."""
    return [
        ((section, activity.name), row_of(snapshot, activity), activity.id)
        for section, activities in sections(snapshot)
        for activity in activities
    ]


def _heads(book: Book, heads: list[str], *, many: bool) -> Row:
    head, check = book.look("header"), book.look("header_calculated")
    role_head = book.look("header_upright" if many else "header_middle")
    named = zip(book.snapshot.all(Role), heads[FIRST_ROLE - 1 :], strict=False)
    return [
        *((title, head) for title in heads[: FIRST_ROLE - 1]),
        *((_role(book.snapshot, role, title), role_head) for role, title in named),
        *((title, check) for title in heads[-_CHECKS:]),
        (ID, head),
    ]


def _role(snapshot: Snapshot, role: Role, title: str) -> str | Noted:
    """The head of a role, with a note on who fills it."""
    name = snapshot.name_of(Role.person, role)
    return Noted(title, f"{Role.person.label}: {name}") if name else title


def _count(heads: list[str]) -> str:
    """How many roles have an A; nothing in a row in which nothing stands."""
    name = cells(table_name(Assignment), heads[FIRST_ROLE - 2], "This Row")
    roles = heads[FIRST_ROLE - 1 : -_CHECKS]
    if not roles:
        return f'IF({name}="","",0)'
    letters = span(table_name(Assignment), roles[0], roles[-1])
    blank = f'AND({name}="",SUMPRODUCT(({letters}<>"")*1)=0)'
    return f'IF({blank},"",SUMPRODUCT(ISNUMBER(SEARCH("A",{letters}))*1))'


def _check(heads: list[str]) -> str:
    count = cells(table_name(Assignment), heads[-_CHECKS], "This Row")
    none, several, fine = quoted(_("no A")), quoted(_("several A")), quoted(_("ok"))
    return f'IF({count}="","",IF({count}=0,{none},IF({count}>1,{several},{fine})))'
