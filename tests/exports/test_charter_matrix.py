"""The responsibility matrix on paper: in a chapter, on sheets, and as a poster."""

from __future__ import annotations

import re
from functools import cache

import pytest
from reportlab.lib.pagesizes import A4

from exports.charter import papers, poster
from exports.charter.sheets import band_name
from models.record import Record
from models.records import Activity, Assignment, Look, Role, WorkshopInfo
from tests.exports.charters import (
    made,
    matrix_of,
    outline_titles,
    pages_of,
    places_of,
    reader,
    texts_of,
)

LARGE = matrix_of(40, 100)


@pytest.fixture(scope="module")
def sheets() -> list[int]:
    """Numbers of the pages of the large matrix, from 0."""
    pages = pages_of(large_charter())
    return [n for n, page in enumerate(pages) if re.search(r"Sheet [A-Z]\d+ of", page)]


@cache
def large_charter() -> bytes:
    """The hand-over of the large matrix, made once."""
    return made(*LARGE, cut="operations")


def test_every_letter_of_the_matrix_is_there() -> None:
    data = made(*matrix_of(9, 14))
    number, page = next((n, p) for n, p in enumerate(pages_of(data)) if "Accountable" in p)
    texts = [text.text for text in texts_of(data, number)]
    assert texts.count("A/R") == 25
    assert texts.count("A") == 25 + 1  # once more in the legend
    assert all(f"Activity {n}" in page for n in range(1, 15))
    assert all(f"Role {n}" in page for n in range(1, 10))


def test_a_matrix_with_many_roles_lies_on_its_side() -> None:
    def wide_pages(data: bytes) -> int:
        return sum(p.mediabox.width > p.mediabox.height for p in reader(data).pages)

    assert wide_pages(made(*matrix_of(8, 5))) == 0
    assert wide_pages(made(*matrix_of(9, 5))) == 1


def test_a_matrix_of_40_roles_repeats_the_activities_on_each_sheet() -> None:
    pages = [page for page in pages_of(made(*matrix_of(40, 6))) if "Accountable" in page]
    pages = [page for page in pages if "Sheet" in page]
    assert len(pages) == 2
    assert all(f"Activity {n}" in page for page in pages for n in range(1, 7))
    text = " ".join("".join(page.split()) for page in pages)
    assert all(f"Role{n}" in text for n in range(1, 41))
    assert "Sheet A1 of 2 · roles 1 to 20 of 40 · activities 1 to 6 of 6" in pages[0]
    assert "Sheet A2 of 2 · roles 21 to 40 of 40 · activities 1 to 6 of 6" in pages[1]


def test_sheets_are_called_as_places_on_a_map() -> None:
    assert [band_name(n) for n in (0, 1, 25, 26, 27, 52)] == ["A", "B", "Z", "AA", "AB", "BA"]


def test_the_sheets_of_a_large_matrix_hold_each_row_and_role_once(sheets: list[int]) -> None:
    pages = pages_of(large_charter())
    found = [re.search(r"Sheet ([A-Z])(\d) of (\d+)", pages[n]) for n in sheets]
    names = [(m[1], int(m[2])) for m in found if m]
    assert len(names) == len(sheets) == int(found[0][3] if found[0] else 0)
    across = max(column for _band, column in names)
    bands = sorted({band for band, _column in names})
    assert names == [(band, column) for band in bands for column in range(1, across + 1)]
    rows = [re.findall(r"Activity (\d+)", pages[n]) for n in sheets]
    for column in range(across):
        one_column = [number for place in rows[column::across] for number in place]
        assert sorted(map(int, one_column)) == list(range(1, 101))


def test_the_sheets_of_a_band_have_the_same_rows_at_the_same_height(sheets: list[int]) -> None:
    pages = pages_of(large_charter())
    bands: dict[str, list[dict[str, float]]] = {}
    for number in sheets:
        name = re.search(r"Sheet ([A-Z])", pages[number])
        assert name
        rows = {
            text: place[1]
            for text, place in places_of(large_charter(), number).items()
            if text.startswith("Activity ")
        }
        bands.setdefault(name[1], []).append(rows)
    for first, *others in bands.values():
        assert first
        assert others
        assert all(other == pytest.approx(first) for other in others)


def test_a_group_that_goes_on_says_its_heading_again(sheets: list[int]) -> None:
    grouped = [page for page in pages_of(large_charter()) if "(goes on)" in page]
    assert grouped
    assert all(page.count("(goes on)") == 1 for page in grouped)
    assert len(grouped) < len(sheets)  # the first band begins none again


def test_what_the_matrix_cannot_say_is_listed_and_nothing_twice() -> None:
    long = Activity.new(name="An activity with a very long name " * 5)
    told = Activity.new(name="Told", remark="Only on Mondays")
    plain = Activity.new(name="Plain")
    role = Role.new(name="Owner")
    cells = [Assignment.new(activity=a.id, role=role.id, letters="AR") for a in (long, told, plain)]
    text = " ".join(" ".join(pages_of(made(role, long, told, plain, *cells))).split())
    listed = text.partition("Activities Activity")[2].partition("Matrix")[0]
    assert "Only on Mondays" in listed
    assert listed.count("An activity with a very long name") == 5
    assert "Plain" not in listed


# The poster


def paper(data: bytes) -> list[tuple[int, int]]:
    return [(round(p.mediabox.width), round(p.mediabox.height)) for p in reader(data).pages]


def test_the_poster_is_one_sheet_of_a3_or_tabloid() -> None:
    small = matrix_of(9, 20)
    assert paper(made(*small, cut="poster")) in ([(842, 1191)], [(1191, 842)])
    look = Look.new(paper="letter")
    assert paper(made(*small, look, cut="poster")) in ([(792, 1224)], [(1224, 792)])


def test_forty_roles_and_a_hundred_activities_fit_and_can_be_read() -> None:
    data = made(*LARGE, cut="poster")
    [page] = pages_of(data)
    assert len(re.findall(r"Activity \d+", page)) == 100
    assert len(re.findall(r"Role \d+", page)) == 40
    assert smallest_letters(data) >= poster.LEAST - 0.01


def named(roles: int, activities: int) -> list[Record]:
    """A matrix with names that take two lines each."""
    long = " with a name that is longer than most people would give to it"
    return [
        record.replace(name=record.name + long) if isinstance(record, Activity | Role) else record
        for record in matrix_of(roles, activities)
    ]


@pytest.mark.parametrize(
    ("paper_name", "records", "larger"),
    [
        ("a4", named(40, 100), False),
        ("a4", matrix_of(60, 150), True),
        ("letter", matrix_of(60, 150), True),
    ],
)
def test_a_large_matrix_takes_larger_paper_and_stays_one_sheet(
    paper_name: str, records: list[Record], larger: bool
) -> None:
    data = made(*records, Look.new(paper=paper_name), cut="poster")
    [page] = pages_of(data)
    rows = sum(isinstance(record, Activity) for record in records)
    assert len(set(re.findall(r"Activity \d+", page))) == rows
    assert smallest_letters(data) >= poster.LEAST - 0.01
    [size] = paper(data)
    sheets = papers.papers_of(paper_name).posters
    known = [tuple(sorted((round(wide), round(high)))) for wide, high in sheets]
    assert (known.index(tuple(sorted(size))) > 0) is larger


def test_what_no_sheet_is_large_enough_for_is_cut_into_sheets_that_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    smallest = papers.Papers(A4, (papers.Sheet("A4", A4),), inches=False)
    monkeypatch.setitem(papers._PAPERS, "a4", smallest)
    data = made(*matrix_of(40, 60), cut="poster")
    pages = pages_of(data)
    assert len(pages) > 1
    assert all("Too large for one sheet: lay these side by side." in page for page in pages)
    assert smallest_letters(data) >= poster.LEAST - 0.01


def test_without_letters_the_poster_says_so() -> None:
    [page] = pages_of(made(Role.new(name="Owner"), Activity.new(name="Run it"), cut="poster"))
    assert "Nobody has set a letter yet" in page
    assert outline_titles(made(cut="poster")) == ["Who answers for what"]


def smallest_letters(data: bytes) -> float:
    """The smallest size of letters inside the matrix, in points."""
    return min(
        text.size
        for page in range(len(reader(data).pages))
        for text in texts_of(data, page)
        if re.fullmatch(r"Activity \d+|A/R|[RACI]", text.text)
    )


def test_a_matrix_of_one_role_is_no_wider_than_it_needs() -> None:
    records: list[Record] = matrix_of(1, 3)
    [page] = pages_of(made(*records, cut="poster"))
    assert "Activity 3" in page


def test_a_long_name_leaves_room_for_what_the_poster_is() -> None:
    info = WorkshopInfo.new(initiative="An initiative with a long name " * 9)
    [page] = pages_of(made(info, *matrix_of(3, 4), cut="poster"))
    assert "An initiative with a long name" in page
    assert "…: Who answers for what" in " ".join(page.split())
