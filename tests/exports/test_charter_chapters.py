"""The chapters beside the steps: assumptions, months, words; and lists as several tables."""

from __future__ import annotations

from datetime import date

from exports.charter.layouts import LAYOUTS
from models.derived import DERIVED
from models.fields import Kind
from models.record import Record
from models.records import (
    Answer,
    CostBasis,
    CostLine,
    DataSource,
    Group,
    Look,
    Person,
    Pilot,
    Requirement,
    ValueTarget,
)
from tests.exports.charters import full_workshop, made, text_of


def chapter(data: bytes, begins: str, ends: str) -> str:
    return text_of(data).partition(begins)[2].partition(ends)[0]


def assumptions(*records: Record) -> str:
    data = made(*records)
    return chapter(data, "What do the figures rest on, and what moves them?", "16 Traceability")


# Assumptions


def test_assumptions_stand_under_their_evidence_with_what_moves_the_result() -> None:
    text = assumptions(
        ValueTarget.new(
            what="Fewer calls",
            money_year=100_000.0,
            adoption=100.0,
            low=50.0,
            high=150.0,
            evidence="measured",
            source="Log of 2026",
        ),
        CostLine.new(what="Hosting", year=9_000.0, evidence="assumed", basis="A guess"),
        CostBasis.new(
            rate=7.0, rate_source="Finance handbook", rule_percent=300.0, rule_source="Own rule."
        ),
    )
    assert "1 of 2 amounts are assumed, estimated, or without evidence." in text
    assert "They make up 0 % of the range; what moves it most is “Fewer calls” with 100 %." in text
    assert text.index("Assumed Hosting Cost") < text.index("Measured Fewer calls Value")
    assert "€ 50,000 € 100,000 € 150,000 100 % Log of 2026" in text
    assert "€ 9,000 € 9,000 € 9,000 – A guess" in text
    assert "What moves the result" in text
    assert "Discount rate 7 % a year (Finance handbook)." in text
    assert "Planning rule 300 % (Own rule); it replaces no line." in text


def test_without_amounts_or_ranges_the_chapter_says_so() -> None:
    assert "Nothing rests on anything yet: no line has an amount a year." in assumptions()
    text = assumptions(CostLine.new(what="Hosting", year=9_000.0))
    assert "None has a low and a high case" in text
    assert "Evidence not said yet Hosting" in text


# Month by month


def test_months_cannot_be_said_without_value_and_cost() -> None:
    text = text_of(made(cut="finance"))
    assert "That cannot be said yet: it needs value and cost of a year." in text
    assert "Before go-live" not in text


def test_months_add_up_to_what_is_paid_back() -> None:
    data = made(
        Pilot.new(go_live=date(2027, 1, 1), cost=10_000.0),
        ValueTarget.new(what="Fewer calls", money_year=120_000.0, adoption=100.0, cash=True),
        CostLine.new(what="Hosting", year=24_000.0),
        cut="finance",
    )
    text = chapter(data, "When does the money come back?", "4 Assumptions")
    assert "In month 2 after go-live." in text
    assert "Before go-live 0 % € 0 € 0 € 10,000 -€ 10,000 -€ 10,000" in text.replace("€ -", "-€ ")
    assert "2, from 1 Feb 2027: paid back 100 % € 10,000 € 10,000 € 2,000 € 6,000 € 6,000" in text
    assert "Without a discount rate there is no net present value." in text


# Words and letters


def test_letters_are_explained_where_the_matrix_is_and_figures_where_they_are() -> None:
    answers = "Answers for the result; exactly one for each activity."
    worth = "Value minus cost of three years, discounted at the stated rate."
    found = {cut: text_of(made(cut=cut)) for cut in ("full", "finance", "operations")}
    assert {cut for cut, text in found.items() if answers in text} == {"full", "operations"}
    assert {cut for cut, text in found.items() if worth in text} == {"full", "finance"}


# Lists as several tables


def test_layouts_name_fields_and_figures_that_exist_and_each_once() -> None:
    for record_type, subjects in LAYOUTS.items():
        derived = {figure.name for figure in DERIVED.get(record_type, ())}
        named = [name for subject in subjects for name in subject.fields]
        named += [subject.group for subject in subjects if subject.group]
        assert set(named) <= set(record_type.fields) | derived, record_type
        assert len(named) == len(set(named)), record_type
        assert derived <= set(named), record_type
        groups = [record_type.fields[subject.group] for subject in subjects if subject.group]
        assert all(field.kind is Kind.CHOICE for field in groups)


def test_a_list_with_many_fields_becomes_tables_with_a_subject_each() -> None:
    owner = Person.new(name="Head of IT")
    source = DataSource.new(
        name="Claims",
        owner=owner.id,
        quality_pilot="Clean",
        quality_production="Gaps",
        gap="Photos are missing",
        action="Scan them",
        status="open",
    )
    text = chapter(made(owner, source), "between pilot data and production data?", "8 Change")
    assert "In the pilot and in production Data source Quality, pilot" in text
    assert "Claims Clean Gaps" in text
    assert "What closes the gaps Data source Gap What closes it Owner Status" in text
    assert "Claims Photos are missing Scan them Head of IT Open" in text


def test_requirements_stand_under_their_area_in_the_order_of_the_areas() -> None:
    rows = [
        Requirement.new(what="Keep a log", area="records", applies="yes", evidence="Log"),
        Requirement.new(what="No area yet", applies="yes"),
        Requirement.new(what="Delete after 90 days", area="information", why_not="x" * 500),
    ]
    text = chapter(made(*rows), "What applies, and who sees to it", "Access roles")
    first, _title, second = text.partition("What shows it, and where it comes from")
    places = [first.index(words) for words in ("Information Delete", "Records Keep", "Area: not")]
    assert places == sorted(places)
    assert "No area yet" not in second  # it says nothing there
    assert "Why not: xxx" in second


def test_a_long_text_stands_below_its_row_over_the_whole_width() -> None:
    words = " ".join(f"word{n}" for n in range(300))
    target = ValueTarget.new(what="Letters", remark=words, source="Log", evidence="measured")
    text = chapter(made(target), "What it rests on", "Stated figures")
    assert "Letters Measured Log Remark: word0 word1" in text


def test_a_picture_of_the_whole_does_not_depend_on_the_paper() -> None:
    for paper in ("a4", "letter"):
        text = text_of(made(*full_workshop(), Look.new(paper=paper), cut="finance"))
        assert "What moves the result" in text
        assert "When it has paid back" in text


def test_answers_to_figures_are_printed_as_figures_with_their_unit() -> None:
    group = Group.new(name="Claims intake")
    target = ValueTarget.new(what="Handling time", group=group.id)
    said = [
        Answer.new(question="Minutes", answer="1234.5", about=f"{target.id}.minutes"),
        Answer.new(question="More minutes", answer="about ten", about=f"{target.id}.minutes"),
    ]
    text = text_of(made(group, target, *said))
    assert "1,234.5 min" in text
    assert "about ten" in text
