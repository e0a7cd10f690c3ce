"""Findings: each rule says the right thing, runs when it must, and counts what it looked at."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant
from hypothesis.stateful import rule as hypothesis_rule

import models.rules  # noqa: F401 - declares them
from models import raci
from models.checks import RULES, Check, Each, Rule, Severity
from models.findings import Finding, Findings, findings_of
from models.raci import CYCLE
from models.record import TYPES, Record
from models.records import (
    Activity,
    Assignment,
    Group,
    Kpi,
    Pilot,
    Role,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import DraftTable, Snapshot, Table
from models.steps import BY_ID, STEPS, step_of
from tests import builders, strategies
from tests.models.rule_cases import BLANKS, CASES, Case

Findings()  # declares the rules


def _name(case: Case) -> str:
    return f"{case.rule}: {'; '.join(case.sentences) or 'quiet'}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_rule_says_exactly_what_is_missing(case: Case) -> None:
    checks = list(RULES[case.rule].function(case.snapshot))
    assert tuple(check.sentence for check in checks if check.sentence) == case.sentences


def test_every_rule_has_a_workshop_where_it_speaks_and_one_where_it_is_quiet() -> None:
    speaks = {case.rule for case in CASES if case.sentences}
    quiet = {case.rule for case in CASES if not case.sentences}
    assert speaks == set(RULES)
    assert quiet == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_gives_its_reason_and_is_named_after_its_step(rule: Rule) -> None:
    assert rule.why.endswith(".")
    assert rule.step in BY_ID
    assert rule.id.startswith(f"{rule.step}.")


@pytest.mark.parametrize("case", [case for case in CASES if case.sentences], ids=_name)
def test_a_finding_leads_to_where_it_is_mended(case: Case) -> None:
    for check in RULES[case.rule].function(case.snapshot):
        if check.sentence:
            assert check.table is not None
            assert step_of(check.table) is not None
            assert not check.field or (check.record and check.field in check.record.fields)


class _Watching(Snapshot):
    """A snapshot that notes which tables are looked at."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__({name: snapshot.table(t) for name, t in TYPES.items()})
        self.looked_at: set[type[Record]] = set()

    def table(self, record_type: type[Record]) -> Table:
        self.looked_at.add(record_type)
        return super().table(record_type)


def test_every_rule_declares_exactly_the_tables_it_reads() -> None:
    read: dict[str, set[type[Record]]] = defaultdict(set)
    for case in CASES:
        watching = _Watching(case.snapshot)
        list(RULES[case.rule].function(watching))
        read[case.rule] |= watching.looked_at
    assert read == {rule.id: set(rule.reads) for rule in RULES.values()}


def test_rows_that_somebody_has_only_just_begun_are_not_nagged_about() -> None:
    begun = findings_of(builders.snapshot_of(*BLANKS))
    assert [f.sentence for f in begun] == [f.sentence for f in findings_of(Snapshot())]


def told(findings: list[Finding]) -> list[tuple[object, ...]]:
    """What findings say, whichever object says it."""
    return [(f.rule, f.sentence, f.record, f.field, f.table) for f in findings]


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_findings_brought_up_to_date_are_the_same_as_all_findings_afresh(
    data: st.DataObject,
) -> None:
    findings = Findings()
    snapshot = Snapshot()
    for _ in range(data.draw(st.integers(1, 6))):
        snapshot = data.draw(strategies.edited(snapshot))
        findings.update(snapshot)
    assert told(findings.open) == told(findings_of(snapshot))
    fresh = Findings()
    fresh.update(snapshot)
    for step in ("", *BY_ID):
        assert findings.readiness(step) == fresh.readiness(step)


class _Day(RuleBasedStateMachine):
    """Small changes of a large workshop; findings follow them record by record."""

    def __init__(self) -> None:
        super().__init__()
        self.snapshot = _large()
        self.findings = Findings()
        self.findings.update(self.snapshot)

    @hypothesis_rule(number=st.integers(0, 29), data=st.data())
    def set_field(self, number: int, data: st.DataObject) -> None:
        record_type = data.draw(st.sampled_from([ValueTarget, Activity, Kpi, Group]))
        record = self.snapshot.all(record_type)[number % len(self.snapshot.table(record_type))]
        ids = {name: list(self.snapshot.table(known)) for name, known in TYPES.items()}
        field = data.draw(st.sampled_from(list(record_type.fields.values())))
        self._put(record.replace(**{field.name: data.draw(strategies.likely(field, ids))}))

    @hypothesis_rule(
        row=st.integers(0, 29), column=st.integers(0, 3), letters=st.sampled_from(CYCLE)
    )
    def set_letters(self, row: int, column: int, letters: str) -> None:
        activity, role = self.snapshot.all(Activity)[row % 20], self.snapshot.all(Role)[column]
        cell = raci.grid(self.snapshot).cells.get((activity.id, role.id))
        new = cell or Assignment.new(1.0, activity=activity.id, role=role.id)
        self._put(new.replace(letters=letters))

    @hypothesis_rule(number=st.integers(0, 29), place=st.integers(0, 40))
    def move(self, number: int, place: int) -> None:
        targets = self.snapshot.all(ValueTarget)
        self._put(targets[number % len(targets)].replace(place + 0.5))

    @hypothesis_rule(number=st.integers(0, 29))
    def remove(self, number: int) -> None:
        targets = self.snapshot.all(ValueTarget)
        if len(targets) > 20:
            self._change(ValueTarget, targets[number % len(targets)].id, None)

    @invariant()
    def same_as_afresh(self) -> None:
        self.findings.update(self.snapshot)
        fresh = Findings()
        fresh.update(self.snapshot)
        assert told(self.findings.open) == told(fresh.open)
        assert self.findings.worst == fresh.worst
        assert self.findings.readiness() == fresh.readiness()

    def _put(self, record: Record) -> None:
        self._change(type(record), record.id, record)

    def _change(self, record_type: type[Record], id_: str, record: Record | None) -> None:
        draft = DraftTable(self.snapshot.table(record_type))
        if record is None:
            draft.drop(id_)
        else:
            draft.put(record)
        self.snapshot = self.snapshot.with_table(record_type, draft.finished())


_Day.TestCase.settings = settings(max_examples=15, stateful_step_count=20)
test_findings_that_follow_small_changes_are_the_same_as_all_findings_afresh = _Day.TestCase


def _large() -> Snapshot:
    groups = [Group.new(name=f"Group {n}", in_production=10 * n) for n in range(3)]
    targets = [
        ValueTarget.new(what=f"Target {n}", group=groups[n % 3].id, volume=100.0) for n in range(30)
    ]
    proofs = [Kpi.new(name=f"KPI {n}", value_target=targets[n].id) for n in range(20)]
    rows = {f"Activity {n}": dict.fromkeys("abcd", "R") for n in range(30)}
    return builders.snapshot_of(*groups, *targets, *proofs, *builders.matrix_of(rows))


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.each], ids=lambda r: r.id)
def test_after_a_small_change_a_rule_of_each_looks_at_the_changed_record_alone(
    rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = cast("Each", rule.each)
    looked: list[int] = []

    def look(snapshot: Snapshot, records: Sequence[Record]) -> Iterator[Check]:
        looked.append(len(records))
        return each.look(snapshot, records)

    watched = dataclasses.replace(rule, each=each._replace(look=look))
    monkeypatch.setitem(RULES, rule.id, watched)
    snapshot = _large()
    findings = Findings()
    findings.update(snapshot)
    record = snapshot.all(each.record_type)[7]
    draft = DraftTable(snapshot.table(each.record_type))
    draft.put(record.replace(**{record.label_field: "Another name"}))
    findings.update(snapshot.with_table(each.record_type, draft.finished()))
    assert looked == [1, 1]  # as it was, and as it is


def test_a_rule_does_not_run_again_while_its_tables_are_the_same() -> None:
    before = builders.snapshot_of(Group.new(name="Handlers"), ValueTarget.new(what="Postage"))
    after = builders.with_record(before, ValueTarget.new(what="Handling time"))
    findings = Findings()
    findings.update(before)
    untouched = {f.sentence: f for f in findings.open if ValueTarget not in f.rule.reads}
    findings.update(after)
    again = {f.sentence: f for f in findings.open if ValueTarget not in f.rule.reads}
    assert untouched
    assert all(again[sentence] is finding for sentence, finding in untouched.items())


def test_findings_stand_in_the_order_of_the_steps_the_most_severe_first() -> None:
    found = findings_of(builders.large_workshop())
    steps = [step.id for step in STEPS]
    order = [(steps.index(f.step), list(Severity).index(f.severity)) for f in found]
    assert order == sorted(order)
    findings = Findings()
    findings.update(builders.large_workshop())
    assert [f.sentence for s in steps for f in findings.of_step(s)] == [f.sentence for f in found]


def test_a_workshop_without_an_entry_has_findings_but_no_readiness() -> None:
    findings = Findings()
    findings.update(builders.snapshot_of(*BLANKS, WorkshopInfo.new(), Role.new()))
    assert "There is no value target yet." in [f.sentence for f in findings.open]
    assert [findings.readiness(step) for step in ("", *BY_ID)] == [None] * (1 + len(BY_ID))


def test_readiness_of_a_step_begins_with_its_first_entry_and_leaves_the_others_alone() -> None:
    findings = Findings()
    target = ValueTarget.new(what="Errors", evidence="estimated")
    kpi = Kpi.new(name="Errors", value_target=target.id, target=2.0)
    findings.update(builders.snapshot_of(target, kpi))
    # Passed: some (3), number (3), evidence (1), not all assumed (1). Not: owner (3).
    assert findings.readiness("value") == pytest.approx(8 / 11 * 100)
    assert findings.readiness("governance") is None
    overall = findings.readiness()
    assert overall is not None
    assert 0 < overall < 30


def test_hints_are_shown_but_do_not_make_a_workshop_less_ready() -> None:
    findings = Findings()
    findings.update(builders.snapshot_of(Group.new(name="A", in_pilot=1, in_production=100)))
    with_hint = findings.readiness("frame")
    assert "frame.pilot-share" in {f.id for f in findings.open}
    findings.update(builders.snapshot_of(Group.new(name="A", in_pilot=90, in_production=100)))
    assert "frame.pilot-share" not in {f.id for f in findings.open}
    assert findings.readiness("frame") == with_hint


def test_dates_and_figures_in_sentences_are_written_in_the_workshops_own_way() -> None:
    pilot = Pilot.new(start=date(2026, 3, 27), end=date(2026, 1, 5))
    info = WorkshopInfo.new(language="de_DE")
    group = Group.new(name="Sachbearbeitung", in_pilot=1200, in_production=40)
    sentences = [f.sentence for f in findings_of(builders.snapshot_of(pilot, info, group))]
    assert "The pilot ends on 5. Jan. 2026, but starts on 27. März 2026." in sentences
    assert any("1.200 people" in sentence for sentence in sentences)


def test_a_name_with_braces_or_of_enormous_length_is_quoted_as_it_is() -> None:
    odd = ValueTarget.new(what="{name} {missing}")
    long = ValueTarget.new(what="x" * 40_000)
    sentences = [f.sentence for f in findings_of(builders.snapshot_of(odd, long))]
    assert "“{name} {missing}” has no owner." in sentences
    assert max(len(sentence) for sentence in sentences) < 250
