"""Pictures: what they say, in which colours, and how they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest

from exports import palette
from exports.charter import picture as on_paper
from exports.charter.pages import Pages
from exports.document import Document
from exports.pictures import PICTURES, height_wanted, picture
from exports.pictures.shapes import COLOURS, Polygon, Stroke
from models import simulation
from models.records import (
    CostLine,
    Group,
    Pilot,
    Requirement,
    Wave,
    WorkshopInfo,
)
from models.steps import STEPS
from tests.builders import large_workshop, snapshot_of
from tests.exports.charters import made, pages_of, text_of
from tests.exports.drawings import (
    EM,
    HIGH,
    LETTERS,
    WIDE,
    boxes,
    cost,
    costs,
    dates,
    drawn,
    everything,
    hatching,
    in_order,
    requirements,
    target,
    waves,
    words,
)

CATEGORIES = [choice.value for choice in CostLine.category.choices]


# What can be read in them


def test_every_step_names_pictures_that_there_are() -> None:
    named = {name for step in STEPS for name in step.pictures}
    assert set(PICTURES) <= named


@pytest.mark.parametrize("name", PICTURES)
def test_without_anything_to_draw_a_picture_says_what_it_needs(name: str) -> None:
    empty = drawn(name)
    assert empty.empty
    assert not empty.spots
    title, *sentence = words(empty)
    assert "needs" in " ".join(sentence)
    assert empty.alt == f"{title}: {' '.join(sentence)}"


@pytest.mark.parametrize(
    ("language", "caption"),
    [
        ("en_GB", "€ thousand, first year"),
        ("de_DE", "thousand €, first year"),
        ("de_CH", "€ thousand, first year"),
        ("fr_FR", "thousand €, first year"),
    ],
)
def test_the_bridge_says_its_unit_as_the_language_writes_amounts(
    language: str, caption: str
) -> None:
    assert caption in words(drawn("bridge", *costs(), WorkshopInfo.new(language=language)))


def test_the_bridge_goes_from_the_pilot_over_signed_steps_to_production() -> None:
    bridge = drawn("bridge", *costs())
    figures = [w for w in words(bridge) if w.strip("+\N{MINUS SIGN}").isdigit()]
    assert figures == ["82", "+64", "\N{MINUS SIGN}1", "+48", "+71", "264"]
    assert "€ thousand, first year" in words(bridge)
    assert "€\N{NO-BREAK SPACE}264\N{NO-BREAK SPACE}k" in bridge.alt
    pilot, production = boxes(bridge, "accent")[0], boxes(bridge, "ink")[-1]
    assert pilot.height / production.height == pytest.approx(82 / 264)
    assert pilot.bottom == production.bottom
    steps = boxes(bridge, "bar")
    assert [round(s.height / production.height * 264) for s in steps] == [64, 48, 71]
    assert steps[0].bottom == pytest.approx(pilot.y)


def test_a_step_down_is_hatched_and_stands_between_its_neighbours() -> None:
    up = drawn("bridge", cost("licences", 1000.0, None, 3000.0))
    down = drawn("bridge", cost("licences", 3000.0, None, 1000.0))
    assert hatching(up) == 0
    assert hatching(down) > 0
    assert "\N{MINUS SIGN}2,000" in words(down)


def test_a_pilot_cost_that_no_line_explains_ends_with_the_pilot() -> None:
    bridge = drawn("bridge", Pilot.new(cost=50_000.0), cost("staff", None, None, 90_000.0))
    assert "Ends with the pilot" in bridge.alt
    assert "\N{MINUS SIGN}50" in words(bridge)


def test_every_category_has_a_bar_and_an_uncut_label_on_paper() -> None:
    lines = [cost(c, 1000.0, None, 9000.0 + n * 1000) for n, c in enumerate(CATEGORIES)]
    document = Document(snapshot_of(*lines))
    pages = Pages(document)
    pages.start()
    bridge = on_paper.made(pages, "bridge", document.snapshot, 180.0)
    assert len(boxes(bridge, "bar")) == len(CATEGORIES)
    assert not [w for w in words(bridge) if "…" in w]


def test_where_bars_have_no_room_the_smallest_share_one() -> None:
    lines = [cost(c, 0.0, None, 10_000.0 + n * 1000) for n, c in enumerate(CATEGORIES)]
    bridge = drawn("bridge", *lines, width=30 * EM)
    steps = boxes(bridge, "bar")
    assert len(steps) < len(CATEGORIES)
    assert {"All", "others"} <= set(" ".join(words(bridge)).split())
    assert min(s.y for s in steps) == pytest.approx(boxes(bridge, "ink")[0].y)
    others = sum(int(w[1:]) for w in words(bridge) if w.startswith("+"))
    assert others == pytest.approx(sum(10 + n for n in range(len(CATEGORIES))), abs=1)


def test_a_bar_stands_for_the_largest_line_of_its_category() -> None:
    small, large = cost("staff", None, None, 10.0), cost("staff", None, None, 90.0)
    bridge = drawn("bridge", cost("exit", 5.0, None, 5.0), small, large)
    assert [spot.record.id for spot in bridge.spots if "Staff" in spot.says] == [large.id]


def test_ranges_reach_from_low_to_high_with_a_mark_at_likely() -> None:
    ranges = drawn("ranges", target("Time", 100.0, cash=True, low=50.0, high=150.0))
    bar = next(b for b in boxes(ranges, "bar") if b.width > EM)
    marks = [
        s for s in ranges.shapes if isinstance(s, Stroke) and s.x1 == s.x2 and s.colour == "ink"
    ]
    zero = next(s.x1 for s in ranges.shapes if isinstance(s, Stroke) and s.x1 == s.x2)
    assert bar.width == pytest.approx(2 * (bar.x - zero))
    assert marks[0].x1 == pytest.approx(bar.x + bar.width / 2)


def test_cash_and_time_differ_by_more_than_colour_and_are_never_one_sum() -> None:
    cash = drawn("ranges", target("a", 90_000.0, cash=True, low=10.0))
    both = drawn(
        "ranges",
        target("a", 90_000.0, cash=True, low=10.0),
        target("b", 60_000.0, cash=False, low=10.0),
    )
    assert hatching(both) > hatching(cash) + 5
    said = both.alt.replace("\N{NO-BREAK SPACE}", " ")
    assert "€ 90 k of it releases cash, € 60 k comes back as time" in said


def test_a_long_name_takes_two_lines_where_there_is_room() -> None:
    long = "Letters written by the assistant and checked by an adjuster"
    records = [target(long, 9000.0, cash=True), target("Calls", 500.0, cash=True)]
    assert " ".join(words(drawn("ranges", *records))).count(long) == 1
    low = words(drawn("ranges", *records, height=14 * EM))
    assert [w for w in low if w.endswith("…") and long.startswith(w[:-1])]


def test_targets_beyond_twelve_share_a_line() -> None:
    many = [target(f"T{n:02}", 1000.0 * (n + 1), cash=True) for n in range(30)]
    ranges = drawn("ranges", *many, height=40 * EM)
    assert "and 19 more" in words(ranges)
    labels = [w for w in words(ranges) if w.startswith("T")]
    assert labels == [f"T{n:02}" for n in range(29, 18, -1)]
    rest = sum(n + 1 for n in range(19))
    assert f"€\N{NO-BREAK SPACE}{rest}\N{NO-BREAK SPACE}k" in words(ranges)


def test_the_total_has_its_range_as_soon_as_the_simulation_is_known() -> None:
    snapshot = snapshot_of(*everything())
    before = picture("ranges", snapshot, WIDE, HIGH, LETTERS)
    spread = simulation.simulate(snapshot).value
    after = picture("ranges", snapshot, WIDE, HIGH, LETTERS)
    assert spread is not None
    assert "Lowest to highest, all together" in words(before)
    assert "P10" not in before.alt
    assert "8 of 10 cases, all together" in words(after)
    assert all(name in after.alt for name in ("P10", "P50", "P90"))
    wide, narrow = (max(boxes(p, "ink"), key=lambda b: b.width) for p in (before, after))
    assert narrow.width < wide.width


def test_coverage_counts_what_is_settled_and_names_empty_areas() -> None:
    coverage = drawn("coverage", *requirements())
    assert words(coverage).count("1 of 2") == 1
    assert words(coverage).count("1 of 1") == 1
    assert words(coverage).count("no requirement yet") == 4
    triangles = [s for s in coverage.shapes if isinstance(s, Polygon)]
    assert len(triangles) == 4
    assert "Records: 1 owner and date, 1 applies, owner or date missing" in coverage.alt


def test_every_requirement_has_a_cell_of_its_own() -> None:
    coverage = drawn("coverage", *requirements())
    said = {spot.record.caption: spot.says for spot in coverage.spots}
    assert set(said) == {"Log", "Delete", "Archive", "Translate", "Limit access"}
    assert said["Translate"] == "Translate: Does not apply"
    assert said["Delete"] == "Delete: Applies, owner or date missing"
    places = [spot.place for spot in coverage.spots]
    assert not any(a.meets(b) for n, a in enumerate(places) for b in places[:n])


def test_requirements_without_an_area_are_not_forgotten() -> None:
    coverage = drawn("coverage", Requirement.new(what="Something", applies="yes"))
    assert "No area" in words(coverage)


def test_waves_are_stairs_against_all_affected_with_the_gap_in_words() -> None:
    stairs = drawn("waves", *waves())
    assert {"46", "+46", "86", "+40", "120 people affected"} <= set(words(stairs))
    assert "22 in waves without a start, 12 people in no wave" in stairs.alt
    assert "Without a start: Call centre (22)" in words(stairs)
    first, second = boxes(stairs, "tint")
    assert first.height / second.height == pytest.approx(46 / 86)
    assert first.x < second.x


def test_more_people_in_waves_than_are_affected_are_said() -> None:
    start = date(2027, 1, 1)
    records = [Group.new(in_production=10), Wave.new(name="All", people=14, start=start)]
    assert "4 more in waves than are affected" in drawn("waves", *records).alt


def test_the_time_line_reaches_month_13_and_says_what_has_no_date() -> None:
    line = drawn("timeline", *dates())
    for label in ("Pilot starts", "Pilot ends", "Work starts", "Go-live", "Month 13", "Munich"):
        assert label in words(line)
    assert "1 Sept 2028" in words(line)
    assert {"2027", "2028"} <= set(words(line))
    assert "Not dated yet: Decision, Call centre" in words(line)
    assert line.alt.index("Pilot ends") < line.alt.index("Month 13")


def test_days_stand_on_the_time_line_in_their_distance() -> None:
    line = drawn("timeline", *dates())
    x = {spot.says.split(":")[0]: spot.place.x for spot in line.spots}
    whole = x["Month 13"] - x["Pilot starts"]
    days = (date(2027, 9, 1) - date(2027, 4, 5)).days, (date(2028, 9, 1) - date(2027, 4, 5)).days
    assert (x["Go-live"] - x["Pilot starts"]) / whole == pytest.approx(days[0] / days[1])


@pytest.mark.parametrize("name", PICTURES)
def test_at_the_height_it_wants_a_picture_cuts_nothing(name: str) -> None:
    wanted = height_wanted(name, snapshot_of(*everything())) * EM
    full = drawn(name, *everything(), height=wanted)
    assert not [w for w in words(full) if w.endswith("…")]
    assert words(full) == words(drawn(name, *everything(), height=3 * wanted))


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_workshop_gives_the_same_picture(name: str) -> None:
    records = everything()
    assert drawn(name, *records) == drawn(name, *records)


@pytest.mark.parametrize("name", PICTURES)
def test_a_large_workshop_is_drawn_too(name: str) -> None:
    in_order(picture(name, large_workshop(), WIDE, HIGH, LETTERS))


# Colours


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_text_can_be_read_on_what_it_stands_on() -> None:
    pairs = {(t.colour, t.on) for name in PICTURES for t in drawn(name, *everything()).texts}
    assert len(pairs) > 4
    faint = {p: contrast(COLOURS[p[0]], COLOURS[p[1]]) for p in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


def test_bars_stand_out_from_the_paper() -> None:
    # WCAG 2.2, 1.4.11: 3:1 for shapes that mean something.
    for colour in ("accent", "bar", "ink", "should", "muted"):
        assert contrast(COLOURS[colour], palette.WHITE) >= 3


# In the charter


def test_the_charter_shows_each_picture_in_its_step() -> None:
    text = text_of(made(*everything()))
    titles = [drawn(name, *everything()).texts[0].text for name in PICTURES]
    for title in titles:
        assert title in text
    assert "P90" in text
    assert "8 of 10 cases, all together" in text


def test_the_charter_leaves_out_pictures_without_anything_to_show() -> None:
    counts = Counter(title for page in pages_of(made()) for title in titles_in(page))
    assert counts["What it is worth a year"] == 0
    assert counts["Requirements by area"] == 0


def titles_in(page: str) -> Sequence[str]:
    return [t for t in ("What it is worth a year", "Requirements by area") if t in page]


def test_names_in_any_script_are_printed_in_pictures() -> None:
    text = text_of(made(target("新人研修 Εκπαίδευση", 5000.0, cash=True)))
    assert text.count("新人研修 Εκπαίδευση") >= 2
