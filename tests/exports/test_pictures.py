"""Pictures: what they say, that nothing in them is cut off or overlaps, and how they print."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports import palette
from exports.charter import picture as on_paper
from exports.charter.pages import Pages
from exports.document import Document
from exports.pictures import PICTURES, Letters, Picture, height_wanted, picture
from exports.pictures.fitting import shortened, wrapped
from exports.pictures.shapes import COLOURS, Box, Polygon, Rect, Shape, Stroke
from models import simulation
from models.fields import Value
from models.record import Record
from models.records import (
    CostLine,
    GateDecision,
    Group,
    Person,
    Pilot,
    Requirement,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from models.steps import STEPS
from tests.builders import large_workshop, snapshot_of
from tests.exports.charters import made, pages_of, text_of
from tests.strategies import values

EM = 10.0
WIDE, HIGH = 60 * EM, 26 * EM
CATEGORIES = [choice.value for choice in CostLine.category.choices]


def width_of(text: str, size: float, bold: bool) -> float:
    """Letters of a plain width: East Asian ones twice as wide, bold ones a little wider."""
    units = sum(2.0 if unicodedata.east_asian_width(c) in "WF" else 1.05 for c in text)
    return units * size * EM * (0.58 if bold else 0.54)


LETTERS = Letters(EM, width_of)


def drawn(name: str, *records: Record, width: float = WIDE, height: float = HIGH) -> Picture:
    return picture(name, snapshot_of(*records), width, height, LETTERS)


def words(made_picture: Picture) -> list[str]:
    return [text.text for text in made_picture.texts]


def hatching(made_picture: Picture) -> int:
    """Number of slanting lines."""
    strokes = [s for s in made_picture.shapes if isinstance(s, Stroke)]
    return sum(s.x1 != s.x2 and s.y1 != s.y2 for s in strokes)


def boxes(made_picture: Picture, fill: str) -> list[Rect]:
    return [s.place for s in made_picture.shapes if isinstance(s, Box) and s.fill == fill]


def cost(category: str, pilot: float | None, once: float | None, year: float | None) -> CostLine:
    return CostLine.new(what=category, category=category, pilot=pilot, one_off=once, year=year)


def costs() -> list[Record]:
    """The pilot costs 82 thousand, the first year of production 264 thousand."""
    return [
        WorkshopInfo.new(currency="EUR"),
        cost("licences", 42_000.0, None, 106_000.0),
        cost("security", None, 30_000.0, 18_000.0),
        cost("review", None, None, 71_000.0),
        cost("integration", 40_000.0, 39_000.0, None),
    ]


def target(what: str, money: float, *, cash: bool, **more: Value) -> ValueTarget:
    return ValueTarget.new(what=what, money_year=money, adoption=100.0, cash=cash, **more)


def waves() -> list[Record]:
    return [
        Group.new(name="Adjusters", in_production=120),
        Wave.new(name="Munich", people=46, start=date(2027, 9, 1)),
        Wave.new(name="Other towns", people=40, start=date(2027, 11, 1)),
        Wave.new(name="Call centre", people=22),
    ]


def dates() -> list[Record]:
    return [
        Pilot.new(start=date(2027, 4, 5), end=date(2027, 6, 27), go_live=date(2027, 9, 1)),
        GateDecision.new(starts_on=date(2027, 7, 1)),
        *waves(),
    ]


def requirements() -> list[Record]:
    owner = Person.new(name="Head of Claims")
    settled = {"owner": owner.id, "due": "go_live"}
    return [
        owner,
        Requirement.new(what="Log", area="records", applies="yes", **settled),
        Requirement.new(what="Delete", area="records", applies="yes", owner=owner.id),
        Requirement.new(what="Archive", area="records", applies="unclear"),
        Requirement.new(what="Translate", area="records", applies="no"),
        Requirement.new(what="Limit access", area="access", applies="yes", **settled),
    ]


def everything() -> list[Record]:
    targets: list[Record] = [
        target("Handling time", 400_000.0, cash=True, low=70.0, high=120.0),
        target("Fewer calls", 90_000.0, cash=False, low=50.0, high=150.0),
    ]
    return [*costs(), *targets, *dates(), *requirements()]


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


# Nothing is cut off, and nothing overlaps


def in_order(made_picture: Picture) -> None:
    """No text leaves the frame or meets another one; parts lie within; it is said in words."""
    frame = Rect(-0.02, -0.02, made_picture.width + 0.04, made_picture.height + 0.04)
    texts = made_picture.texts
    for text in texts:
        assert text.text
        assert inside(text.place, frame), text
    for number, text in enumerate(texts):
        for other in texts[:number]:
            assert not text.place.meets(other.place), (text, other)
    for shape in made_picture.shapes:
        for x, y in corners(shape):
            assert frame.x <= x <= frame.right, shape
            assert frame.y <= y <= frame.bottom, shape
    for spot in made_picture.spots:
        assert inside(spot.place, frame), spot
        assert spot.says
    assert made_picture.alt.strip()
    assert "\u00ad" not in made_picture.alt + "".join(words(made_picture))


def corners(shape: Shape) -> Sequence[tuple[float, float]]:
    if isinstance(shape, Stroke):
        return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
    if isinstance(shape, Polygon):
        return shape.points
    return [(shape.place.x, shape.place.y), (shape.place.right, shape.place.bottom)]


def inside(place: Rect, frame: Rect) -> bool:
    return (
        place.width >= 0
        and place.height >= 0
        and frame.x <= place.x
        and place.right <= frame.right
        and frame.y <= place.y
        and place.bottom <= frame.bottom
    )


COMMON = {WorkshopInfo: "currency language"}
READ: dict[str, dict[type[Record], str]] = {
    "bridge": {Pilot: "cost", CostLine: "what category pilot one_off year"},
    "ranges": {
        ValueTarget: "what money_year adoption low high cash volume minutes_before minutes_after"
    },
    "coverage": {Requirement: "what area applies owner due due_on"},
    "waves": {Group: "in_production", Wave: "name people start"},
    "timeline": {
        Pilot: "start end decision_on go_live",
        GateDecision: "starts_on",
        Wave: "name people start",
    },
}
"""What each picture is drawn from; the other fields are left alone, or drawing lots takes long."""


@st.composite
def workshops(draw: st.DrawFn) -> tuple[str, Snapshot]:
    """A picture's name, and a workshop full of what it shows."""
    name = draw(st.sampled_from(list(READ)))
    records: list[Record] = []
    for kind, fields in (COMMON | READ[name]).items():
        one = st.fixed_dictionaries({f: values(kind.fields[f]) for f in fields.split()})
        rows = draw(st.lists(one, min_size=1, max_size=1 if kind.single else 16))
        records += [kind.new(**row) for row in rows]
    return name, snapshot_of(*records)


frames = st.tuples(st.floats(20, 1600), st.floats(20, 900))


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(workshops(), frames, st.sampled_from([1.0, 1.25, 2.0]))
def test_any_workshop_in_any_frame_is_drawn_in_order(
    named: tuple[str, Snapshot], frame: tuple[float, float], heading: float
) -> None:
    in_order(picture(*named, *frame, LETTERS, heading=heading))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workshops())
def test_any_workshop_fits_with_the_letters_of_the_paper(named: tuple[str, Snapshot]) -> None:
    name, snapshot = named
    pages = Pages(Document(snapshot))
    pages.start()
    in_order(on_paper.made(pages, name, snapshot, on_paper.height_of_picture(name, snapshot)))


def test_random_workshops_are_drawn_from_for_every_picture() -> None:
    assert set(READ) == set(PICTURES)


@pytest.mark.parametrize("width", range(250, 640, 13))
def test_a_remark_is_written_to_its_end(width: int) -> None:
    narrow = drawn("ranges", *everything(), width=float(width))
    assert "comes back as time." in " ".join(words(narrow))


def test_the_drawing_is_looked_through_for_overlaps() -> None:
    good = drawn("bridge", *costs())
    text = good.texts[0]
    for bad in (
        (*good.shapes, text),
        (*good.shapes, Box(Rect(0, 0, WIDE * 2, 1), "ink")),
    ):
        with pytest.raises(AssertionError):
            in_order(Picture(good.width, good.height, bad, good.alt))


plain_letters = st.text(st.characters(codec="utf-8", exclude_characters="\u00ad"), max_size=60)


def plain_width(text: str) -> float:
    return width_of(text, 1.0, False)


@settings(deadline=None)
@given(plain_letters, st.floats(0, 400))
def test_shortened_text_fits_and_begins_like_the_text(text: str, room: float) -> None:
    short = shortened(text, room, plain_width)
    assert plain_width(short) <= room or not short
    assert short == "" or short.endswith("…") or short.split() == text.split()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Wort", "和文字列", "Überwachung", "a"]), max_size=12))
def test_wrapped_text_loses_nothing_where_there_are_lines_enough(parts: list[str]) -> None:
    text = " ".join(parts)
    lines = wrapped(text, 110.0, 40, plain_width)
    assert all(plain_width(line) <= 110.0 for line in lines)
    assert "".join("".join(lines).split()) == "".join(parts)


def test_words_are_divided_only_where_they_say_so() -> None:
    text = "Infra\u00adstructure"
    assert wrapped(text, 400.0, 2, plain_width) == ["Infrastructure"]
    assert wrapped(text, 60.0, 2, plain_width) == ["Infra-", "structure"]
    assert wrapped("Infrastructure", 60.0, 2, plain_width)[0].endswith("…")


def test_an_amount_stays_on_one_line() -> None:
    amount = "€\N{NO-BREAK SPACE}612\N{NO-BREAK SPACE}k"
    lines = wrapped(f"It comes to {amount}", 60.0, 9, plain_width)
    assert len(lines) > 1
    assert any(amount in line for line in lines)


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
