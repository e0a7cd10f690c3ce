"""Requirement packs in time: before or after go-live, and when a pack is old."""

from __future__ import annotations

from datetime import date

import pytest

from models.packs import Applies, applies, applies_text, is_old
from models.records import Requirement
from models.starter_sets import Pack

GO_LIVE = date(2027, 6, 1)


def rule(begins: date | None) -> dict[str, date | str]:
    return {"what": "Keep logs"} | ({"applies_from": begins} if begins else {})


@pytest.mark.parametrize(
    ("begins", "go_live", "when", "words"),
    [
        (None, GO_LIVE, Applies.UNDATED, "no date given"),
        (None, None, Applies.UNDATED, "no date given"),
        (date(2018, 5, 25), GO_LIVE, Applies.BEFORE, "applies before go-live"),
        (GO_LIVE, GO_LIVE, Applies.BEFORE, "applies before go-live"),
        (
            date(2027, 12, 2),
            GO_LIVE,
            Applies.LATER,
            "applies from 2 Dec 2027 – after go-live",
        ),
        (date(2027, 6, 2), GO_LIVE, Applies.LATER, "applies from 2 Jun 2027 – after go-live"),
        (date(2027, 12, 2), None, Applies.UNKNOWN, "applies from 2 Dec 2027"),
    ],
)
def test_a_rule_applies_before_or_after_go_live(
    begins: date | None, go_live: date | None, when: Applies, words: str
) -> None:
    assert applies(rule(begins), go_live) is when
    assert applies_text(rule(begins), go_live, "en_GB") == words


@pytest.mark.parametrize(
    ("as_of", "today", "old"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), False),
        (date(2026, 11, 21), date(2027, 11, 21), False),
        (date(2026, 11, 21), date(2027, 11, 22), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2026, 11, 21), date(2020, 1, 1), False),
    ],
)
def test_a_pack_is_old_when_more_than_a_year_has_passed(
    as_of: date, today: date, old: bool
) -> None:
    pack = Pack("p", "P", "P.", {Requirement: (rule(None),)}, as_of, "")
    assert is_old(pack, today) is old
