"""Figures, dates and words as people write them, and back again."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import values
from models.dates import format_date, format_weekday, parse_date
from models.errors import Refusal
from models.fields import Field, Kind, Value
from models.record import TYPES
from models.records import (
    AgendaBlock,
    CostBasis,
    CostLine,
    Group,
    Kpi,
    Requirement,
    Training,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from models.records.common import CURRENCIES
from models.wording import amount_text
from tests import strategies
from tests.builders import snapshot_of

FIELDS = [
    field
    for record_type in TYPES.values()
    for field in record_type.fields.values()
    if field.kind is not Kind.LINK
]


@settings(deadline=None, max_examples=600)
@given(st.data(), st.sampled_from(FIELDS), st.sampled_from(strategies.LOCALES))
def test_what_an_editor_shows_means_the_same_value(
    data: st.DataObject, field: Field[Any], locale: str
) -> None:
    value = data.draw(strategies.values(field))
    assert values.parse(field, values.editable(field, value, locale), locale) == value


@settings(deadline=None, max_examples=300)
@given(st.floats(0, 1e12), st.sampled_from(strategies.LOCALES))
def test_no_digit_of_a_number_is_lost_by_editing(number: float, locale: str) -> None:
    text = values.editable(ValueTarget.money_year, number, locale)
    assert values.parse(ValueTarget.money_year, text, locale) == number


@settings(deadline=None, max_examples=300)
@given(st.integers(-(10**9), 10**9), st.sampled_from(strategies.LOCALES))
def test_a_displayed_whole_number_can_be_typed_again(number: int, locale: str) -> None:
    assert values.parse_number(values.format_number(number, locale), locale) == number


@settings(deadline=None, max_examples=200)
@given(
    st.integers(-(10**11), 10**11),
    st.sampled_from(strategies.LOCALES),
    st.sampled_from([currency for currency, _text in CURRENCIES]),
)
def test_a_displayed_amount_can_be_typed_again(cents: int, locale: str, currency: str) -> None:
    text = values.format_money(cents / 100, currency, locale)
    assert values.parse_number(text, locale) == cents / 100
    text = values.format_money(abs(cents) / 100, currency, locale)
    assert values.parse(CostLine.year, text, locale, currency=currency) == abs(cents) / 100


@settings(deadline=None, max_examples=200)
@given(
    st.integers(0, 10**12),
    st.sampled_from(strategies.LOCALES),
    st.sampled_from([currency for currency, _text in CURRENCIES]),
)
def test_what_is_read_at_a_glance_can_be_typed_again(
    amount: int, locale: str, currency: str
) -> None:
    text = values.format_compact(amount, currency, locale)
    typed = values.parse(CostLine.year, text, locale, currency=currency)
    assert typed == pytest.approx(amount, rel=0.006)


@settings(deadline=None, max_examples=300)
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(strategies.LOCALES))
def test_a_displayed_day_can_be_typed_again(day: date, locale: str) -> None:
    assert parse_date(format_date(day, locale), locale) == day
    assert parse_date(format_weekday(day, locale), locale) == day


_CLAIM = ("min", "points", "%", "per 1,000", "of 10", "k", "m", "€ a claim", "EUR per claim", "€/h")


@settings(deadline=None, max_examples=200)
@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from(strategies.LOCALES),
    st.sampled_from(("EUR", "CHF", "JPY")),
    st.sampled_from(_CLAIM),
)
def test_a_figure_with_its_unit_as_it_is_displayed_can_be_typed_again(
    cents: int, locale: str, currency: str, unit: str
) -> None:
    snapshot = snapshot_of(WorkshopInfo.new(language=locale, currency=currency))
    text = amount_text(snapshot, cents / 100, unit)
    typed = values.parse(Kpi.target, text, locale, currency=currency, unit=unit)
    assert typed == cents / 100


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.200,50", 1200.5),
        ("1,200.50", 1200.5),
        ("1.234.567", 1_234_567),
        ("1,234,567.8", 1_234_567.8),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1\u202f200,5", 1200.5),
        ("1’200", 1200),
        ("1'200.50", 1200.5),
        ("12k", 12_000),
        ("12 K", 12_000),
        ("1,5k", 1500),
        ("3.5m", 3_500_000),
        ("€ 3,5 Mio", 3_500_000),
        ("3,5 Mio. €", 3_500_000),
        ("2 bn", 2e9),
        ("€1200", 1200),
        ("1200 €", 1200),
        ("CHF 1’200.–", 1200),
        ("EUR 48", 48),
        ("48 EUR", 48),
        ("15 min", 15),
        ("15 minutes", 15),
        ("3 h", 3),
        ("70 %", 70),
        ("70%", 70),
        ("-4", -4),
        ("−4", -4),
        ("+4", 4),
        (".5", 0.5),
        (",5", 0.5),
        ("0.125", 0.125),
        ("0", 0),
        ("200 people", 200),
        ("48 per hour", 48),
        ("48/h", 48),
    ],
)
def test_a_number_is_understood_as_people_write_it(text: str, number: float) -> None:
    assert values.parse_number(text) == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("1.200", "de_DE", 1200),
        ("1.200", "en_GB", 1.2),
        ("1,200", "en_GB", 1200),
        ("1,200", "de_DE", 1.2),
        ("1.200", "fr_FR", 1.2),
        ("0.125", "de_DE", 0.125),
        ("1,5", "en_GB", 1.5),
    ],
)
def test_one_sign_before_three_digits_follows_the_language(
    text: str, locale: str, number: float
) -> None:
    assert values.parse_number(text, locale) == pytest.approx(number)


@pytest.mark.parametrize(
    "text",
    ["3 apples", "apples", "1.2.3,4,5", "12-15", "", "-", ".", "about 5", "1e5x", "٣ تفاح", "5 6a"],
)
def test_what_is_not_a_number_is_refused_with_the_fields_name(text: str) -> None:
    assert values.parse_number(text) is None
    if text:
        with pytest.raises(Refusal, match="Cases a month"):
            values.parse(ValueTarget.volume, text)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("2026-11-24", "en_GB"),
        ("24.11.2026", "de_DE"),
        ("24.11.26", "de_DE"),
        ("24/11/2026", "en_GB"),
        ("11/24/2026", "en_US"),
        ("24 Nov 2026", "en_GB"),
        ("24 November 2026", "en_GB"),
        ("Nov 24, 2026", "en_US"),
        ("24. Nov. 2026", "de_DE"),
        ("24 nov. 2026", "fr_FR"),
        ("2026年11月24日", "ja_JP"),
        ("2026/11/24", "ja_JP"),
        ("2026-11-24T00:00:00", "en_GB"),
    ],
)
def test_a_date_is_understood_as_people_write_it(text: str, locale: str) -> None:
    assert parse_date(text, locale) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["31.2.2026", "tomorrow", "24", "11/2026", "2026-13-01", "-"])
def test_what_is_not_a_day_is_refused_with_the_fields_name(text: str) -> None:
    with pytest.raises(Refusal, match="Starts"):
        values.parse(Wave.start, text)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (ValueTarget.cash, "ja", True),
        (ValueTarget.cash, "No", False),
        (ValueTarget.cash, "x", True),
        (ValueTarget.cash, "", None),
        (Requirement.area, "human oversight", "oversight"),
        (Requirement.area, "Human", "oversight"),
        (WorkshopInfo.currency, "chf", "CHF"),
        (Group.people_now, "1,200", 1200),
        (Group.name, "  Claims \n handlers ", "Claims handlers"),
    ],
)
def test_words_are_understood_as_people_write_them(
    field: Field[Any], text: str, value: Value
) -> None:
    assert values.parse(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (ValueTarget.cash, "perhaps"),
        (Requirement.area, "cooking"),
        (Group.people_now, "2.5"),
        (Group.people_now, "-2"),
        (ValueTarget.adoption, "140 %"),
        (ValueTarget.money_year, "9999 bn"),
    ],
)
def test_a_value_out_of_bounds_is_refused_and_names_the_field(field: Field[Any], text: str) -> None:
    with pytest.raises(Refusal) as refused:
        values.parse(field, text)
    assert f"“{field.label}” was not changed" in refused.value.what


def test_large_figures_are_shown_with_three_digits_that_count() -> None:
    shown = {
        999: "999", 1200: "1.2\u00a0k", 12_340: "12.3\u00a0k", 612_400: "612\u00a0k",
        999_600: "1\u00a0m", 1_240_000: "1.24\u00a0m", -4500: "-4.5\u00a0k",
    }  # fmt: skip
    assert {number: values.format_compact(number) for number in shown} == shown


@pytest.mark.parametrize(
    ("amount", "full", "short"),
    [
        (-589_000, "-€\u00a0589,000", "-€\u00a0589\u00a0k"),
        (-0.004, "€\u00a00", "€\u00a00"),
        (-8_400_000_000, "-€\u00a08,400,000,000", "-€\u00a08.4\u00a0bn"),
        (589, "€\u00a0589", "€\u00a0589"),
    ],
)
def test_the_minus_of_an_amount_stands_before_its_sign(
    amount: float, full: str, short: str
) -> None:
    shown = values.format_money(amount, "EUR")
    assert (shown, values.format_compact(amount, "EUR")) == (full, short)
    assert values.parse_number(shown) == pytest.approx(amount, abs=0.01)


@pytest.mark.parametrize(
    ("locale", "full", "short"),
    [
        ("en_GB", "-€ 57,750", "-€ 57.8 k"),
        ("de_DE", "-57.750 €", "-57,8 k €"),
        ("de_CH", "-€ 57’750", "-€ 57.8 k"),
        ("fr_FR", "-57 750 €", "-57,8 k €"),
        ("nl_NL", "-€ 57.750", "-€ 57,8 k"),
        ("ja_JP", "-€ 57,750", "-€ 57.8 k"),
    ],
)
def test_the_sign_of_a_currency_stands_where_the_language_has_it(
    locale: str, full: str, short: str
) -> None:
    shown = (
        values.format_money(-57_750.0, "EUR", locale),
        values.format_compact(-57_750.0, "EUR", locale),
    )
    assert tuple(re.sub(r"\s", " ", text) for text in shown) == (full, short)
    assert [values.parse_number(text, locale) for text in shown] == [-57_750, -57_800]


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("30-Nov-26", "en_GB", date(2026, 11, 30)),
        ("31 Dec 26", "en_GB", date(2026, 12, 31)),
        ("31-Jan-25", "en_GB", date(2025, 1, 31)),
        ("mardi 3 février 2026", "fr_FR", date(2026, 2, 3)),
        ("martes 3 de febrero de 2026", "es_ES", date(2026, 2, 3)),
        ("martedì 3 febbraio 2026", "it_IT", date(2026, 2, 3)),
        ("1. Dezember 2026", "de_DE", date(2026, 12, 1)),
        ("22. Mrz 2027", "de_DE", date(2027, 3, 22)),
        ("Mo. 22. März 2027", "de_CH", date(2027, 3, 22)),
        ("Tue, 24 Nov 2026", "en_GB", date(2026, 11, 24)),
        ("24th of November 2026", "en_GB", date(2026, 11, 24)),
    ],
)
def test_days_are_understood_as_people_write_them(text: str, locale: str, day: date) -> None:
    assert values.parse(Wave.start, text, locale) == day


@pytest.mark.parametrize(
    "text", ["Decided 5 May 2026", "24/11/202", "11/24/2026", "31 Feb 2026", "24 Nov", "tomorrow"]
)
def test_what_is_not_clearly_one_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is not a date"):
        values.parse(Wave.start, text, "en_GB")


@pytest.mark.parametrize("text", ["18 m", "1/2", "12 abc", "5 t"])
def test_what_could_be_another_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is not a number"):
        values.parse(ValueTarget.minutes_before, text, "en_GB")


# Units and currencies: nothing that changes what a number means is passed over


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (ValueTarget.minutes_before, "2 h", 120),
        (ValueTarget.minutes_before, "1.5 hours", 90),
        (ValueTarget.minutes_before, "90 sec", 1.5),
        (ValueTarget.minutes_after, "12 min a case", 12),
        (ValueTarget.minutes_after, "12 Minuten/Fall", 12),
        (AgendaBlock.minutes, "1 h", 60),
        (Training.hours, "90 min", 1.5),
        (Training.hours, "4 h per person", 4),
        (ValueTarget.volume, "400 a month", 400),
        (ValueTarget.volume, "400 cases/month", 400),
        (ValueTarget.hourly_cost, "€ 48 an hour", 48),
        (ValueTarget.hourly_cost, "48 EUR/h", 48),
        (CostLine.year, "EUR 12k a year", 12_000),
        (CostLine.year, "12.000,50 € p.a.", 12_000.5),
        (CostLine.year, "12.000,50 Euro jährlich", 12_000.5),
        (CostLine.year, "12 000,50 euros", 12_000.5),
        (CostBasis.rate, "8 % p.a.", 8),
        (Group.people_now, "200 people", 200),
    ],
)
def test_a_unit_that_fits_is_understood(field: Field[Any], text: str, value: float) -> None:
    assert values.parse(field, text, currency="EUR") == pytest.approx(value)


@pytest.mark.parametrize(
    ("field", "text", "takes"),
    [
        (CostLine.year, "400 a month", "an amount a year in EUR"),
        (CostLine.year, "EUR 400/month", "an amount a year in EUR"),
        (CostLine.year, "400 k a month", "an amount a year in EUR"),
        (CostLine.year, "$ 100", "an amount a year in EUR"),
        (CostLine.pilot, "100 CHF", "an amount in EUR"),
        (CostLine.pilot, "100 USD", "an amount in EUR"),
        (CostLine.pilot, "100 a day", "an amount in EUR"),
        (CostLine.pilot, "100 h", "an amount in EUR"),
        (ValueTarget.hourly_cost, "48 a day", "an amount an hour in EUR"),
        (ValueTarget.volume, "100/day", "a number a month"),
        (ValueTarget.volume, "100 min", "a number a month"),
        (ValueTarget.minutes_before, "2 days", "minutes"),
        (ValueTarget.minutes_before, "15 min/day", "minutes"),
        (ValueTarget.minutes_before, "15 €", "minutes"),
        (ValueTarget.adoption, "70 min", "a figure in percent"),
        (Group.people_now, "12 h", "a number alone"),
    ],
)
def test_another_unit_or_currency_is_refused_with_what_the_field_takes(
    field: Field[Any], text: str, takes: str
) -> None:
    with pytest.raises(Refusal) as refused:
        values.parse(field, text, currency="EUR")
    said = f"“{field.label}” was not changed: it takes {takes}, not “{text}”."
    assert refused.value.what == said


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("CAD", "$ 5"), ("SEK", "5 kr"), ("USD", "US$ 5"), ("MXN", "5 MX$"),
        ("CHF", "Fr. 5.–"), ("CHF", "SFr. 5"), ("CHF", "5 Fr."), ("EUR", "5 Euro"),
    ],
)  # fmt: skip
def test_a_sign_that_several_currencies_share_is_the_workshops(currency: str, text: str) -> None:
    assert values.parse(CostLine.year, text, currency=currency) == 5


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("24 min", "min", 24),
        ("2 h", "min", 120),
        ("24 min", "min a claim", 24),
        ("€ 1.10", "€ a claim", 1.1),
        ("8 per 1,000", "per 1,000", 8),
        ("90 %", "%", 90),
        ("24", "points", 24),
    ],
)
def test_a_figure_is_read_in_the_unit_that_its_record_says(
    text: str, unit: str, value: float
) -> None:
    assert values.parse(Kpi.target, text, unit=unit) == pytest.approx(value)


def test_a_figure_in_another_unit_than_its_record_says_is_refused() -> None:
    with pytest.raises(Refusal, match="it takes a figure in “points”, not “24 min”"):
        values.parse(Kpi.target, "24 min", unit="points")


@pytest.mark.parametrize("field", [CostLine.year, Group.people_now])
@pytest.mark.parametrize("text", ["1.200", "EUR 1.200"])
def test_an_amount_that_may_be_a_thousand_times_as_much_is_refused(
    field: Field[Any], text: str
) -> None:
    if field is Group.people_now:
        text = text.removeprefix("EUR ")
    with pytest.raises(Refusal, match=f"“{text}” can mean 1.2 or 1,200"):
        values.parse(field, text, "en_GB")
    assert values.parse(field, text, "de_DE") == 1200


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (CostLine.year, "1.20", 1.2),
        (CostLine.year, "1.2345", 1.2345),
        (CostLine.year, "0.125", 0.125),
        (CostLine.year, "1234.567", 1234.567),
        (CostLine.year, "1.200 Mio", 1_200_000),
        (ValueTarget.minutes_before, "1.125", 1.125),
    ],
)
def test_other_figures_with_three_decimals_are_taken_as_they_stand(
    field: Field[Any], text: str, value: float
) -> None:
    assert values.parse(field, text, "en_GB") == pytest.approx(value)


def test_bounds_are_written_for_people() -> None:
    with pytest.raises(Refusal, match="cannot be more than 1\u00a0000\u00a0000\u00a0000\u00a0000"):
        values.parse(CostLine.year, "9999 bn")
