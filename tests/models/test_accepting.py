"""Findings that are accepted as they are: by somebody, for a reason, until that is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models import actions, follow_up
from models.errors import Refusal
from models.findings import Finding, Findings, findings_of
from models.interchange import from_json, load_into, to_json
from models.opening import create_workshop
from models.records import (
    AcceptedFinding,
    Group,
    Person,
    Pilot,
    Requirement,
    Role,
    ValueTarget,
    Wave,
)
from models.workshop import Workshop

DAY = date(2026, 11, 24)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """Two value targets without an owner."""
    with create_workshop(tmp_path / "day") as made:
        with made.step("Fill") as step:
            step.insert(ValueTarget.new(1.0, what="Handling time", sort="time"))
            step.insert(ValueTarget.new(2.0, what="Error rate", sort="quality"))
            step.insert(Group.new(1.0, name="Handlers", in_production=200))
        yield made


def findings_in(workshop: Workshop) -> Findings:
    findings = Findings()
    findings.update(workshop.snapshot)
    return findings


def one(workshop: Workshop, rule: str, words: str = "") -> Finding:
    """The first open finding of a rule whose sentence holds some words."""
    found = findings_in(workshop).open
    return next(f for f in found if f.id == rule and words in f.sentence)


def accept(workshop: Workshop, finding: Finding) -> AcceptedFinding:
    record = follow_up.accept(workshop, finding, "We live with it", "Ada", DAY)
    assert isinstance(record, AcceptedFinding)
    return record


def test_an_accepted_finding_is_no_longer_open_and_keeps_its_reason(workshop: Workshop) -> None:
    finding = one(workshop, "value.owner", "Handling time")
    before = findings_in(workshop)
    record = accept(workshop, finding)
    after = findings_in(workshop)
    assert len(after.open) == len(before.open) - 1
    assert finding.sentence not in [f.sentence for f in after.open]
    ((accepted, why),) = after.accepted
    assert (accepted.id, accepted.about) == (finding.id, finding.about)
    assert why == record
    assert (why.what, why.reason) == (finding.sentence, "We live with it")
    assert workshop.snapshot.name_of(AcceptedFinding.accepted_by, why) == "Ada"
    assert why.accepted_on == DAY
    assert [f.sentence for f in findings_of(workshop.snapshot)] == [f.sentence for f in after.open]


def test_accepting_is_one_step_with_the_person_who_is_new(workshop: Workshop) -> None:
    before = workshop.snapshot
    accept(workshop, one(workshop, "value.owner"))
    assert [person.name for person in workshop.snapshot.all(Person)] == ["Ada"]
    workshop.undo()
    assert workshop.snapshot == before


@pytest.mark.parametrize(("reason", "by"), [("", "Ada"), (" ", "Ada"), ("Why", ""), ("Why", " ")])
def test_nothing_is_accepted_by_nobody_or_for_no_reason(
    workshop: Workshop, reason: str, by: str
) -> None:
    with pytest.raises(Refusal, match="by somebody, for a reason"):
        follow_up.accept(workshop, one(workshop, "value.owner"), reason, by, DAY)
    assert workshop.snapshot.all(AcceptedFinding) == workshop.snapshot.all(Person) == ()


def test_a_finding_is_accepted_once(workshop: Workshop) -> None:
    finding = one(workshop, "value.owner")
    accept(workshop, finding)
    with pytest.raises(Refusal, match="accepted already"):
        accept(workshop, finding)


def test_one_record_is_accepted_and_not_the_others_of_the_rule(workshop: Workshop) -> None:
    accept(workshop, one(workshop, "value.owner", "Handling time"))
    left = [f.sentence for f in findings_in(workshop).open if f.id == "value.owner"]
    assert len(left) == 1
    assert "Error rate" in left[0]


def test_one_of_several_missing_things_is_accepted_and_not_the_others(workshop: Workshop) -> None:
    actions.add(workshop, Requirement, what="Log it", area=Requirement.area.choices[0].value)
    gaps = [f for f in findings_in(workshop).open if f.id == "governance.areas"]
    assert len(gaps) > 1
    accept(workshop, gaps[0])
    left = [f.sentence for f in findings_in(workshop).open if f.id == "governance.areas"]
    assert left == [f.sentence for f in gaps[1:]]


def test_one_of_two_findings_about_a_record_is_accepted_and_not_the_other(
    workshop: Workshop,
) -> None:
    with workshop.step("Dates") as step:
        step.set_one(Pilot, start=DAY, end=date(2026, 1, 1), decision_on=date(2025, 1, 1))
    both = [f for f in findings_in(workshop).open if f.id == "frame.date-order"]
    assert len(both) == 2
    accept(workshop, both[1])
    left = [f.sentence for f in findings_in(workshop).open if f.id == "frame.date-order"]
    assert left == [both[0].sentence]


def test_it_stays_accepted_when_the_record_is_renamed(workshop: Workshop) -> None:
    accept(workshop, one(workshop, "value.owner", "Handling time"))
    target = workshop.snapshot.all(ValueTarget)[0]
    actions.set_value(workshop, target, ValueTarget.what, "Minutes a claim")
    assert ["Minutes a claim" in f.sentence for f, _why in findings_in(workshop).accepted] == [True]


def test_what_is_mended_later_is_neither_open_nor_accepted_and_keeps_its_record(
    workshop: Workshop,
) -> None:
    record = accept(workshop, one(workshop, "value.owner", "Handling time"))
    target = workshop.snapshot.all(ValueTarget)[0]
    actions.set_text(workshop, target, ValueTarget.owner, "Ben")
    after = findings_in(workshop)
    assert after.accepted == []
    assert not [f for f in after.open if f.id == "value.owner" and "Handling" in f.sentence]
    assert workshop.snapshot.all(AcceptedFinding) == (record,)
    actions.set_text(workshop, target, ValueTarget.owner, "")
    assert [why for _finding, why in findings_in(workshop).accepted] == [record]


def test_withdrawing_opens_it_again(workshop: Workshop) -> None:
    finding = one(workshop, "value.owner", "Handling time")
    before = [f.sentence for f in findings_in(workshop).open]
    record = accept(workshop, finding)
    actions.delete(workshop, [record])
    assert [f.sentence for f in findings_in(workshop).open] == before
    workshop.undo()
    assert findings_in(workshop).accepted


def test_following_one_acceptance_gives_the_same_as_looking_anew(workshop: Workshop) -> None:
    followed = findings_in(workshop)
    accept(workshop, one(workshop, "value.owner", "Handling time"))
    followed.update(workshop.snapshot)
    anew = findings_in(workshop)
    assert [f.sentence for f in followed.open] == [f.sentence for f in anew.open]
    assert [w for _f, w in followed.accepted] == [w for _f, w in anew.accepted]
    assert followed.worst == anew.worst
    assert followed.readiness("value") == anew.readiness("value")


def test_readiness_counts_what_was_accepted_neither_as_good_nor_as_missing(
    workshop: Workshop,
) -> None:
    targets = workshop.snapshot.all(ValueTarget)
    actions.set_text(workshop, targets[1], ValueTarget.owner, "Ben")
    open_ = findings_in(workshop).readiness("value")
    accept(workshop, one(workshop, "value.owner", "Handling time"))
    accepted = findings_in(workshop).readiness("value")
    assert open_ is not None
    assert accepted is not None
    assert accepted > open_
    # Of the rule only the target with an owner counts now: taking that owner away costs all of it.
    actions.set_text(workshop, targets[1], ValueTarget.owner, "")
    without = findings_in(workshop).readiness("value")
    assert without is not None
    assert without < open_


def test_a_record_with_nothing_but_accepted_findings_has_no_mark(workshop: Workshop) -> None:
    actions.add(workshop, Role, name="Product owner")
    role = workshop.snapshot.all(Role)[0]
    while role.id in findings_in(workshop).worst:
        found = findings_in(workshop).open
        accept(workshop, next(f for f in found if f.record and f.record.id == role.id))
    assert findings_in(workshop).accepted


def test_acceptances_come_back_from_json(workshop: Workshop, tmp_path: Path) -> None:
    accept(workshop, one(workshop, "value.owner", "Handling time"))
    with create_workshop(tmp_path / "copy") as copy:
        load_into(copy, from_json(to_json(workshop.snapshot)), "Read in")
        assert copy.snapshot == workshop.snapshot
        assert len(findings_in(copy).accepted) == 1


def test_an_acceptance_of_a_rule_that_is_no_more_harms_nothing(workshop: Workshop) -> None:
    actions.add(workshop, AcceptedFinding, what="Old", rule="gone.rule", about="x")
    assert findings_in(workshop).accepted == []


def test_a_point_that_got_worse_after_it_was_accepted_is_open_again_and_known(
    workshop: Workshop,
) -> None:
    record = accept(workshop, one(workshop, "change.reach"))
    assert findings_in(workshop).anew(record) is None
    group = workshop.snapshot.all(Group)[0]
    actions.set_value(workshop, group, Group.in_production, 300)
    worse = findings_in(workshop)
    again = worse.anew(record)
    assert again is not None
    assert again in worse.open
    assert again.sentence == "No wave says when the 300 people affected start."
    actions.add(workshop, Wave, name="All", people=300)
    assert findings_in(workshop).anew(record) is None
