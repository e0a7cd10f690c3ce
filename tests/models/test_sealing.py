"""Seals and versions: what they are made of, and that they can be trusted."""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import actions
from models.differences import differences
from models.errors import Refusal
from models.example import create_example
from models.interchange import from_json, load_into, to_json
from models.opening import create_workshop, open_workshop
from models.records import (
    Action,
    Assignment,
    Kpi,
    Look,
    Person,
    Risk,
    UseCase,
    ValueTarget,
    Version,
    WorkshopInfo,
)
from models.sealing import (
    MAX_CONTENT,
    canonical,
    content_of,
    latest,
    seal_of,
    seal_version,
    sealer_of,
    short,
)
from models.text import MAX_LENGTH, MAX_TECHNICAL
from models.verifying import version_text
from models.versions import standing, standing_text
from models.workshop import Workshop
from tests.builders import full_records, large_workshop, snapshot_of, with_record
from tests.strategies import texts

DAY = date(2026, 11, 24)


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Workshop]:
    with create_example(tmp_path / "northwind") as workshop:
        yield workshop


def seal(workshop: Workshop, person: str = "Head of Claims", reason: str = "") -> Version:
    return seal_version(workshop, person=person, reason=reason, on=DAY)


def sealed_again(workshop: Workshop) -> Version:
    """Change something and seal it."""
    actions.add(workshop, Risk, what=f"Risk {len(workshop.snapshot.all(Risk))}")
    return seal(workshop)


# The canonical form


def test_the_canonical_form_is_json_that_anybody_can_check() -> None:
    info = WorkshopInfo.new(initiative="Über", held_on=DAY, notes="private")
    target = ValueTarget.new(what="Time", volume=1200.0, minutes_after=7.5, cash=False)
    snapshot = snapshot_of(info, target.replace(id="v1"))
    made = canonical(snapshot)
    document = json.loads(made)
    assert (
        made
        == json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )
    assert document["records"]["value_target"] == [
        {"id": target.id, "what": "Time", "volume": 1200, "minutes_after": 7.5, "cash": False}
        | {key: target.values[key] for key in ("low", "high") if target.values[key] is not None}
    ]
    assert document["records"]["workshop"][0]["held_on"] == "2026-11-24"
    assert b"private" not in made
    assert seal_of(snapshot) == hashlib.sha256(made).hexdigest()


def test_a_short_seal_is_its_beginning_in_fours() -> None:
    assert short("7c1e94ab20f3" + "0" * 52) == "7c1e 94ab 20f3"
    assert short("") == ""


def test_the_canonical_form_can_be_read_in_and_has_the_same_seal() -> None:
    records = [r.replace(letters="AR") if isinstance(r, Assignment) else r for r in full_records()]
    snapshot = snapshot_of(*records)
    again = snapshot_of(*from_json(canonical(snapshot).decode()))
    assert canonical(again) == canonical(snapshot)
    assert again.all(Kpi)[0].values == snapshot.all(Kpi)[0].values
    assert again.all(Assignment)[0].values == snapshot.all(Assignment)[0].values
    assert not again.all(Version)


def test_equal_content_has_an_equal_seal_whatever_it_went_through(example: Workshop) -> None:
    snapshot = example.snapshot
    again = snapshot_of(*from_json(to_json(snapshot)))
    assert canonical(again) == canonical(snapshot)
    assert seal_of(snapshot_of(*from_json(canonical(snapshot).decode()))) == seal_of(snapshot)


@given(texts)
def test_text_counts_in_normal_form(text: str) -> None:
    field = Risk.what
    one = snapshot_of(Risk("1", 1.0, {**Risk.new().values, "what": field.check(text)}))
    assert seal_of(snapshot_of(*from_json(canonical(one).decode()))) == seal_of(one)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    composed, decomposed = (
        snapshot_of(Risk("1", 1.0, {**Risk.new().values, "what": name}))
        for name in ("\u00c5ngström", "A\u030angström")
    )
    assert canonical(composed) == canonical(decomposed)


def test_versions_look_and_private_notes_are_no_content(example: Workshop) -> None:
    before = seal_of(example.snapshot)
    with example.step("Look") as step:
        step.set_one(Look, accent="#1f6feb", watermark="Draft")
        step.set_one(WorkshopInfo, notes="Do not tell.")
        step.update(step.snapshot.all(Person)[0], email="somebody@example.com")
    assert seal_of(example.snapshot) == before
    seal(example)
    assert seal_of(example.snapshot) == before


def test_the_order_of_a_list_counts(example: Workshop) -> None:
    risks = example.snapshot.all(Risk)
    before = seal_of(example.snapshot)
    actions.move(example, [risks[-1]], risks[0])
    assert seal_of(example.snapshot) != before


# Sealing


def test_a_version_says_who_when_what_for_and_holds_the_content(example: Workshop) -> None:
    before = example.snapshot
    version = seal(example, reason="For the steering committee")
    stored = latest(example.snapshot)
    assert stored == version
    assert version.name == "Version 1"
    assert example.snapshot.name_of(Version.sealed_by, version) == "Head of Claims"
    assert (version.sealed_on, version.reason) == (DAY, "For the steering committee")
    assert version.seal == seal_of(before)
    assert differences(before, content_of(version)) == []
    assert zlib.decompress(b64decode(version.content)) == canonical(before)
    assert len(version.content) < len(canonical(before)) / 2


def test_it_is_one_step_that_undo_takes_back_and_redo_brings_again(example: Workshop) -> None:
    before = example.snapshot
    seal(example, person="Somebody new")
    assert example.undo_name == "Seal a version"
    assert example.snapshot.find(Person, "Somebody new")
    example.undo()
    assert example.snapshot == before
    example.redo()
    version = latest(example.snapshot)
    assert version
    assert version.seal == seal_of(example.snapshot), "with the person who is new"


def test_sealing_again_without_a_change_says_so_and_adds_nothing(example: Workshop) -> None:
    seal(example)
    with pytest.raises(Refusal, match=r"Nothing has changed since Version 1\."):
        seal(example)
    assert len(example.snapshot.all(Version)) == 1


def test_versions_are_counted(example: Workshop) -> None:
    assert [seal(example).name, sealed_again(example).name] == ["Version 1", "Version 2"]
    example.undo()
    assert sealed_again(example).name == "Version 2"


def test_nobody_seals_nothing(example: Workshop) -> None:
    with pytest.raises(Refusal, match="sealed by somebody"):
        seal(example, person=" ")
    assert not example.snapshot.all(Version)


def test_what_is_too_large_is_refused_and_nothing_is_changed(
    example: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.sealing.MAX_CONTENT", 1000)
    before = example.snapshot
    with pytest.raises(Refusal, match="too large to be sealed"):
        seal(example)
    assert example.snapshot == before


def test_two_thousand_records_fit_many_times(tmp_path: Path) -> None:
    assert len(canonical(large_workshop())) * 20 < MAX_CONTENT


# What was sealed stays


@pytest.mark.parametrize(
    "values",
    [{"name": "Version 9"}, {"seal": "0" * 64}, {"content": ""}, {"sealed_on": date(2020, 1, 1)}],
    ids=lambda values: next(iter(values)),
)
def test_a_version_is_not_changed(example: Workshop, values: dict[str, object]) -> None:
    version = seal(example)
    with pytest.raises(Refusal, match=r"Version 1 is sealed\."), example.step("Forge") as step:
        step.update(version, **values)  # type: ignore[arg-type]
    assert latest(example.snapshot) == version


def test_a_version_is_not_removed_but_undone(example: Workshop) -> None:
    version = seal(example)
    with pytest.raises(Refusal, match="Undo takes a sealing back"):
        actions.delete(example, [version])
    assert latest(example.snapshot) == version


def test_what_it_was_for_can_be_put_right_and_people_can_go(example: Workshop) -> None:
    version = seal(example, person="Somebody new")
    actions.set_value(example, version, Version.reason, "For the board")
    person = example.snapshot.linked(Version.sealed_by, version)
    assert person
    actions.delete(example, [person])
    stored = latest(example.snapshot)
    assert stored
    assert (stored.reason, stored.sealed_by) == ("For the board", "")
    assert sealer_of(example.snapshot, stored) == "Somebody new"


def test_a_version_keeps_the_name_of_who_sealed_it(example: Workshop) -> None:
    version = seal(example, person="Head of Claims")
    person = example.snapshot.linked(Version.sealed_by, version)
    assert person
    actions.set_value(example, person, Person.name, "Somebody else")
    assert sealer_of(example.snapshot, version) == "Head of Claims"
    assert version_text(example.snapshot, version).endswith("by Head of Claims")


def test_versions_outlive_the_program_and_travel_in_json(example: Workshop, tmp_path: Path) -> None:
    seal(example)
    sealed_again(example)
    versions = example.snapshot.all(Version)
    text = to_json(example.snapshot)
    example.close()
    with open_workshop(example.path, read_only=True) as again:
        assert again.snapshot.all(Version) == versions
    with create_workshop(tmp_path / "copy") as copy:
        load_into(copy, from_json(text), "Load")
        assert [v.values for v in copy.snapshot.all(Version)] == [v.values for v in versions]
        assert content_of(copy.snapshot.all(Version)[0]).all(Action)


def test_the_content_may_be_longer_than_any_text_that_is_typed() -> None:
    many = "x" * (MAX_LENGTH + 1)
    assert Version.content.check(many) == many
    assert len(str(Version.content.check("x" * (MAX_TECHNICAL + 1)))) == MAX_TECHNICAL
    assert len(str(UseCase.workflow_today.check(many))) == MAX_LENGTH


def test_a_content_that_is_too_long_is_refused_in_json() -> None:
    row = {"id": "1", "name": "Version 1", "content": "x" * (MAX_TECHNICAL + 1)}
    text = json.dumps({"format": "groundwork", "version": 1, "records": {"version": [row]}})
    with pytest.raises(Refusal, match=f"text of more than {MAX_TECHNICAL} characters"):
        from_json(text)


def packed(content: bytes) -> str:
    return b64encode(zlib.compress(content, 9)).decode()


def bomb() -> str:
    """300 MB of spaces, packed into 300 kB."""
    packing = zlib.compressobj(9)
    parts = [packing.compress(b" " * 1_000_000) for _part in range(300)]
    return b64encode(b"".join([*parts, packing.flush()])).decode()


@pytest.mark.parametrize(
    "content",
    ["", "no base64 at all!", "AAAA", packed(b"{}")[:-8], packed(b"{}"), bomb()],
    ids=["nothing", "letters", "no stream", "cut", "another one", "bomb"],
)
def test_content_that_does_not_fit_its_seal_is_named_and_never_taken(content: str) -> None:
    version = Version.new(name="Version 3", seal="0" * 64, content=content)
    with pytest.raises(Refusal, match="content of Version 3 is damaged") as refused:
        content_of(version)
    assert "safe" in refused.value.safe


# Where a workshop stands


def test_a_workshop_knows_whether_it_is_as_it_was_sealed(example: Workshop) -> None:
    assert standing(example.snapshot) is None
    assert standing_text(None) == "not sealed yet"
    seal(example)
    assert standing_text(standing(example.snapshot)) == "Version 1, unchanged"
    actions.add(example, Risk, what="Flood")
    found = standing(example.snapshot)
    assert found
    assert [str(change) for change in found.changes] == ["Risk “Flood” is new"]
    assert standing_text(found) == "changed since Version 1 (1 change)"
    example.undo()
    assert standing_text(standing(example.snapshot)) == "Version 1, unchanged"


@given(st.data())
def test_a_change_that_is_taken_back_by_hand_is_none(data: st.DataObject) -> None:
    risk = Risk.new(what="Flood", impact="high")
    before = snapshot_of(risk)
    value = data.draw(st.sampled_from(["low", "medium", ""]))
    changed = with_record(before, risk.replace(1.0, impact=value))
    assert seal_of(changed) != seal_of(before)
    assert seal_of(with_record(changed, risk.replace(1.0))) == seal_of(before)
