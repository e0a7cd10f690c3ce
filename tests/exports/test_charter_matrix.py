"""The responsibility matrix on paper."""

from __future__ import annotations

from tests.exports.charters import (
    made,
    matrix_of,
    pages_of,
    reader,
)


def test_every_letter_of_the_matrix_is_there() -> None:
    pages = pages_of(made(*matrix_of(9, 14)))
    page = next(p for p in pages if "Accountable" in p)
    lines = page.splitlines()
    assert sum(line.strip() == "A/R" for line in lines) == 25
    assert sum(line.strip() == "A" for line in lines) == 25 + 1  # once more in the legend
    assert all(f"Activity {n}" in page for n in range(1, 15))
    assert all(f"Role {n}" in page for n in range(1, 10))


def test_a_matrix_with_many_roles_lies_on_its_side() -> None:
    def wide_pages(data: bytes) -> int:
        return sum(p.mediabox.width > p.mediabox.height for p in reader(data).pages)

    assert wide_pages(made(*matrix_of(8, 5))) == 0
    assert wide_pages(made(*matrix_of(9, 5))) == 1


def test_a_matrix_of_40_roles_repeats_the_activities_on_each_page() -> None:
    pages = [page for page in pages_of(made(*matrix_of(40, 6))) if "Accountable" in page]
    assert len(pages) == 3
    assert all(f"Activity {n}" in page for page in pages for n in range(1, 7))
    text = " ".join("".join(page.split()) for page in pages)
    assert all(f"Role{n}" in text for n in range(1, 41))
    assert "Roles 1 to 14 of 40" in pages[0]
