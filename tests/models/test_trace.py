"""Chains from promise to decision, and where they break."""

from __future__ import annotations

from models.checks import Severity
from models.findings import Findings, findings_of
from models.records import (
    AcceptedFinding,
    Condition,
    CostLine,
    GateDecision,
    Group,
    Kpi,
    Person,
    Requirement,
    Training,
    ValueTarget,
    Wave,
)
from models.snapshot import Snapshot
from models.trace import Chain, chains, graded
from tests.builders import snapshot_of, with_record

BOSS = Person.new(name="Chief Operating Officer")


def texts(chain: Chain) -> list[list[str]]:
    """The rows as text, with a mark at what is missing."""
    return [
        [("! " if cell.missing else "") + cell.text.replace("\xa0", " ") for cell in row]
        for row in chain.rows
    ]


def test_a_value_target_is_followed_to_the_person_who_decides() -> None:
    target = ValueTarget.new(what="Handling time")
    kpi = Kpi.new(name="Minutes", value_target=target.id, baseline=34.0, unit="min")
    condition = Condition.new(what="24 or less", kpi=kpi.id)
    s = snapshot_of(BOSS, target, kpi, condition, GateDecision.new(decider=BOSS.id))
    values = chains(s)[0]
    assert texts(values) == [
        ["Handling time", "Minutes", "34 min", "24 or less", "Chief Operating Officer"]
    ]
    assert values.broken == 0


def test_every_link_that_is_missing_is_marked_at_its_place() -> None:
    alone, proved = ValueTarget.new(what="Alone"), ValueTarget.new(what="Proved")
    kpi = Kpi.new(name="Rate", value_target=proved.id)
    stray, loose = Kpi.new(name="Stray", baseline=1.0), Condition.new(what="Loose")
    values = chains(snapshot_of(alone, proved, kpi, stray, loose))[0]
    assert texts(values) == [
        ["Alone", "! no KPI", "–", "–", "–"],
        ["Proved", "Rate", "! not measured", "! no condition", "–"],
        ["! proves no value target", "Stray", "1", "! no condition", "–"],
        ["–", "! no KPI", "–", "Loose", "! nobody yet"],
    ]
    assert values.broken == 4


def test_a_guard_and_a_condition_without_a_number_are_no_gaps() -> None:
    guard = Kpi.new(name="Complaints", baseline=7.0)
    target = ValueTarget.new(what="Time")
    proof = Kpi.new(name="Minutes", value_target=target.id, baseline=1.0, guard=guard.id)
    s = snapshot_of(target, guard, proof, Condition.new(what="In the EU", comparison="holds"))
    assert texts(chains(s)[0])[1:] == [
        ["guards Minutes", "Complaints", "7", "! no condition", "–"],
        ["–", "–", "–", "In the EU", "! nobody yet"],
    ]


def test_a_yearly_cost_from_a_budget_that_ends_has_no_payer_in_month_13() -> None:
    s = snapshot_of(
        CostLine.new(what="Seats", year=100.0, payer="Claims", funding="running"),
        CostLine.new(what="Coaching", year=50.0, payer="Lab", funding="innovation"),
        CostLine.new(what="Set-up", one_off=50.0, payer="Lab", funding="project"),
        CostLine.new(what="Way out", zero_because="In the contract."),
        CostLine.new(what="Logs"),
    )
    assert texts(chains(s)[1]) == [
        ["Seats", "€ 100", "Claims", "Running budget"],
        ["Coaching", "€ 50", "Lab", "! Innovation budget"],
        ["Set-up", "€ 50 once", "Lab", "Project budget"],
        ["Logs", "! no amount", "–", "–"],
    ]


def test_what_is_paid_once_needs_a_payer_and_no_budget_as_the_findings_say() -> None:
    s = snapshot_of(CostLine.new(what="Set-up", one_off=50.0))
    assert texts(chains(s)[1]) == [["Set-up", "€ 50 once", "! nobody yet", "–"]]
    asked = [f.sentence for f in findings_of(s) if f.id == "cost.payer"]
    assert asked == ["“Set-up” still needs: Paid by."]


def severities(s: Snapshot) -> list[list[Severity | str | None]]:
    """What the first chain's gaps weigh; the text of a cell that is no gap."""
    found = Findings()
    found.update(s)
    return [
        [cell.severity if cell.missing else cell.text for cell in row]
        for row in graded(chains(s), found)[0].rows
    ]


def test_a_gap_weighs_what_its_finding_weighs() -> None:
    alone, proved = ValueTarget.new(what="Alone"), ValueTarget.new(what="Proved")
    kpi = Kpi.new(name="Rate", value_target=proved.id)
    stray, holds = Kpi.new(name="Stray", target=1.0), Condition.new(what="C", comparison="holds")
    found = severities(snapshot_of(alone, proved, kpi, stray, holds, GateDecision.new()))
    assert found == [
        ["Alone", Severity.MUST, "–", "–", "–"],
        ["Proved", "Rate", Severity.SHOULD, Severity.HINT, "–"],
        [None, "Stray", Severity.SHOULD, None, "–"],
        ["–", "–", "–", "C", Severity.MUST],
    ]


def test_what_was_accepted_is_no_gap() -> None:
    target = ValueTarget.new(what="Alone")
    s = snapshot_of(target, Kpi.new(name="Stray", target=1.0))
    found = next(f for f in findings_of(s) if f.id == "measures.proof")
    accepted = AcceptedFinding.new(rule=found.id, about=found.about, reason="Later")
    assert severities(with_record(s, accepted))[0][1] == "no KPI, accepted"


def test_requirements_that_do_not_apply_are_no_gap() -> None:
    s = snapshot_of(
        BOSS,
        Requirement.new(what="Logs", applies="yes", owner=BOSS.id, due="go_live", blocks=True),
        Requirement.new(what="Review", applies="unclear"),
        Requirement.new(what="Minors", applies="no"),
    )
    assert texts(chains(s)[2]) == [
        ["Logs", "Chief Operating Officer", "Before go-live", "blocks go-live"],
        ["Review", "! nobody yet", "! no date", "! not said whether it blocks"],
    ]


def test_a_group_is_followed_to_its_training_and_its_waves() -> None:
    intake, desk = Group.new(name="Intake", in_production=12), Group.new(name="Desk")
    s = snapshot_of(
        intake,
        desk,
        Group.new(name="Nobody", in_production=0),
        Training.new(content="Sorting", group=intake.id),
        Wave.new(name="1", group=intake.id),
        Wave.new(name="2", group=intake.id),
    )
    assert texts(chains(s)[3]) == [
        ["Intake", "12", "Sorting", "1, 2"],
        ["Desk", "! how many?", "! no training", "! no wave"],
    ]


def test_every_cell_that_is_missing_leads_somewhere() -> None:
    s = snapshot_of(
        ValueTarget.new(what="a"), Kpi.new(name="b"), CostLine.new(what="c"), Group.new(name="d")
    )
    found = [cell for chain in chains(s) for row in chain.rows for cell in row if cell.missing]
    assert found
    assert all(cell.record is not None for cell in found)


def test_an_empty_workshop_has_four_chains_without_rows() -> None:
    assert [len(chain.rows) for chain in chains(Snapshot())] == [0, 0, 0, 0]
