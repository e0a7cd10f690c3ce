"""Days as they are said: the next one there is, in the workshop's language and in English."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.near_dates import near_date
from models.records.common import LANGUAGES

TODAY = date(2026, 11, 25)  # a Wednesday
DAYS = st.dates(date(2000, 1, 1), date(2190, 12, 31))
LOCALES = st.sampled_from([code for code, _name in LANGUAGES])


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("fri", "en_GB", date(2026, 11, 27)),
        ("Friday", "en_GB", date(2026, 11, 27)),
        ("fri.", "en_GB", date(2026, 11, 27)),
        ("thurs", "en_GB", date(2026, 11, 26)),
        ("wed", "en_GB", date(2026, 12, 2)),
        ("tomorrow", "en_GB", date(2026, 11, 26)),
        ("Today", "en_GB", TODAY),
        ("+2w", "en_GB", date(2026, 12, 9)),
        ("+ 10 days", "en_GB", date(2026, 12, 5)),
        ("+1m", "en_GB", date(2026, 12, 25)),
        ("12 mar", "en_GB", date(2027, 3, 12)),
        ("12th March", "en_GB", date(2027, 3, 12)),
        ("Mar 12", "en_US", date(2027, 3, 12)),
        ("25 nov", "en_GB", TODAY),
        ("fri 27 nov", "en_GB", date(2026, 11, 27)),
        ("29 feb", "en_GB", date(2028, 2, 29)),
        ("2026-12-01", "en_GB", date(2026, 12, 1)),
        ("1.12.2026", "de_DE", date(2026, 12, 1)),
        ("12.3.", "de_DE", date(2027, 3, 12)),
        ("Fr 27. 11.", "de_DE", date(2026, 11, 27)),
        ("Fr", "de_DE", date(2026, 11, 27)),
        ("Freitag", "de_DE", date(2026, 11, 27)),
        ("12. März", "de_DE", date(2027, 3, 12)),
        ("+2 Wochen", "de_DE", date(2026, 12, 9)),
        ("+3t", "de_DE", date(2026, 11, 28)),
        ("vendredi", "fr_FR", date(2026, 11, 27)),
        ("+2s", "fr_FR", date(2026, 12, 9)),
        ("12 de marzo", "es_ES", date(2027, 3, 12)),
        ("fri", "ja_JP", date(2026, 11, 27)),
    ],
)
def test_a_day_as_it_is_said(text: str, locale: str, day: date) -> None:
    assert near_date(text, TODAY, locale) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mar",
        "12",
        "3.13.",
        "31.2.",
        "12.3",
        "may",
        "finance",
        "+2",
        "2w",
        "+2x",
        "31 feb",
        "fri finance",
        "the 12 mar",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert near_date(text, TODAY, "en_GB") is None


def test_the_same_day_of_a_shorter_month_is_its_last() -> None:
    assert near_date("+1m", date(2026, 1, 31), "en_GB") == date(2026, 2, 28)


@given(DAYS, st.integers(0, 999), LOCALES)
def test_weeks_ahead_are_whole_weeks(today: date, weeks: int, locale: str) -> None:
    assert near_date(f"+{weeks}w", today, locale) == today + timedelta(weeks=weeks)


@given(DAYS, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), LOCALES)
def test_a_day_of_the_week_is_within_the_next_seven(today: date, name: str, locale: str) -> None:
    found = near_date(name, today, locale)
    assert found is not None
    assert 1 <= (found - today).days <= 7


@given(st.text(max_size=60), DAYS, LOCALES)
def test_no_text_breaks_it(text: str, today: date, locale: str) -> None:
    found = near_date(text, today, locale)
    assert found is None or isinstance(found, date)
