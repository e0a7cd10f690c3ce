"""The matrix as a grid, and the letters as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import matrix, raci
from models.opening import create_workshop
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot
from models.workshop import Workshop

NAMES = [f"Do thing {n}" for n in range(12)]
ROLES = [f"Role {n}" for n in range(6)]
EDITS = st.lists(
    st.tuples(st.sampled_from(range(12)), st.sampled_from(range(6)), st.sampled_from(raci.CYCLE)),
    max_size=12,
)


def contents(grid: raci.Grid) -> list[object]:
    """Everything in a grid, without the order in which letters were set."""
    joined = [
        {key: sorted(text) for key, text in lines.items()}
        for lines in (grid.row_letters, grid.column_letters)
    ]
    return [grid.cells, grid.rows, grid.columns, *joined]


def anew(snapshot: Snapshot) -> raci.Grid:
    return raci.Grid(snapshot.table(Assignment))


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    block = [["", *ROLES], *([name, *("RACI"[n % 4] for n in range(6))] for name in NAMES)]
    with create_workshop(tmp_path / "matrix") as made:
        matrix.paste_matrix(made, block)
        yield made


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(EDITS)
def test_a_grid_that_follows_edits_is_the_same_as_one_made_anew(
    workshop: Workshop, edits: list[tuple[int, int, str]]
) -> None:
    for row, column, letters in edits:
        before, was = workshop.snapshot, contents(raci.grid(workshop.snapshot))
        activity, role = before.all(Activity)[row], before.all(Role)[column]
        matrix.set_letters(workshop, [(activity, role)], letters)
        assert contents(raci.grid(workshop.snapshot)) == contents(anew(workshop.snapshot))
        assert contents(raci.grid(before)) == was, "an older snapshot never changes"
        assert raci.letters_at(workshop.snapshot, activity, role) == letters
    while not workshop.undo_name.startswith("Paste a matrix"):
        workshop.undo()
        assert contents(raci.grid(workshop.snapshot)) == contents(anew(workshop.snapshot))


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("A", "A"),
        ("a/r", "AR"),
        ("R, A", "AR"),
        ("RA", "AR"),
        ("**I**", "I"),
        ("Responsible", "R"),
        ("accountable / consulted", "AC"),
        ("-", ""),
        ("n/a", ""),
        ("", ""),
        ("X", None),
        ("maybe", None),
    ],
)
def test_letters_are_understood_as_people_write_them(text: str, letters: str | None) -> None:
    assert raci.parse_letters(text) == letters
