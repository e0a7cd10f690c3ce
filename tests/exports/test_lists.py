"""Lists as CSV: read back by the csv module, and never a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import example, given

from exports.lists import cell, delimiter, lists
from models.records import Action, Decision, Person, WorkshopInfo
from models.snapshot import Snapshot
from tests import strategies
from tests.builders import matrix_of, snapshot_of

ANNA = Person.new(name="Head of Claims")


def rows_of(snapshot: Snapshot, name: str, mark: str = ",") -> list[list[str]]:
    """A list as other programs read it."""
    text = lists(snapshot)[name].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))


def test_actions_and_decisions_are_tables_with_their_heads() -> None:
    action = Action.new(
        what='Ask "IT", soon', owner=ANNA.id, due=date(2026, 11, 24), status="doing"
    )
    decision = Decision.new(what="Start in May", reason="Fewer cases,\nless risk")
    snapshot = snapshot_of(ANNA, action, decision)
    assert rows_of(snapshot, "Actions") == [
        ["Action", "Owner", "Due", "Status"],
        ['Ask "IT", soon', "Head of Claims", "2026-11-24", "In progress"],
    ]
    assert rows_of(snapshot, "Decisions") == [
        ["Decision", "Decided by", "Decided on", "Reason"],
        ["Start in May", "", "", "Fewer cases,\nless risk"],
    ]


def test_the_matrix_has_a_row_for_each_activity_and_a_column_for_each_role() -> None:
    records = matrix_of({"Run it": {"Owner": "AR", "IT": "C"}, "Stop it": {"IT": "A"}})
    grouped = [r.replace(section="Daily") if r.caption == "Run it" else r for r in records]
    assert rows_of(snapshot_of(*grouped), "RACI") == [
        ["Group", "Activity", "Owner", "IT"],
        ["Daily", "Run it", "A/R", "C"],
        ["", "Stop it", "", "A"],
    ]


def test_the_file_is_as_excel_wants_it() -> None:
    data = lists(snapshot_of(Action.new(what="Prüfen")))["Actions"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2
    assert data.endswith(b"\r\n")
    assert "Prüfen" in data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("locale", "mark"), [("en_GB", ","), ("de_DE", ";"), ("de_CH", ","), ("fr_FR", ";")]
)
def test_the_delimiter_is_that_of_the_country(locale: str, mark: str) -> None:
    assert delimiter(locale) == mark
    snapshot = snapshot_of(WorkshopInfo.new(language=locale), Action.new(what="a,b;c"))
    assert rows_of(snapshot, "Actions", mark)[1][0] == "a,b;c"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "－1",
        "-",
        "--1",
        "-1e",
    ],
)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-1,5", "-1.5", "", "A/R", "'x", "5 - 3", "a@b"])
def test_negative_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@given(strategies.texts)
@example("=cmd|' /C calc'!A0")
@example("-2+3+cmd|' /C calc'!A0")
def test_no_cell_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    action = Action.new(what=Action.what.check(text), status="")
    (row,) = rows_of(snapshot_of(action), "Actions")[1:]
    assert row[0].removeprefix("'") == action.what.removeprefix("'")
    if row[0][:1] in ("=", "+", "-", "@", "\t", "\r"):
        float(row[0].replace(",", "."))  # a negative number is none
