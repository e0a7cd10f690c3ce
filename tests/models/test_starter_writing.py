"""Saving templates and packs: what is read back, and what of the client never gets out."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from models.errors import Refusal
from models.fields import Kind
from models.opening import create_workshop
from models.record import TYPES, Record
from models.records import (
    Activity,
    Assignment,
    CostLine,
    Decision,
    Group,
    Kpi,
    Person,
    Requirement,
    Role,
    Training,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from models.starter_files import read_starter
from models.starter_sets import CLOCKED, Pack, StarterSet, row_types
from models.starter_writing import (
    HAPPENED,
    Content,
    is_left_out,
    mentions,
    pack_from,
    savable,
    save_starter,
    starter_from,
    to_toml,
)
from models.starters import Beginning, begin
from tests import strategies
from tests.builders import full_records, matrix_of, snapshot_of

ALL = tuple(row_types().values())


def everything_of(snapshot: Snapshot, *, figures: bool = True) -> StarterSet:
    return starter_from(snapshot, Content("Own", "One of our own.", ALL, figures))


@pytest.fixture
def saved_and_read(tmp_path: Path) -> StarterSet:
    """Everything that a full workshop can give, through a file."""
    full = [r.replace(letters="AR") if isinstance(r, Assignment) else r for r in full_records()]
    save_starter(tmp_path / "own.toml", everything_of(snapshot_of(*full)))
    return read_starter(tmp_path / "own.toml")


@given(strategies.records(most=12))
def test_what_is_saved_is_read_back(records: list[Record]) -> None:
    snapshot = snapshot_of(*records)
    for figures in (True, False):
        content = Content("Own", "One of our own.", ALL, figures)
        if not savable(snapshot):
            with pytest.raises(Refusal, match="nothing to save"):
                starter_from(snapshot, content)
            continue
        with tempfile.TemporaryDirectory() as folder:
            path, starter = Path(folder) / "own.toml", starter_from(snapshot, content)
            save_starter(path, starter)
            read = read_starter(path)
        assert (read.title, read.description) == ("Own", "One of our own.")
        assert read.rows == starter.rows
        _compare(snapshot, read, figures=figures)


def _compare(snapshot: Snapshot, read: StarterSet, *, figures: bool) -> None:
    """Every row with a name is there with every value that is no person's and no secret."""
    for record_type in set(ALL) - {Person}:
        records = [r for r in snapshot.all(record_type) if r.values[record_type.label_field]]
        rows = read.rows.get(record_type, ())
        assert len(rows) == len(records)
        for record, row in zip(records, rows, strict=True):
            for key, field in record_type.fields.items():
                ours = field.private or field.technical or field in CLOCKED
                kept = not ours and (figures or not is_left_out(field))
                value = record.values[key] if kept else None
                if field.kind is Kind.LINK:
                    linked = snapshot.linked(field, record)
                    value = linked.values[linked.label_field] if linked else None
                    value = None if isinstance(linked, Person) else value
                assert row.get(key) == (None if value == "" else value), key


def test_every_field_of_every_type_is_saved_or_left_out_for_a_reason(
    saved_and_read: StarterSet,
) -> None:
    missing = {
        f"{name}.{key}"
        for name, record_type in TYPES.items()
        for key, field in record_type.fields.items()
        if key not in saved_and_read.rows.get(record_type, ({},))[0]
        and not (record_type.single or record_type.automatic or record_type is Person)
        and not (field.private or field.technical or field.target == "person")
        and field not in CLOCKED
    }
    assert missing == set()


def test_a_saved_workshop_begins_the_next_one(tmp_path: Path) -> None:
    group = Group.new(name="Clerks", people_now=40)
    target = ValueTarget.new(what="Faster", group=group.id)
    quality = Kpi.new(name="Quality")
    speed = Kpi.new(name="Speed", value_target=target.id, guard=quality.id)
    cells = matrix_of({"Run it": {"Owner": "AR", "IT": "C"}, "Stop it": {"Owner": "A"}})
    before = snapshot_of(speed, quality, target, group, *cells)
    save_starter(tmp_path / "own.toml", everything_of(before))
    with create_workshop(tmp_path / "next") as workshop:
        begin(workshop, Beginning(kind=read_starter(tmp_path / "own.toml")))
        after = workshop.snapshot
        assert everything_of(after) == everything_of(before)
        first = after.all(Kpi)[0]
        assert after.name_of(Kpi.guard, first) == "Quality"
        assert after.name_of(Kpi.value_target, first) == "Faster"
        assert after.name_of(ValueTarget.group, after.all(ValueTarget)[0]) == "Clerks"
        assert [cell.letters for cell in after.all(Assignment)] == ["AR", "C", "A"]


# What is left out


def test_people_private_notes_and_their_links_never_get_out(saved_and_read: StarterSet) -> None:
    assert Person not in saved_and_read.rows
    for record_type, rows in saved_and_read.rows.items():
        for key in rows[0]:
            assert record_type.fields[key].target != "person"
            assert not record_type.fields[key].private
    assert Person not in savable(snapshot_of(Person.new(name="Ada")))


def test_figures_dates_and_states_get_out_only_when_asked_for() -> None:
    records = [
        CostLine.new(what="Licences", year=12_000.0, driver="user", payer="Claims"),
        Kpi.new(name="Speed", baseline=40.0, target=25.0, result=30.0, unit="min"),
        Training.new(content="First steps", hours=4.0, status="done"),
        Role.new(name="Owner", organisation="Northwind"),
        Requirement.new(
            what="Keep logs",
            applies="no",
            why_not="Not ours",
            as_of=date(2026, 11, 21),
            due_on=date(2027, 1, 1),
        ),
    ]
    snapshot = snapshot_of(*records)
    assert everything_of(snapshot, figures=False).rows == {
        CostLine: ({"what": "Licences", "driver": "user"},),
        Kpi: ({"name": "Speed", "unit": "min"},),
        Training: ({"content": "First steps", "hours": 4.0},),
        Role: ({"name": "Owner"},),
        Requirement: ({"what": "Keep logs", "as_of": date(2026, 11, 21)},),
    }
    full = everything_of(snapshot).rows
    assert full[CostLine][0]["year"] == 12_000.0
    assert full[Kpi][0]["result"] == 30.0
    assert full[Requirement][0]["why_not"] == "Not ours"


def test_no_amount_and_no_result_is_left_in_by_default() -> None:
    for record_type in ALL:
        for key, field in record_type.fields.items():
            if field.kind is Kind.MONEY or "result" in key or "baseline" in key:
                assert is_left_out(field), field


def test_only_chosen_kinds_get_out_and_links_to_others_do_not() -> None:
    group = Group.new(name="Clerks of the Oslo office")
    snapshot = snapshot_of(group, Training.new(content="First steps", group=group.id))
    starter = starter_from(snapshot, Content("Own", "", (Training,)))
    assert starter.rows == {Training: ({"content": "First steps"},)}
    assert "Oslo" not in to_toml(starter)
    assert Decision in HAPPENED


def test_letters_need_both_roles_and_activities() -> None:
    snapshot = snapshot_of(*matrix_of({"Run it": {"Owner": "A"}}))
    assert Assignment not in starter_from(snapshot, Content("Own", "", (Activity,))).rows
    starter = starter_from(snapshot, Content("Own", "", (Role, Activity)))
    assert starter.rows[Assignment] == ({"activity": "Run it", "role": "Owner", "letters": "A"},)


def test_names_that_stand_in_texts_are_found_as_words() -> None:
    snapshot = snapshot_of(
        WorkshopInfo.new(client="Northwind (UK)", initiative="Claims assistant"),
        Person.new(name="Al", organisation="Acme"),
        Person.new(name="Bo"),
        Requirement.new(what="Also ask Acme", reference="northwind (uk), rule 3"),
    )
    starter = everything_of(snapshot, figures=False)
    assert mentions(snapshot, starter) == ["Northwind (UK)", "Acme"]


# Packs, and files that cannot be written


def rule(name: str, **more: date | str) -> Requirement:
    checked = {"reference": "Act, Art. 1", "source": "Own wording"}
    day = more.pop("as_of", date(2026, 11, 21))
    return Requirement.new(what=name, area="records", as_of=day, **checked, **more)


def test_a_pack_is_as_old_as_its_oldest_rule(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        rule("Keep logs"), rule("Ask first", as_of=date(2025, 3, 1)), Role.new(name="Owner")
    )
    pack = pack_from(snapshot, Content("Our rules", "", ALL))
    save_starter(tmp_path / "Our rules.toml", pack)
    read = read_starter(tmp_path / "Our rules.toml")
    assert isinstance(read, Pack)
    assert read.as_of == date(2025, 3, 1)
    assert set(read.rows) == {Requirement}
    assert read.rows == pack.rows


@pytest.mark.parametrize("key", ["reference", "source", "as_of"])
def test_a_pack_is_refused_while_a_rule_cannot_be_checked(key: str) -> None:
    lacking = rule("Ask first").replace(**{key: Requirement.fields[key].empty})
    with pytest.raises(Refusal) as refusal:
        pack_from(snapshot_of(rule("Keep logs"), lacking), Content("Our rules"))
    assert "Ask first" in refusal.value.what
    assert Requirement.fields[key].label in refusal.value.what


@pytest.mark.parametrize(
    "content", [Content("  ", "", ALL), Content("Own", "", ()), Content("Own", "", (Group,))]
)
def test_what_has_no_title_or_no_rows_is_refused(content: Content) -> None:
    with pytest.raises(Refusal):
        starter_from(snapshot_of(Role.new(name="Owner")), content)


def test_a_file_that_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter = everything_of(snapshot_of(Role.new(name="Owner")))
    path = tmp_path / "own.toml"
    path.write_text("before")
    monkeypatch.setattr("models.starter_writing.to_toml", lambda _starter: "title = 3")
    with pytest.raises(Refusal):
        save_starter(path, starter)
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["own.toml"]


def test_a_name_that_means_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="workshop-"):
        save_starter(
            tmp_path / "workshop-own.toml", everything_of(snapshot_of(Role.new(name="Owner")))
        )
    assert list(tmp_path.iterdir()) == []
