"""What the room sees: enough to talk about, and nothing that is not for its eyes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.example import example_path
from models.fields import Field
from models.headlines import Headline
from models.interchange import from_json
from models.record import Record
from models.records import Action, AgendaBlock, Assignment, Person, WorkshopInfo
from models.room import COLUMNS, RoomTable, step_page, table_of, tables_of, without_addresses
from models.snapshot import Snapshot
from models.steps import BY_ID, STEPS, Step
from tests.builders import full_records, matrix_of, snapshot_of

SECRET = "for nobody"  # noqa: S105 - a private note


@pytest.fixture(scope="module")
def example() -> Snapshot:
    return snapshot_of(*from_json(example_path().read_text(encoding="utf-8")))


def texts(table: RoomTable) -> list[str]:
    heads = [column.head for column in table.columns]
    return [table.title, *heads, *(text for row in table.rows for text in row)]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_every_step_has_a_table_of_large_rows(step: Step, example: Snapshot) -> None:
    kinds = tables_of(step)
    assert kinds
    for kind in kinds:
        table = table_of(kind, example)
        assert 1 <= len(table.columns) <= 4
        assert len(table.rows) == len(table.ids)
        assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_nothing_private_comes_into_the_room(step: Step) -> None:
    hidden = [
        record.replace(
            **{
                name: SECRET
                for name, field in record.fields.items()
                if (field.private or field.technical) and isinstance(field.empty, str)
            }
        )
        for record in full_records()
    ]
    for kind in tables_of(step):
        page = step_page(step, snapshot_of(*hidden), (), table=kind)
        assert page.table is not None
        assert not [text for text in texts(page.table) if SECRET in text]


@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.type_name)
def test_no_chosen_column_is_private(kind: type[Record]) -> None:
    fields = [each for each in COLUMNS[kind] if isinstance(each, Field)]
    assert fields
    assert all(each.owner is kind and not (each.private or each.technical) for each in fields)


def test_addresses_in_texts_are_left_out() -> None:
    person = Person.new(name="Ada (ada@example.com)", email="ada@example.com")
    action = Action.new(what="Write to <it.desk@example.co.uk>, then call", owner=person.id)
    snapshot = snapshot_of(person, action)
    people, actions = table_of(Person, snapshot), table_of(Action, snapshot)
    assert people.rows[0][0] == "Ada (…)"
    assert actions.rows[0][:2] == ("Write to <…>, then call", "Ada (…)")
    page = step_page(BY_ID["setup"], snapshot, [Headline("Sponsor", "ada@example.com")])
    assert page.figures[0].value == "…"


@given(st.emails(), st.sampled_from(["{}", "Ask {} today", "({})", "{};{}"]))
def test_no_address_gets_through(address: str, pattern: str) -> None:
    name, _at, host = address.partition("@")
    plain = all(part.isalnum() for part in (name, *host.split(".")))
    if plain:
        assert "@" not in without_addresses(pattern.format(address, address))


def test_other_texts_stay_as_they_are() -> None:
    for text in ("3 @ € 40", "@all", "Claims ops", ""):
        assert without_addresses(text) == text


def test_blank_rows_are_not_shown() -> None:
    table = table_of(Person, snapshot_of(Person.new(), Person.new(name="Ada")))
    assert [row[0] for row in table.rows] == ["Ada"]


def test_the_matrix_says_by_name_who_answers_and_who_does_it() -> None:
    records = matrix_of({"Run it": {"Owner": "A", "IT": "R", "Ops": "R"}, "Stop it": {"IT": "AR"}})
    table = table_of(Assignment, snapshot_of(*records))
    assert table.rows == (("Run it", "Owner", "IT, Ops"), ("Stop it", "IT", "IT"))


def test_the_agenda_shows_plan_and_fact() -> None:
    info = WorkshopInfo.new(starts_at="09:00")
    blocks = (AgendaBlock.new(heading="One", minutes=30, taken=41), AgendaBlock.new(heading="Two"))
    table = table_of(AgendaBlock, snapshot_of(info, *blocks))
    assert table.rows == (("09:00", "One", "30", "41"), ("09:30", "Two", "", ""))


def test_the_review_begins_with_what_is_to_do() -> None:
    assert tables_of(BY_ID["review"])[0] is Action


def test_a_picture_stands_in_place_of_the_table(example: Snapshot) -> None:
    page = step_page(BY_ID["cost"], example, (), picture="bridge", table=Action)
    assert (page.picture, page.table) == ("bridge", None)
    assert page.over == "5  Production cost"
