"""Page 1 of the charter has its order whatever is entered: nothing, too much, long names."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from models.fields import Kind, Value
from models.record import Record
from models.records import (
    Amendment,
    Condition,
    CostLine,
    GateDecision,
    Requirement,
    ValueTarget,
    WorkshopInfo,
)
from tests.exports.charters import (
    first_lines,
    first_page,
    full_workshop,
    heights,
    made,
    reader,
)
from tests.exports.covers import conditions, full_but, full_without

LONG = (
    "Rechtsschutzversicherungsgesellschaftenangelegenheiten, "
    "in other words: legal protection insurance "
) * 3
JAPANESE = "保険金請求の処理時間を短縮するための条件であり、毎週測定される。" * 10
_KEPT = {"starts_at"}


def with_names(text: str, **info: Value) -> list[Record]:
    """The full workshop with `text` as every name and line of text, 300 characters long."""
    found = []
    for record in [*full_workshop(), *conditions(40)]:
        names = {
            key: text[:300]
            for key, field in record.fields.items()
            if field.kind is Kind.LINE and key not in _KEPT
        }
        more = info if isinstance(record, WorkshopInfo) else {}
        found.append(record.replace(**names, **more))
    return found


EXTREMES: dict[str, list[Record]] = {
    "nothing": [],
    "usual": full_workshop(),
    "forty conditions": [*full_workshop(), *conditions(40)],
    "long names": with_names(LONG),
    "long names without a space": with_names("W" * 300),
    "Japanese": with_names(JAPANESE, language="ja_JP", currency="JPY"),
    "yen": full_but(WorkshopInfo, currency="JPY", language="ja_JP"),
    "large amounts": [
        *full_but(CostLine, pilot=1e12, year=9e11, one_off=1e12),
        ValueTarget.new(money_year=1e12, adoption=100.0, cash=False),
    ],
    "no costs": full_without(CostLine),
    "no conditions": full_without(Condition),
    "changed": [
        *full_but(GateDecision, frozen_on=date(2027, 3, 30)),
        *(Amendment.new(what=f"Change {n}") for n in range(12)),
        *(Requirement.new(what=f"Requirement {n}", blocks=True) for n in range(200)),
    ],
}


@cache
def extreme(name: str) -> bytes:
    """The charter of one of them, made once: those with long names take seconds."""
    return made(*EXTREMES[name])


@pytest.mark.parametrize("name", EXTREMES)
def test_the_first_page_is_one_page_and_nothing_stands_on_anything_else(name: str) -> None:
    data = extreme(name)
    assert "Contents" in reader(data).pages[1].extract_text().splitlines()
    lines = first_lines(data)
    assert len(lines) > 20
    assert [pair for pair in combinations(lines, 2) if pair[0].meets(pair[1])] == []
    assert min(line.left for line in lines) >= 54 - 0.1
    assert max(line.right for line in lines) <= 595.3 - 54 + 0.5
    asked, go, agreed, line, foot = heights(
        data, "THE DECISION ASKED FOR", "Go to production when", "Agreed", "Date", "Page 1 of "
    )
    assert asked > go > agreed > line > foot > 20


@pytest.mark.parametrize("name", ["long names", "Japanese"])
def test_a_name_of_300_letters_does_not_cost_what_the_page_has_to_say(name: str) -> None:
    data = extreme(name)
    page = first_page(data).replace(" ", "")
    signs = {"Japanese": ("JP¥", "2027年6月30日")}
    sign, day = signs.get(name, ("€", "30Jun2027"))
    assert f"at{sign}264kayear.{sign}290kisreleasedforthefirstyear." in page
    assert page.count(day) == 2  # in the sentence, and beside the heading
    assert "orless" in page
    assert "·400cases" in page
    assert re.search(r"and\d\dmoreonpage\d", page)


def test_amounts_are_written_in_the_currency_of_the_workshop() -> None:
    page = first_page(extreme("yen"))
    assert "at JP¥ 82 k" in page
    assert "JP¥ 264 k" in page
    assert "€ 82" not in page
