"""Starter sets and workshop templates: what they hold, and what adding them does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.actions import add
from models.errors import Refusal
from models.fields import Kind
from models.findings import findings_of
from models.opening import create_workshop
from models.paths import RESOURCES, ROOT
from models.raci import letters_at, row_of, sections
from models.record import TYPES
from models.records import (
    Activity,
    AgendaBlock,
    Assignment,
    Requirement,
    Role,
    Training,
)
from models.starters import (
    StarterSet,
    WorkshopTemplate,
    add_starter,
    apply_template,
    new_rows,
    read_starter,
    read_template,
    starter_set,
    starter_sets,
    workshop_templates,
)
from models.workshop import Workshop

EVERY_SET = pytest.mark.parametrize("starter", starter_sets(), ids=lambda s: s.id)
HEAD = 'title = "Own"\ndescription = "One of our own."\n'
DOC = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as opened:
        yield opened


def own_file(tmp_path: Path, text: str, name: str = "own.toml") -> Path:
    path = tmp_path / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_every_file_in_the_folder_is_a_set_or_a_template() -> None:
    files = {path.stem for path in (RESOURCES / "templates" / "en").iterdir()}
    assert files == {s.id for s in starter_sets()} | {t.id for t in workshop_templates()}


@EVERY_SET
def test_every_value_fits_its_field(starter: StarterSet) -> None:
    assert starter.title
    assert starter.description.endswith(".")
    for record_type, rows in starter.rows.items():
        assert rows
        for row in rows:
            for key, value in row.items():
                assert record_type.fields[key].check(value) == value


@EVERY_SET
def test_no_name_occurs_twice_except_a_break(starter: StarterSet) -> None:
    for record_type in set(starter.kinds) - {Assignment}:
        names = [
            str(row[record_type.label_field]).casefold()
            for row in starter.rows[record_type]
            if not row.get("pause")
        ]
        assert len(names) == len(set(names))


@EVERY_SET
def test_each_suggested_activity_has_one_accountable_who_stays(starter: StarterSet) -> None:
    stays = {row["name"]: not row.get("leaves") for row in starter.rows.get(Role, ())}
    for activity in starter.rows.get(Activity, ()):
        assert activity["section"]
        line = [
            (row["role"], str(row["letters"]))
            for row in starter.rows[Assignment]
            if row["activity"] == activity["name"]
        ]
        accountable = [role for role, letters in line if "A" in letters]
        assert len(accountable) == 1, activity["name"]
        assert stays[accountable[0]], activity["name"]
        assert any("R" in letters for _role, letters in line), activity["name"]


@EVERY_SET
def test_each_section_of_a_set_stands_together(starter: StarterSet) -> None:
    order = [str(row["section"]) for row in starter.rows.get(Activity, ())]
    assert order == sorted(order, key=order.index)


@EVERY_SET
def test_each_requirement_says_where_it_comes_from_and_when_that_was_checked(
    starter: StarterSet,
) -> None:
    for row in starter.rows.get(Requirement, ()):
        assert row["area"]
        assert row["reference"]
        assert row["source"]
        assert row["as_of"] == date(2026, 11, 21)
        assert bool(row.get("applies_from")) == (row["reference"] != "House rule")


def test_the_general_requirements_cover_every_area() -> None:
    rows = starter_set("requirements-general").rows[Requirement]
    assert {row["area"] for row in rows} == {c.value for c in Requirement.area.choices}


def test_legal_dates_are_those_of_the_amended_act() -> None:
    dates = {
        str(row["reference"]): row.get("applies_from")
        for starter in ("requirements-general", "requirements-eu-high-risk")
        for row in starter_set(starter).rows[Requirement]
    }
    assert dates["EU AI Act, Art. 5"] == date(2025, 2, 2)
    assert dates["EU AI Act, Art. 50"] == date(2026, 8, 2)
    assert dates["EU AI Act, Art. 26(2)"] == date(2027, 12, 2)
    assert dates["GDPR, Art. 33"] == date(2018, 5, 25)


@pytest.mark.parametrize(
    ("id_", "minutes"),
    [("agenda-full-day", 480), ("agenda-half-day", 240), ("agenda-two-hours", 120)],
)
def test_an_agenda_fills_its_time_exactly(id_: str, minutes: int) -> None:
    blocks = starter_set(id_).rows[AgendaBlock]
    assert sum(int(str(block["minutes"])) for block in blocks) == minutes
    assert all(block.get("step") or block.get("pause") for block in blocks[:-1])


def test_trainings_leave_the_group_to_the_workshop() -> None:
    assert all("group" not in row for row in starter_set("trainings-standard").rows[Training])


def test_a_set_is_added_behind_what_is_there_as_one_step(workshop: Workshop) -> None:
    add(workshop, Requirement, what="Our own rule")
    changes = add_starter(workshop, starter_set("requirements-general"), Requirement)
    rows = workshop.snapshot.all(Requirement)
    assert changes.name == "Add 19 requirements from General requirements"
    assert (len(rows), rows[0].what) == (20, "Our own rule")
    workshop.undo()
    assert [row.what for row in workshop.snapshot.all(Requirement)] == ["Our own rule"]


def test_only_the_chosen_rows_are_added(workshop: Workshop) -> None:
    starter = starter_set("trainings-standard")
    changes = add_starter(workshop, starter, Training, {1})
    assert changes.name == "Add 1 training from Trainings"
    assert [t.content for t in workshop.snapshot.all(Training)] == [
        starter.rows[Training][1]["content"]
    ]


def test_a_name_that_is_there_is_not_added_again(workshop: Workshop) -> None:
    starter = starter_set("raci-short")
    add(workshop, Role, name="  it SERVICE ")
    add_starter(workshop, starter, Role)
    assert Counter(r.name.casefold() for r in workshop.snapshot.all(Role))["it service"] == 1
    assert len(workshop.snapshot.all(Role)) == 7
    assert not add_starter(workshop, starter, Role).items
    assert len(workshop.log()) == 2


def test_both_breaks_of_an_agenda_are_added(workshop: Workshop) -> None:
    add_starter(workshop, starter_set("agenda-half-day"), AgendaBlock)
    assert sum(bool(block.pause) for block in workshop.snapshot.all(AgendaBlock)) == 2


def test_added_activities_join_the_section_that_is_there(workshop: Workshop) -> None:
    add_starter(workshop, starter_set("raci-short"), Activity)
    add_starter(workshop, starter_set("raci-standard"), Activity)
    names = [name for name, _activities in sections(workshop.snapshot)]
    assert len(names) == len(set(names)) == 8


def test_letters_are_suggested_only_where_the_room_has_said_nothing(workshop: Workshop) -> None:
    starter = starter_set("raci-short")
    add_starter(workshop, starter, Role)
    add_starter(workshop, starter, Activity, {0, 2})
    gate, run = workshop.snapshot.all(Activity)
    pilot_lead = workshop.snapshot.find(Role, "Pilot lead")
    assert pilot_lead
    add(workshop, Assignment, activity=gate.id, role=pilot_lead.id, letters="R")
    assert {row["activity"] for row in new_rows(workshop.snapshot, starter, Assignment)} == {
        run.name
    }
    add_starter(workshop, starter, Assignment)
    owner = workshop.snapshot.find(Role, "Owner")
    assert owner
    assert letters_at(workshop.snapshot, run, owner) == "A"
    assert row_of(workshop.snapshot, gate) == {pilot_lead.id: "R"}


@pytest.mark.parametrize("template", workshop_templates(), ids=lambda t: t.id)
def test_a_template_fills_an_empty_workshop_in_one_step(
    workshop: Workshop, template: WorkshopTemplate
) -> None:
    changes = apply_template(workshop, template)
    assert changes.name == f"Start from template {template.title}"
    for starter in template.sets:
        for record_type, rows in starter.rows.items():
            assert len(workshop.snapshot.all(record_type)) == len(rows)
    assert len(workshop.log()) == 1
    assert not apply_template(workshop, template).items
    workshop.undo()
    assert not any(workshop.snapshot.all(record_type) for record_type in TYPES.values())


@pytest.mark.parametrize("template", workshop_templates(), ids=lambda t: t.id)
def test_a_suggested_matrix_leaves_only_persons_to_be_named(
    workshop: Workshop, template: WorkshopTemplate
) -> None:
    apply_template(workshop, template)
    found = {f.id for f in findings_of(workshop.snapshot) if f.step == "raci"}
    assert found <= {"raci.owner", "raci.role-person", "raci.role-overloaded"}


def test_the_longest_workshop_is_offered_first() -> None:
    assert [template.id for template in workshop_templates()] == [
        "workshop-standard",
        "workshop-half-day",
        "workshop-two-hours",
    ]


def test_a_language_without_templates_gets_the_english_ones() -> None:
    assert starter_set("raci-short", "ja_JP") == starter_set("raci-short", "en_GB")


REFUSED = {
    "broken": ("[[role", "not valid TOML"),
    "unknown kind": ('[[rule]]\nname = "x"', "“rule”"),
    "single record": ('[[pilot]]\nplatform = "x"', "“pilot”"),
    "cells": ('[[assignment]]\nletters = "A"', "“assignment”"),
    "no list": ("role = 3", "“role”"),
    "unknown key": ('[[role]]\nname = "x"\ncolour = "red"', "“colour”"),
    "no name": ('[[role]]\norganisation = "x"', "“name”"),
    "wrong choice": ('[[requirement]]\nwhat = "x"\narea = "privacy"', "“area”"),
    "wrong kind of value": ('[[agenda_block]]\nheading = "x"\nminutes = "ten"', "“minutes”"),
    "moment for a date": ('[[action]]\nwhat = "x"\ndue = 2026-11-21T09:00:00', "“due”"),
    "list for a choice": ('[[requirement]]\nwhat = "x"\narea = ["access"]', "“area”"),
    "link": ('[[action]]\nwhat = "x"\nowner = "Head of Claims"', "“owner”"),
    "wrong letter": (
        '[[role]]\nname = "O"\n[[activity]]\nname = "Run"\nletters = { O = "X" }',
        "“letters”",
    ),
    "unknown role": ('[[activity]]\nname = "Run"\nletters = { Boss = "A" }', "“letters”"),
    "letters as text": ('[[activity]]\nname = "Run"\nletters = "A"', "“letters”"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_an_own_file_that_does_not_fit_is_refused_by_file_and_key(
    tmp_path: Path, text: str
) -> None:
    content, key = REFUSED[text]
    with pytest.raises(Refusal) as refusal:
        read_starter(own_file(tmp_path, content))
    assert "own.toml" in refusal.value.what
    assert key in refusal.value.what


def test_a_file_without_title_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('description = "x"', encoding="utf-8")
    with pytest.raises(Refusal, match="title"):
        read_starter(path)
    path.write_bytes(HEAD.replace("Own", "Über").encode("latin-1"))
    with pytest.raises(Refusal, match="not valid TOML"):
        read_starter(path)
    with pytest.raises(Refusal, match=r"missing\.toml"):
        read_starter(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "sets"),
        ("sets = [1]", "sets"),
        ('sets = ["nowhere"]', "nowhere"),
        ('sets = []\nlogo = "x"', "logo"),
    ],
)
def test_an_own_template_that_does_not_fit_is_refused(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(Refusal, match=key):
        read_template(own_file(tmp_path, text, "workshop-own.toml"))


def test_the_examples_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)
    assert len(blocks) == 3
    for set_ in starter_sets():
        (tmp_path / f"{set_.id}.toml").write_text(HEAD, encoding="utf-8")
    for number, block in enumerate(blocks):
        path = tmp_path / f"doc-{number}.toml"
        path.write_text(block, encoding="utf-8")
        if "sets =" in block:
            assert read_template(path).sets
        else:
            assert read_starter(path).rows


def test_the_documentation_lists_every_kind_with_every_key() -> None:
    lines = re.findall(r"^\| `(\w+)` \| (.*) \|$", DOC, re.MULTILINE)
    documented = {kind: re.findall(r"`(\w+)`", keys) for kind, keys in lines}
    declared = {
        name: [key for key, field in record_type.fields.items() if field.kind is not Kind.LINK]
        for name, record_type in TYPES.items()
        if not record_type.single and record_type is not Assignment
    }
    declared[Activity.type_name].append("letters")
    assert documented == declared


def test_reading_templates_is_not_part_of_starting_the_window() -> None:
    code = "import sys, models.starters; print('tomllib' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
