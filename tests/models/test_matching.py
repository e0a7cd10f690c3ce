"""What a few letters find, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.matching import find, fold, named

NAMES = (
    "Value in numbers",
    "Value target",
    "Go / no-go",
    "Export charter (PDF)",
    "Compare with a charter",
    "Müller, Jürgen",
    "Ångström",
    "Straße",
    "Read answers back",
    "Head of Claims",
    "Owner of the claims desk",
)


def found(typed: str, names: tuple[str, ...] = NAMES) -> list[str]:
    return list(find([named(name, name) for name in names], typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("val", "Value in numbers"),
        ("value t", "Value target"),
        ("chart exp", "Export charter (PDF)"),
        ("gng", "Go / no-go"),
        ("no-go", "Go / no-go"),
        ("muller", "Müller, Jürgen"),
        ("MÜLLER", "Müller, Jürgen"),
        ("angstrom", "Ångström"),
        ("strasse", "Straße"),
        ("rab", "Read answers back"),
        ("umbers", "Value in numbers"),
    ],
)
def test_what_was_meant_stands_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_a_beginning_comes_before_a_word_and_that_before_letters_within() -> None:
    names = ("Disclaims", "Head of Claims", "Claims desk", "Claims")
    assert found("claims", names) == ["Claims", "Claims desk", "Head of Claims", "Disclaims"]


def test_what_fits_alike_keeps_its_order() -> None:
    assert found("charter") == ["Export charter (PDF)", "Compare with a charter"]


@pytest.mark.parametrize("typed", ["hcarter", "chrter", "chartter", "charzer", "exprot"])
def test_one_slip_in_a_word_is_forgiven(typed: str) -> None:
    assert "Export charter (PDF)" in found(typed)


@pytest.mark.parametrize("typed", ["xyz", "chxxter", "vla", "claims charter"])
def test_what_is_something_else_is_not_found(typed: str) -> None:
    assert found(typed) == []


def test_slips_are_not_looked_for_where_something_fits() -> None:
    assert found("board", ("Board", "Hoard")) == ["Board"]


def test_nothing_typed_finds_everything_in_order() -> None:
    assert found(" ") == list(NAMES)


def test_a_word_of_one_sign_is_found_in_japanese() -> None:
    assert found("請", ("保険請求", "人")) == ["保険請求"]


@given(st.text(max_size=30), st.text(max_size=8))
def test_any_text_can_be_searched_and_finds_itself(name: str, typed: str) -> None:
    assert found(typed, (name,)) in ([], [name])
    assert found(name, (name,)) == [name]


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
