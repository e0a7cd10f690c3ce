"""Page 1 of the charter: what is asked, what it is worth, which result means go."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from models import cashflow
from models.example import example_path
from models.fields import Value
from models.findings import Findings
from models.interchange import from_json
from models.record import Record
from models.records import (
    AcceptedFinding,
    Amendment,
    Condition,
    CostLine,
    GateDecision,
    Kpi,
    Look,
    Ownership,
    Person,
    Pilot,
    ValueTarget,
    WorkshopInfo,
)
from models.simulation import simulate
from tests.builders import snapshot_of
from tests.exports.charters import (
    first_page,
    full_workshop,
    logo,
    made,
    pages_of,
    reader,
)
from tests.exports.covers import conditions, first, full_but, full_without

# The decision


def test_the_decision_is_asked_for_in_two_sentences() -> None:
    page = first(*full_workshop())
    assert (
        "Approve a pilot of 12 weeks at € 82 k, and in the same decision its way into production: "
        "if all 3 conditions marked must are met on 30 Jun 2027, Head of Claims runs it from "
        "1 Jul 2027 at € 264 k a year. € 290 k is released for the first year." in page
    )
    assert "Not settled yet" not in page


def test_where_every_condition_is_a_must_all_of_them_decide() -> None:
    assert "if all 4 conditions below are met on" in first(*full_but(Condition, weight="must"))
    assert "if all 4 conditions below are met on" in first(*full_but(Condition, weight=""))
    only = Condition.new(what="It works", comparison="holds", weight="must")
    assert "if the condition below is met on" in first(*full_without(Condition), only)
    beside = Condition.new(what="It is cheap", comparison="holds", weight="should")
    page = first(*full_without(Condition), only, beside)
    assert "if the condition marked must is met on" in page


def test_who_takes_over_is_asked_before_the_production_owner() -> None:
    other = Person.new(name="Head of Operations")
    page = first(other, *full_but(GateDecision, next_owner=other.id))
    assert "Head of Operations runs it from" in page
    assert "Head of Claims runs it from" in first(*full_but(GateDecision, next_owner=""))


@pytest.mark.parametrize(
    ("record_type", "values", "words"),
    [
        (Pilot, {"start": None}, "the start of the pilot"),
        (Pilot, {"end": None}, "the end of the pilot"),
        (Pilot, {"start": None, "end": None}, "start and end of the pilot"),
        (Pilot, {"end": date(2027, 4, 1)}, "an end of the pilot after its start"),
        (CostLine, {"pilot": None}, "what the pilot costs"),
        (GateDecision, {"decider": ""}, "who decides"),
        (Pilot, {"decision_on": None}, "the day of the decision"),
        (CostLine, {"year": None}, "what a year in production costs"),
        (GateDecision, {"budget": None}, "the budget that is released"),
    ],
)
def test_what_is_not_settled_is_said_and_nothing_else(
    record_type: type[Record], values: dict[str, Value], words: str
) -> None:
    assert f"Not settled yet: {words}." in first(*full_but(record_type, **values))


def test_a_date_or_a_name_from_another_step_settles_it_too() -> None:
    assert "Not settled" not in first(*full_but(GateDecision, starts_on=None, next_owner=""))
    records = [*full_without(Ownership, GateDecision, Pilot), GateDecision.new(starts_on=None)]
    page = first(*records)
    assert "who runs it in production, from when it runs in production" in page


def test_an_empty_workshop_lists_all_that_is_missing_to_the_last_word() -> None:
    page = first()
    assert (
        "Not settled yet: start and end of the pilot, what the pilot costs, who decides, the day "
        "of the decision, the conditions, who runs it in production, from when it runs in "
        "production, what a year in production costs, the budget that is released." in page
    )
    assert "if the conditions are met, it runs in production." in page
    assert "no target yet" in page
    assert "no cost line has a yearly amount yet" in page
    assert "No condition is agreed yet" in page
    assert "It needs what the pilot costs, and a year in production." in page
    assert "None" not in page


# The figures


def test_the_figures_are_those_of_the_models() -> None:
    records = full_workshop()
    snapshot = snapshot_of(*records)
    drawn, page = simulate(snapshot), first(*records)
    assert drawn.value is not None
    low, high = round(drawn.value.p10 / 1000), round(drawn.value.p90 / 1000)
    assert low < 379 < high
    assert f"€ 379 k € {low} k to € {high} k in 8 of 10 cases" in page
    assert "1 of 2 targets counted 100 % cash-releasing" in page
    assert "€ 264 k 3.5 × the pilot in the first year" in page  # (264 + 26) ÷ 82
    assert cashflow.payback(snapshot) == 12
    assert f"12 months P90: {drawn.payback_p90} months" in page


def test_the_open_points_lead_to_their_page() -> None:
    pages = pages_of(made(*full_workshop()))
    number = next(n for n, text in enumerate(pages, 1) if "What is missing" in text)
    assert f"listed on page {number} " in " ".join(pages[0].split()) + " "


def test_accepted_points_are_counted_apart() -> None:
    records = full_workshop()
    findings = Findings()
    findings.update(snapshot_of(*records))
    before = len(findings.open)
    accepted = [
        AcceptedFinding.new(what=f.sentence, rule=f.id, about=f.about) for f in findings.open[:2]
    ]
    assert f"{before} points" in first(*records)
    findings.update(snapshot_of(*records, *accepted))
    page = first(*records, *accepted)
    assert f"{len(findings.open)} points" in page
    assert "2 more accepted" in page


# The conditions


def test_conditions_stand_with_what_decides_and_how_it_is_measured() -> None:
    page = first(*full_workshop())
    rows = (
        "Handling time falls from 34 to 24 min or less must · last 8 weeks · 400 cases",
        "Wrong-routing rate from 16 to 2 % or less must · 1 case",
        "No severe security finding holds must · Claims Deputy signs",
        "Run cost a claim € 1.10 or less should",
    )
    assert " ".join(rows) in page  # the should comes last, though it was entered first
    assert "Go to production when decided by Chief Operating Officer · 30 Jun 2027" in page
    assert "2 requirements block go-live, 1 of them open" in page
    assert "frozen" not in page


def test_who_decides_and_when_are_said_as_far_as_they_are_known() -> None:
    assert "when decided on 30 Jun 2027 Handl" in first(*full_but(GateDecision, decider=""))
    page = first(*full_but(Pilot, decision_on=None))
    assert "when decided by Chief Operating Officer Handl" in page


def test_of_forty_conditions_those_that_fit_are_shown_and_the_others_counted() -> None:
    page = first(*full_without(Condition), *conditions(40))
    shown = [n for n in range(1, 41) if f"Condition {n} 70 % or more" in page]
    assert shown == list(range(1, len(shown) + 1))
    assert len(shown) >= 5
    assert f"and {40 - len(shown)} more on page " in page
    assert "From pilot to production cost" in page
    assert "if all 40 conditions below are met" in page


TWO_LINES = "A condition with a name that takes two lines, number {n}"


def test_a_should_makes_room_for_the_picture_and_a_must_does_not() -> None:
    usual = full_without(Condition, ValueTarget)
    page = first(*usual, *conditions(14, TWO_LINES))
    shown = [n for n in range(1, 15) if f"number {n} " in page]
    assert shown == list(range(1, len(shown) + 1))
    assert 5 <= len(shown) < 14
    assert f"and {14 - len(shown)} more on page" in page
    assert "From pilot to production cost" in page
    musts = [condition.replace(weight="must") for condition in conditions(14, TWO_LINES)]
    page = first(*usual, *musts)
    more = [n for n in range(1, 15) if f"number {n} " in page]
    assert len(more) > len(shown)
    assert "From pilot to production cost" not in page
    assert "cost bridge: see section 5" in page


LOGO = logo("PNG")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("cut", ["full", "summary"])
def test_the_page_shows_every_must_of_the_example_below_both_logos(paper: str, cut: str) -> None:
    look = Look.new(paper=paper, watermark="Draft", client_logo=LOGO, own_logo=LOGO)
    records = [
        record.replace(name=f"{record.name} of the whole claims department in Rhineland")
        if isinstance(record, Person)
        else record
        for record in from_json(example_path().read_text("utf-8"))
    ]
    page = first_page(made(*records, look, cut=cut))
    names = [r.what for r in records if isinstance(r, Condition) and r.weight == "must"]
    assert len(names) == 6
    assert [name for name in names if name not in page] == []
    assert "From pilot to production cost" in page


def test_what_does_not_fit_is_led_to_by_its_page() -> None:
    musts = [condition.replace(weight="must") for condition in conditions(40)]
    data = made(*full_without(Condition), *musts)
    said = re.search(r"and \d+ more on page (\d+)", first_page(data))
    assert said
    page = int(said[1])
    assert "Condition 40" in " ".join(pages_of(data)[page - 1 : page + 2])
    read = reader(data)
    annotations: Any = read.pages[0]["/Annots"]
    led = [link.get_object()["/Dest"][0] for link in annotations]
    assert read.pages[page - 1].indirect_reference in led


def test_without_a_condition_the_value_targets_say_what_they_promise() -> None:
    page = first(*full_without(Condition))
    assert "No condition is agreed yet. This is what the value targets promise:" in page
    assert "Handling time from 34 to 24 minutes a case Measured · Head of Claims" in page
    assert "Wrong routing from 16 to 2 % no owner yet" in page
    assert "2 requirements block go-live, 1 of them open" in page


def test_targets_that_do_not_fit_are_counted() -> None:
    targets = [ValueTarget.new(what=f"Target {n}") for n in range(1, 31)]
    kpis = [Kpi.new(name=t.what, target=5.0, value_target=t.id) for t in targets]
    page = first(*targets, *kpis)
    shown = [n for n in range(1, 31) if f"Target {n} to 5" in page]
    assert f"and {30 - len(shown)} more on page " in page


def test_frozen_conditions_say_so_and_every_change_since_is_a_warning() -> None:
    frozen = full_but(GateDecision, frozen_on=date(2027, 3, 30))
    assert "conditions frozen on 30 Mar 2027 · 2 requirements block" in first(*frozen)
    change = Amendment.new(
        what="Handling time falls: Threshold from “26” to “24”",
        reason="The pilot team asked for it",
        changed_on=date(2027, 5, 3),
    )
    data = made(*frozen, change)
    page = first_page(data)
    assert "Conditions frozen on 30 Mar 2027, 1 change since: see section 11." in page
    rest = " ".join(" ".join(pages_of(data)[2:]).split())
    assert "Threshold from “26” to “24”" in rest
    assert "The pilot team asked for it" in rest


# The picture


def test_the_bridge_leads_from_the_pilot_to_the_first_year() -> None:
    page = first(*full_workshop())
    assert "From pilot to production cost" in page
    steps = ("82 Pilot", "+62 Licences", "+58 Security", "+41 Human review", "290 Production")
    assert all(step in page for step in steps)


def test_the_signatures_name_who_signs() -> None:
    guide = Person.new(name="Lead facilitator")
    lines = first(guide, *full_but(WorkshopInfo, facilitator=guide.id)).partition("Agreed")[2]
    assert lines.startswith(
        " Sponsor Chief Operating Officer Date Production owner Head of Claims Date "
        "Facilitator Lead facilitator Date"
    )
