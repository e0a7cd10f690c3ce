"""What was agreed, in words: the same in the window, in the room and in the documents."""

from __future__ import annotations

from datetime import date

import pytest

from models.fields import Value
from models.records import Amendment, Condition, GateDecision, Kpi, Person, WorkshopInfo
from models.snapshot import Snapshot
from models.wording import (
    amount_text,
    condition_terms,
    condition_text,
    frozen_text,
    musts_first,
)
from tests.builders import snapshot_of


def plain(text: str) -> str:
    """With usual spaces in place of those that keep a figure and its unit on one line."""
    return text.replace("\u00a0", " ")


def said(*kpis: Kpi, **values: Value) -> str:
    condition = Condition.new(kpi="".join(kpi.id for kpi in kpis), **values)
    return plain(condition_text(snapshot_of(condition, *kpis), condition))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"comparison": "at_most", "threshold": 2.0, "unit": "%"}, "2 % or less"),
        ({"comparison": "at_least", "threshold": 70.0, "unit": "%"}, "70 % or more"),
        ({"comparison": "exactly", "threshold": 0.0}, "exactly 0"),
        ({"comparison": "at_most", "threshold": 1.1, "unit": "€"}, "€ 1.10 or less"),
        (
            {"comparison": "at_most", "threshold": 1.1, "unit": "EUR a claim"},
            "€ 1.10 a claim or less",
        ),
        ({"comparison": "at_most", "threshold": 9.0, "unit": "EURIBOR"}, "9 EURIBOR or less"),
        ({"comparison": "at_least", "threshold": 95.0, "proportion": True}, "95 % or more"),
        ({"comparison": "holds"}, "holds"),
        ({"comparison": "at_least"}, "no threshold yet"),
        ({"threshold": 5.0, "unit": "h"}, "5 h, not settled whether at least or at most"),
        ({}, "no threshold yet"),
    ],
)
def test_a_condition_reads_as_people_say_it(values: dict[str, Value], words: str) -> None:
    assert said(**values) == words


def test_the_figure_of_today_comes_from_the_kpi_and_so_does_the_unit() -> None:
    kpi = Kpi.new(name="Handling time", unit="min", baseline=34.0)
    assert said(kpi, comparison="at_most", threshold=24.0) == "from 34 to 24 min or less"


def test_what_only_must_not_get_worse_leads_from_nowhere_to_nowhere() -> None:
    kpi = Kpi.new(name="Complaints", unit="per 1,000", baseline=7.2)
    words = said(kpi, comparison="at_most", threshold=8.0)
    assert words == "8 per 1,000 or less, today 7.2"
    assert said(kpi, comparison="at_least", threshold=7.2) == "7.2 per 1,000 or more, today 7.2"
    assert said(kpi, comparison="at_least", threshold=8.0) == "from 7.2 to 8 per 1,000 or more"


def test_the_figure_of_today_in_another_unit_is_not_set_beside_the_threshold() -> None:
    kpi = Kpi.new(name="Handling time", unit="h", baseline=0.57)
    assert said(kpi, comparison="at_most", threshold=24.0, unit="min") == "24 min or less"


def test_an_amount_of_today_carries_its_sign_and_the_unit_is_said_once() -> None:
    kpi = Kpi.new(name="Cost", unit="€ a claim", baseline=1.8)
    words = said(kpi, comparison="at_most", threshold=1.1)
    assert words == "from € 1.80 to € 1.10 a claim or less"


def test_figures_follow_the_language_and_the_currency_of_the_workshop() -> None:
    snapshot = snapshot_of(WorkshopInfo.new(language="de_DE", currency="JPY"))
    assert plain(amount_text(snapshot, 1234.5, "min")) == "1.234,5 min"
    assert plain(amount_text(snapshot, 120_000.0, "JPY")) == "120.000 JP¥"
    assert plain(amount_text(snapshot, 1.5, "€")) == "1,5 €"


def test_a_long_unit_does_not_push_out_what_decides() -> None:
    words = said(comparison="at_most", threshold=24.0, unit="very " * 60)
    assert words.endswith("… or less")
    assert len(words) < 50


def terms(*others: Person, **values: Value) -> str:
    condition = Condition.new(**values)
    return condition_terms(snapshot_of(condition, *others), condition)


def test_the_terms_say_how_a_condition_counts_and_on_how_many_cases() -> None:
    assert terms(weight="must", window="last 8 weeks", cases=1400) == (
        "must · last 8 weeks · 1,400 cases"
    )
    assert terms(weight="should", cases=1) == "should · 1 case"
    assert terms() == ""
    assert terms(window="word " * 60, cases=7).endswith("… · 7 cases")


def test_who_signs_is_said_where_nothing_else_tells_how_it_is_proved() -> None:
    person = Person.new(name="Head of Security")
    assert terms(person, weight="must", signed_by=person.id) == "must · Head of Security signs"
    assert terms(person, weight="must", signed_by=person.id, cases=3) == "must · 3 cases"


def test_musts_come_first_and_otherwise_the_order_stays() -> None:
    weights = ("should", "", "must", "should", "must")
    rows = [Condition.new(what=f"{n}", weight=weight) for n, weight in enumerate(weights)]
    found = musts_first(snapshot_of(*rows, Condition.new()))
    assert [condition.what for condition in found] == ["2", "4", "1", "0", "3"]


def frozen_on(*changes: Amendment) -> Snapshot:
    return snapshot_of(GateDecision.new(frozen_on=date(2027, 3, 30)), *changes)


def test_freezing_and_what_changed_since_are_told_together() -> None:
    assert frozen_text(snapshot_of()) == ""
    assert frozen_text(frozen_on()) == "frozen on 30 Mar 2027"
    one, other = Amendment.new(what="a"), Amendment.new(what="b")
    assert frozen_text(frozen_on(one)) == "frozen on 30 Mar 2027, 1 change since"
    assert frozen_text(frozen_on(one, other)) == "frozen on 30 Mar 2027, 2 changes since"
