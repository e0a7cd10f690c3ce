"""Starter sets and workshop templates: what they hold, and what adding them does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.actions import add
from models.errors import Refusal
from models.findings import findings_of
from models.history import Changes
from models.opening import create_workshop
from models.paths import RESOURCES
from models.raci import letters_at, row_of, sections
from models.record import TYPES, Record
from models.records import (
    Activity,
    AgendaBlock,
    Assignment,
    Kpi,
    Requirement,
    Role,
    Training,
    ValueTarget,
    WorkshopInfo,
)
from models.shelf import shelf, starter_set, starter_sets, workshop_templates
from models.starter_files import IN_A_PACK
from models.starter_sets import Pack, Sector, StarterSet, WorkshopTemplate
from models.starters import Beginning, add_starter, begin, beginning, new_rows
from models.workshop import Workshop

EVERY_SET = pytest.mark.parametrize("starter", starter_sets(), ids=lambda s: s.id)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as opened:
        yield opened


def everything(starter: StarterSet, *kinds: type[Record]) -> dict[type[Record], range]:
    """All rows of some types of a set."""
    return {kind: range(len(starter.rows[kind])) for kind in kinds}


def add_all(workshop: Workshop, id_: str, *kinds: type[Record]) -> Changes:
    """Add all rows of some types of one of the program's sets."""
    starter = starter_set(id_)
    return add_starter(workshop, starter, everything(starter, *kinds))


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
        if not isinstance(starter, Pack):  # standards have no day on which they begin
            assert bool(row.get("applies_from")) == (row["reference"] != "House rule")


def test_the_general_requirements_cover_every_area() -> None:
    rows = starter_set("requirements-general").rows[Requirement]
    assert {row["area"] for row in rows} == {c.value for c in Requirement.area.choices}


def test_legal_dates_are_those_of_the_amended_act() -> None:
    dates = {
        str(row["reference"]): row.get("applies_from")
        for starter in ("requirements-general", "pack-eu-ai-act")
        for row in starter_set(starter).rows[Requirement]
    }
    assert dates["EU AI Act, Art. 5"] == date(2025, 2, 2)
    assert dates["EU AI Act, Art. 50"] == date(2026, 8, 2)
    assert dates["EU AI Act, Art. 26(2)"] == date(2027, 12, 2)
    assert dates["GDPR, Art. 33"] == date(2018, 5, 25)


@pytest.mark.parametrize(
    ("id_", "minutes"),
    [
        *(("agenda-full-day", 480), ("agenda-half-day", 240)),
        *(("agenda-two-hours", 120), ("agenda-sixty-minutes", 60)),
    ],
)
def test_an_agenda_fills_its_time_exactly(id_: str, minutes: int) -> None:
    blocks = starter_set(id_).rows[AgendaBlock]
    assert sum(int(str(block["minutes"])) for block in blocks) == minutes
    assert all(block.get("step") or block.get("pause") for block in blocks[:-1])


def test_trainings_leave_the_group_to_the_workshop() -> None:
    assert all("group" not in row for row in starter_set("trainings-standard").rows[Training])


def test_a_set_is_added_behind_what_is_there_as_one_step(workshop: Workshop) -> None:
    add(workshop, Requirement, what="Our own rule")
    changes = add_all(workshop, "requirements-general", Requirement)
    rows = workshop.snapshot.all(Requirement)
    assert changes.name == "Add 19 requirements from General requirements"
    assert (len(rows), rows[0].what) == (20, "Our own rule")
    workshop.undo()
    assert [row.what for row in workshop.snapshot.all(Requirement)] == ["Our own rule"]


def test_only_the_chosen_rows_are_added(workshop: Workshop) -> None:
    starter = starter_set("trainings-standard")
    changes = add_starter(workshop, starter, {Training: {1}})
    assert changes.name == "Add 1 training from Trainings"
    assert [t.content for t in workshop.snapshot.all(Training)] == [
        starter.rows[Training][1]["content"]
    ]


def test_a_name_that_is_there_is_not_added_again(workshop: Workshop) -> None:
    add(workshop, Role, name="  it SERVICE ")
    add_all(workshop, "raci-short", Role)
    assert Counter(r.name.casefold() for r in workshop.snapshot.all(Role))["it service"] == 1
    assert len(workshop.snapshot.all(Role)) == 7
    assert not add_all(workshop, "raci-short", Role).items
    assert len(workshop.log()) == 2


def test_both_breaks_of_an_agenda_are_added(workshop: Workshop) -> None:
    add_all(workshop, "agenda-half-day", AgendaBlock)
    assert sum(bool(block.pause) for block in workshop.snapshot.all(AgendaBlock)) == 2


def test_added_activities_join_the_section_that_is_there(workshop: Workshop) -> None:
    add_all(workshop, "raci-short", Activity)
    add_all(workshop, "raci-standard", Activity)
    names = [name for name, _activities in sections(workshop.snapshot)]
    assert len(names) == len(set(names)) == 8


def test_activities_bring_their_letters_where_the_room_has_said_nothing(
    workshop: Workshop,
) -> None:
    starter = starter_set("raci-short")
    gate_row, _other, run_row = starter.rows[Activity][:3]
    gate = add(workshop, Activity, name=gate_row["name"])
    lead = add(workshop, Role, name="Pilot lead")
    add(workshop, Assignment, activity=gate.id, role=lead.id, letters="R")
    add_starter(workshop, starter, {**everything(starter, Role), Activity: {0, 2}})
    _gate, run = workshop.snapshot.all(Activity)
    assert run.name == run_row["name"]
    owner = workshop.snapshot.find(Role, "Owner")
    assert owner
    assert letters_at(workshop.snapshot, run, owner) == "A"
    assert row_of(workshop.snapshot, gate) == {lead.id: "R"}
    assert new_rows(workshop.snapshot, starter, Assignment) == []
    workshop.undo()
    assert workshop.snapshot.all(Activity) == (gate,)
    assert len(workshop.snapshot.all(Assignment)) == 1


def test_two_sets_do_not_fill_the_same_line_twice(workshop: Workshop) -> None:
    begin(workshop, Beginning(packs=(starter_set("raci-short"), starter_set("raci-standard"))))
    cells = [(cell.activity, cell.role) for cell in workshop.snapshot.all(Assignment)]
    assert all(activity and role for activity, role in cells)
    assert len(cells) == len(set(cells))


def test_links_are_set_by_name_whatever_comes_first(workshop: Workshop) -> None:
    kpi = {"name": "Speed", "guard": "quality ", "value_target": "Faster"}
    rows = {
        Kpi: (kpi, {"name": "Quality", "guard": "nowhere"}),
        ValueTarget: ({"what": "Faster"},),
    }
    starter = StarterSet("own", "Own", "Own.", rows)
    add_starter(workshop, starter, everything(starter, Kpi, ValueTarget))
    speed, quality = workshop.snapshot.all(Kpi)
    (target,) = workshop.snapshot.all(ValueTarget)
    assert (speed.guard, speed.value_target) == (quality.id, target.id)
    assert quality.guard == ""
    assert len(workshop.log()) == 1


def test_a_link_finds_what_the_workshop_had_before(workshop: Workshop) -> None:
    target = add(workshop, ValueTarget, what="Faster")
    starter = StarterSet("own", "Own", "Own.", {Kpi: ({"name": "S", "value_target": "faster"},)})
    add_starter(workshop, starter, {Kpi: {0}})
    assert workshop.snapshot.all(Kpi)[0].value_target == target.id


def test_rows_of_several_types_are_one_step_with_a_name(workshop: Workshop) -> None:
    starter = starter_set("raci-short")
    changes = add_starter(workshop, starter, everything(starter, Role, Activity))
    count = sum(len(starter.rows[kind]) for kind in (Role, Activity))
    assert changes.name == f"Add {count} rows from {starter.title}"
    assert workshop.undo_name == changes.name


@pytest.mark.parametrize("template", workshop_templates(), ids=lambda t: t.id)
def test_a_template_fills_an_empty_workshop_in_one_step(
    workshop: Workshop, template: WorkshopTemplate
) -> None:
    changes = begin(workshop, Beginning(template))
    assert changes.name == f"Start from template {template.title}"
    for starter in template.sets:
        for record_type, rows in starter.rows.items():
            assert len(workshop.snapshot.all(record_type)) == len(rows)
    assert len(workshop.log()) == 1
    assert not begin(workshop, Beginning(template)).items
    workshop.undo()
    assert not any(workshop.snapshot.all(record_type) for record_type in TYPES.values())


@pytest.mark.parametrize("template", workshop_templates(), ids=lambda t: t.id)
def test_a_suggested_matrix_leaves_only_persons_to_be_named(
    workshop: Workshop, template: WorkshopTemplate
) -> None:
    begin(workshop, Beginning(template))
    found = {f.id for f in findings_of(workshop.snapshot) if f.step == "raci"}
    assert found <= {"raci.owner", "raci.role-person", "raci.role-overloaded"}


def test_the_longest_workshop_is_offered_first() -> None:
    assert [template.id for template in workshop_templates()] == [
        "workshop-standard",
        "workshop-half-day",
        "workshop-two-hours",
        "workshop-sixty-minutes",
    ]


def test_a_language_without_templates_gets_the_english_ones() -> None:
    assert starter_set("raci-short", "ja_JP") == starter_set("raci-short", "en_GB")


# Kinds of pilot, sectors, packs


KINDS = pytest.mark.parametrize("kind", shelf().kinds, ids=lambda k: k.id)
SECTORS = pytest.mark.parametrize("sector", shelf().sectors, ids=lambda s: s.id)
PACKS = pytest.mark.parametrize("pack", shelf().packs, ids=lambda p: p.id)


def test_there_are_kinds_sectors_and_packs_enough() -> None:
    known = shelf()
    assert len(known.kinds) >= 5
    assert len(known.sectors) >= 4
    assert len(known.packs) >= 6
    assert not known.own
    assert not known.refused


@PACKS
def test_every_rule_of_a_pack_can_be_checked(pack: Pack) -> None:
    for row in pack.rows[Requirement]:
        assert all(row.get(field.name) for field in IN_A_PACK)
        looked = row["as_of"]
        assert isinstance(looked, date)
        assert looked >= pack.as_of, "the pack is as old as its oldest rule"


@SECTORS
def test_a_sector_recommends_packs_that_are_there(sector: Sector) -> None:
    assert sector.packs
    assert [pack.id for pack in shelf().packs_for(sector)] == list(sector.packs)
    assert shelf().packs_for(None) == []


def test_every_link_of_the_programs_sets_leads_somewhere() -> None:
    known = {
        (record_type.type_name, str(row[record_type.label_field]).casefold())
        for starter in starter_sets()
        for record_type in set(starter.kinds) - {Assignment}
        for row in starter.rows[record_type]
    }
    lost = [
        f"{starter.id}: {row[record_type.label_field]} → {row[field.name]}"
        for starter in starter_sets()
        for record_type in starter.kinds
        for field in record_type.links()
        for row in starter.rows[record_type]
        if row.get(field.name) and (field.target, str(row[field.name]).casefold()) not in known
    ]
    assert lost == []


@KINDS
def test_a_kind_of_pilot_joins_a_day_with_all_its_links(
    workshop: Workshop, kind: StarterSet
) -> None:
    (day,) = (t for t in workshop_templates() if t.id == "workshop-standard")
    changes = begin(workshop, Beginning(day, kind), initiative="Claims", client="North")
    assert changes.name == f"Start from template {day.title}, {kind.title}"
    assert workshop.snapshot.one(WorkshopInfo).initiative == "Claims"
    assert len(workshop.log()) == 1
    inside = {
        (record_type.type_name, str(row[record_type.label_field]))
        for record_type in kind.kinds
        for row in kind.rows[record_type]
    }
    for record_type in kind.kinds:
        for field in record_type.links():
            for row in kind.rows[record_type]:
                if (field.target, str(row.get(field.name))) in inside:
                    record = workshop.snapshot.find(record_type, str(row[record_type.label_field]))
                    assert record
                    assert workshop.snapshot.name_of(field, record) == row[field.name]
    workshop.undo()
    assert not any(workshop.snapshot.all(record_type) for record_type in TYPES.values())


@SECTORS
def test_a_sector_is_noted_and_brings_only_the_packs_that_are_asked_for(
    workshop: Workshop, sector: Sector
) -> None:
    begin(workshop, Beginning(sector=sector))
    noted = workshop.snapshot.one(WorkshopInfo).sector
    assert noted == ("" if sector.id == "sector-general" else sector.title)
    own = {str(row["what"]) for row in sector.rows.get(Requirement, ())}
    assert {rule.what for rule in workshop.snapshot.all(Requirement)} == own
    pack = shelf().packs_for(sector)[0]
    begin(workshop, Beginning(packs=(pack,)))
    there = {rule.what.casefold() for rule in workshop.snapshot.all(Requirement)}
    assert {str(row["what"]).casefold() for row in pack.rows[Requirement]} <= there


def test_a_sector_that_was_typed_stays(workshop: Workshop) -> None:
    with workshop.step("Type") as step:
        step.set_one(WorkshopInfo, sector="Reinsurance")
    begin(workshop, Beginning(sector=shelf().sectors[0]))
    assert workshop.snapshot.one(WorkshopInfo).sector == "Reinsurance"


def test_a_beginning_is_found_by_its_names() -> None:
    begins = beginning("half-day", "kind-customer-service", "finance", ["gdpr"])
    assert begins.template
    assert begins.kind
    assert begins.sector
    ids = [begins.template.id, begins.kind.id, begins.sector.id, *(p.id for p in begins.packs)]
    expected = ["workshop-half-day", "kind-customer-service", "sector-finance", "pack-gdpr"]
    assert ids == expected
    assert begins.titles == [
        begins.template.title,
        begins.kind.title,
        begins.sector.title,
        begins.packs[0].title,
    ]
    assert not beginning().sets


def test_nothing_to_begin_with_changes_nothing(workshop: Workshop) -> None:
    assert not begin(workshop, Beginning())
    assert workshop.log() == []


def agenda_of(workshop: Workshop) -> list[str]:
    return [block.heading for block in workshop.snapshot.all(AgendaBlock)]


OWN_DAY = """title = "Our day"
description = "Two blocks."
[[agenda_block]]
heading = "Coffee"
minutes = 30
[[agenda_block]]
heading = "Everything else"
minutes = 200
[[role]]
name = "Referee"
"""


def test_an_agenda_of_ones_own_replaces_that_of_the_template(
    workshop: Workshop, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN_DAY)
    begin(workshop, beginning("standard", kind=str(path)))
    assert agenda_of(workshop) == ["Coffee", "Everything else"]
    assert "Referee" in [role.name for role in workshop.snapshot.all(Role)]
    assert workshop.snapshot.all(Activity)


def test_a_set_of_ones_own_can_be_the_whole_day(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN_DAY)
    begins = beginning(str(path))
    assert begins.titles == ["Our day"]
    begin(workshop, begins)
    assert agenda_of(workshop) == ["Coffee", "Everything else"]
    known = shelf(own=tmp_path)
    assert "Our day" in [template.title for template in known.templates]
    assert "Our day" not in [kind.title for kind in known.kinds]


def test_a_pack_is_no_plan_of_a_day(tmp_path: Path) -> None:
    text = (RESOURCES / "templates" / "en" / "pack-gdpr.toml").read_text(encoding="utf-8")
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=r"rules\.toml.*it is a requirement pack, and no plan"):
        beginning(str(tmp_path / "rules.toml"))
