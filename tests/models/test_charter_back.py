"""A charter read back as a workshop, and every file that is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from models import actions
from models.errors import Refusal
from models.example import create_example
from models.incoming.charter import NeedsPassword, make_workshop, read_carried
from models.interchange import to_json
from models.opening import open_workshop
from models.records import Person, Risk, Version, WorkshopInfo
from models.sealing import seal_of, seal_version
from models.verifying import compare, told
from models.workshop import Workshop
from tests import charters


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_example(tmp_path / "northwind") as made:
        yield made


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The example's charter, made once."""
    with create_example(tmp_path_factory.mktemp("charter") / "northwind") as made:
        return charters.real(made.snapshot)


def put(folder: Path, data: bytes, name: str = "charter.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_charter_carries_its_workshop(
    workshop: Workshop, exported: bytes, tmp_path: Path
) -> None:
    carried = read_carried(put(tmp_path, exported))
    assert carried.untouched
    assert carried.printed == seal_of(workshop.snapshot) == seal_of(carried.snapshot)
    made = make_workshop(tmp_path / "again", carried, "charter.pdf")
    made.close()
    with open_workshop(made.path) as again:
        assert seal_of(again.snapshot) == carried.printed
        assert [entry.name for entry in again.log()] == ["Load charter.pdf"]
        assert again.snapshot.all(Risk) == workshop.snapshot.all(Risk)


def test_what_only_the_facilitator_sees_is_not_in_it(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.step("Note") as step:
        step.set_one(WorkshopInfo, notes="Do not tell them.")
    carried = read_carried(put(tmp_path, charters.real(workshop.snapshot)))
    assert carried.snapshot.one(WorkshopInfo).notes == ""
    assert not any(person.email for person in carried.snapshot.all(Person))
    assert compare(workshop.snapshot, carried).matches


def test_json_is_read_in_the_same_way(workshop: Workshop, tmp_path: Path) -> None:
    text = "\ufeff" + to_json(workshop.snapshot)
    carried = read_carried(put(tmp_path, text.encode(), "day.json"))
    assert carried.snapshot == workshop.snapshot
    assert carried.untouched


def test_an_encrypted_charter_needs_its_password(exported: bytes, tmp_path: Path) -> None:
    path = put(tmp_path, charters.encrypted(exported, "Größe 9"))
    with pytest.raises(NeedsPassword, match=r"“charter\.pdf” is encrypted\."):
        read_carried(path)
    with pytest.raises(NeedsPassword, match="does not open"):
        read_carried(path, "größe 9")
    assert read_carried(path, "Größe 9").untouched


@pytest.mark.parametrize(("make", "words"), charters.BAD.values(), ids=charters.BAD)
def test_what_is_no_whole_charter_is_refused_in_a_sentence_and_at_once(
    make: Callable[[Path], None], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "charter.pdf"
    make(path)
    start, used = time.process_time(), memory()  # whatever else the machine has to do
    with pytest.raises(Refusal, match=words) as refused:
        read_carried(path)
    assert time.process_time() - start < 3
    assert memory() - used < 400_000_000
    assert refused.value.safe
    assert refused.value.todo
    assert "charter.pdf" in refused.value.what or "JSON" in refused.value.what


def memory() -> int:
    """The most memory that this process ever had, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def test_a_charter_whose_workshop_was_altered_makes_none(exported: bytes, tmp_path: Path) -> None:
    forged = charters.altered(exported, b'"minutes_after": 24.0', b'"minutes_after": 4.0')
    carried = read_carried(put(tmp_path, forged))
    assert not carried.untouched
    with pytest.raises(Refusal, match=r"inside “charter\.pdf” was altered"):
        make_workshop(tmp_path / "forged", carried, "charter.pdf")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf"]


def test_a_file_that_is_there_is_not_overwritten(exported: bytes, tmp_path: Path) -> None:
    carried = read_carried(put(tmp_path, exported))
    there = put(tmp_path, b"somebody's work", "day.groundwork")
    with pytest.raises(Refusal, match="already exists"):
        make_workshop(there, carried, "charter.pdf")
    assert there.read_bytes() == b"somebody's work"


# Comparing


def test_a_charter_matches_until_something_is_changed(workshop: Workshop, tmp_path: Path) -> None:
    person = workshop.snapshot.all(Person)[0]
    seal_version(workshop, person=person.id, reason="", on=date(2026, 11, 24))
    carried = read_carried(put(tmp_path, charters.real(workshop.snapshot)))
    verdict = compare(workshop.snapshot, carried)
    assert verdict.matches
    assert verdict.version == workshop.snapshot.all(Version)[0]
    assert list(told(workshop.snapshot, verdict)) == [
        f"The charter matches the workshop. Seal {verdict.charter[:4]} {verdict.charter[4:8]} "
        f"{verdict.charter[8:12]}.",
        f"It is Version 1, sealed on 24 Nov 2026 by {person.name}.",
    ]
    actions.add(workshop, Risk, what="Flood")
    verdict = compare(workshop.snapshot, carried)
    assert not verdict.matches
    assert verdict.genuine
    assert [str(d) for d in verdict.differences] == ["Risk “Flood” is new"]
    assert list(told(workshop.snapshot, verdict))[-1] == (
        "The workshop differs from the charter in 1 point:"
    )


def test_a_forged_charter_never_matches(
    workshop: Workshop, exported: bytes, tmp_path: Path
) -> None:
    forged = charters.altered(exported, b'"minutes_after": 24.0', b'"minutes_after": 4.0')
    verdict = compare(workshop.snapshot, read_carried(put(tmp_path, forged)))
    assert (verdict.genuine, verdict.matches) == (False, False)
    assert next(told(workshop.snapshot, verdict)).startswith("The workshop inside the charter was")
    assert [str(d) for d in verdict.differences] == [
        "Handling time per claim falls, Minutes after: 4 → 24\u00a0min"
    ]


def test_a_charter_with_another_seal_printed_never_matches(
    workshop: Workshop, tmp_path: Path
) -> None:
    data = to_json(workshop.snapshot).encode()
    path = put(tmp_path, charters.made({charters.NAME: data}, seal="0" * 64))
    verdict = compare(workshop.snapshot, read_carried(path))
    assert (verdict.differences, verdict.genuine, verdict.matches) == ([], False, False)
