"""Versions in the charter: which one it is, who sealed it, and what is new since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from exports.charter import charter
from exports.document import Document, run
from models.opening import create_workshop
from models.records import Person, Risk, Version, WorkshopInfo
from models.sealing import seal_of, seal_version, short
from models.snapshot import Table
from models.workshop import Workshop
from tests.exports.charters import MADE, first_page, text_of


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "claims") as workshop:
        with workshop.step("Begin") as step:
            step.set_one(WorkshopInfo, initiative="Assistant", place="Harbour")
        yield workshop


def printed(workshop: Workshop, cut: str = "full") -> bytes:
    return run(charter(Document(workshop.snapshot, (), MADE), cut))


def seal(workshop: Workshop, reason: str = "", day: int = 24) -> Version:
    return seal_version(
        workshop, person="Chief Operating Officer", reason=reason, on=date(2026, 11, day)
    )


def chapter(data: bytes) -> str:
    return text_of(data).partition("What was agreed when, and what is new since?")[2]


def test_what_was_never_sealed_is_a_draft(workshop: Workshop) -> None:
    data = printed(workshop)
    assert "Confidential · Draft · 24 Nov 2026" in first_page(data)
    assert "This is a draft: no version was sealed yet." in chapter(data)


def test_a_sealed_version_names_itself_its_day_and_who_sealed_it(workshop: Workshop) -> None:
    version = seal(workshop, "Approved by the board")
    data = printed(workshop)
    page = first_page(data)
    assert "Confidential · Version 1 · sealed 24 Nov 2026 by Chief Operating Officer" in page
    text = chapter(data)
    assert "This is Version 1, as it was sealed." in text
    assert "Version 1 24 Nov 2026 Chief Operating Officer Approved by the board" in text
    assert short(version.seal) in text
    assert f"seal {short(version.seal)}" in page  # in the footer
    assert "Changed" not in text


def test_what_changed_since_is_listed(workshop: Workshop) -> None:
    seal(workshop)
    with workshop.step("Move") as step:
        step.set_one(WorkshopInfo, place="City hall")
    data = printed(workshop)
    assert "Confidential · Draft, changed since Version 1 · 24 Nov 2026" in first_page(data)
    assert f"seal {short(seal_of(workshop.snapshot))}" in first_page(data)
    text = chapter(data)
    assert "This is a draft: it was changed since Version 1." in text
    assert "Changed since Version 1 Step Change Set-up Workshop, Place:" in text
    assert "“Harbour” → “City hall”" in text


def test_a_new_version_lists_what_changed_from_the_one_before(workshop: Workshop) -> None:
    seal(workshop)
    with workshop.step("Move") as step:
        step.set_one(WorkshopInfo, place="City hall")
    seal(workshop, "After the works council", day=30)
    text = chapter(printed(workshop))
    assert "This is Version 2, as it was sealed." in text
    assert text.index("Version 2 30 Nov 2026") < text.index("Version 1 24 Nov 2026")
    assert "Changed from Version 1 to Version 2" in text
    assert "“Harbour” → “City hall”" in text


def test_many_changes_are_counted_and_not_all_printed(workshop: Workshop) -> None:
    seal(workshop)
    with workshop.step("Add") as step:
        for n in range(70):
            step.insert(Risk.new(float(n), what=f"Risk number {n}"))
    text = chapter(printed(workshop))
    assert "Risk “Risk number 39” is new" in text
    assert "Risk “Risk number 40” is new" not in text
    assert "and 30 more changes" in text


def test_a_damaged_version_does_not_stop_the_charter_of_today(workshop: Workshop) -> None:
    version = seal(workshop)
    broken = version.replace(content="bm90aGluZw==")
    snapshot = workshop.snapshot.with_table(Version, Table({broken.id: broken}))
    snapshot = snapshot.with_table(Person, Table({}))
    text = chapter(run(charter(Document(snapshot, (), MADE))))
    assert "The content of Version 1 is damaged" in text
    assert "This is a draft: it was changed since Version 1." in text
    assert "18 History" in text


@pytest.mark.parametrize("cut", ["summary", "finance", "risk", "operations", "poster"])
def test_every_cut_says_which_version_it_is(workshop: Workshop, cut: str) -> None:
    seal(workshop)
    assert "Version 1 · sealed 24 Nov 2026" in first_page(printed(workshop, cut))
