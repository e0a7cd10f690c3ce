"""Cuts: documents for different readers, each whole in itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from exports.charter import charter
from exports.charter.cuts import CUTS, Cut, cut_of
from exports.document import Document, run
from models.errors import Refusal
from models.example import example_path
from models.interchange import from_json
from models.record import Record
from models.records import (
    AcceptedFinding,
    Activity,
    IncidentLevel,
    Look,
    Person,
    Requirement,
    Risk,
)
from tests.builders import snapshot_of
from tests.exports.charters import (
    MADE,
    lines_of_pages,
    made,
    outline_titles,
    pages_of,
    reader,
    text_of,
)

IDS = [cut.id for cut in CUTS]
SEVERAL = [cut for cut in CUTS if len(cut.parts) > 1]


@cache
def example(cut: str) -> bytes:
    records = from_json(example_path().read_text(encoding="utf-8"))
    return made(*records, cut=cut)


def test_the_cuts_are_those_that_were_promised() -> None:
    assert IDS == ["summary", "full", "finance", "risk", "operations", "poster"]
    assert len({cut.title for cut in CUTS}) == len(CUTS)
    assert all(cut.description.endswith(".") for cut in CUTS)


def test_a_cut_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refusal, match=r"There is no document called “all”.*summary, full"):
        cut_of("all")
    with pytest.raises(Refusal):
        run(charter(Document(snapshot_of(), (), MADE), "all"))


@pytest.mark.parametrize("cut", CUTS, ids=IDS)
def test_each_says_what_it_is_where_one_begins_to_read(cut: Cut) -> None:
    first = " ".join(pages_of(example(cut.id))[0].split())
    assert "Claims triage assistant" in first
    assert cut.kind in first or cut.kind.upper() in first
    metadata = reader(example(cut.id)).metadata
    assert metadata is not None
    assert metadata.title == f"Claims triage assistant · {cut.kind}"


@pytest.mark.parametrize("cut", CUTS, ids=IDS)
@pytest.mark.parametrize("workshop", ["example", "empty"])
def test_pages_are_counted_and_links_lead_to_what_is_there(cut: Cut, workshop: str) -> None:
    data = example(cut.id) if workshop == "example" else made(cut=cut.id)
    read = reader(data)
    texts = pages_of(data)
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in " ".join(text.split())
    names = set(read.named_destinations)
    for page in read.pages:
        for link in page.annotations or []:
            target = link.get_object()["/Dest"]
            assert str(target) in names or not isinstance(target, str)


@pytest.mark.parametrize("cut", SEVERAL, ids=[cut.id for cut in SEVERAL])
def test_chapters_are_numbered_as_the_contents_say(cut: Cut) -> None:
    data = example(cut.id)
    read = reader(data)
    wanted = [f"{number} {part.title}" for number, part in enumerate(cut.parts, start=1)]
    titles = [str(item.title) for item in read.outline if not isinstance(item, list)]
    assert [title for title in titles if title[:1].isdigit()] == wanted
    lines = next(lines for lines in lines_of_pages(data) if "Contents" in lines)
    for item in (item for item in read.outline if not isinstance(item, list)):
        number, _space, title = str(item.title).partition(" ")
        if number.isdigit():
            page = read.get_destination_page_number(item)
            assert page is not None
            row = next(n for n in range(len(lines)) if lines[n : n + 2] == [number, title])
            assert lines[row + 2].strip() == str(page + 1)


@pytest.mark.parametrize("cut", ["summary", "poster"])
def test_one_page_needs_no_contents(cut: str) -> None:
    pages = pages_of(example(cut))
    assert len(pages) == 1
    assert "Contents" not in pages[0].splitlines()


def test_the_summary_is_page_one_and_refers_to_the_full_charter() -> None:
    [page] = pages_of(example("summary"))
    text = " ".join(page.split())
    assert "THE DECISION ASKED FOR" in text
    assert "Go to production when" in text
    assert "From pilot to production cost" in text
    assert "Agreed" in text
    assert "listed in the full charter" in text
    assert "in section" not in text
    assert outline_titles(example("summary")) == ["Summary"]


def test_a_short_first_page_shows_the_figures_of_its_readers() -> None:
    finance = " ".join(pages_of(example("finance"))[0].split())
    assert "AGAINST THE PILOT" in finance
    assert "When it has paid back" in finance
    operations = " ".join(pages_of(example("operations"))[0].split())
    assert "READY BEFORE GO-LIVE" in operations
    assert "AGAINST THE PILOT" not in operations


def test_finance_gets_three_years_month_by_month() -> None:
    text = text_of(example("finance"))
    assert "In month 6 after go-live." in text
    assert "6, from 1 Dec 2027: paid back" in text
    months = re.findall(r"(\d+), from 1 \w+ 20\d\d", text)
    assert [int(month) for month in months] == list(range(1, 37))
    assert "Requirements by area" not in text


def test_risk_gets_every_requirement_and_nothing_about_money() -> None:
    data = example("risk")
    snapshot = snapshot_of(*from_json(example_path().read_text(encoding="utf-8")))
    text = text_of(data)
    for record_type in (Requirement, IncidentLevel, Risk, AcceptedFinding):
        assert all(record.caption in text for record in snapshot.all(record_type)), record_type
    assert "Cost lines" not in text
    assert "Value targets" not in text


def test_operations_get_who_answers_and_what_to_do() -> None:
    data = example("operations")
    snapshot = snapshot_of(*from_json(example_path().read_text(encoding="utf-8")))
    text = text_of(data)
    assert all(activity.caption in text for activity in snapshot.all(Activity))
    assert "Accountable" in text
    assert "Procedures" in text
    assert "Incident levels" in text
    assert "Rollout waves" not in text


def test_what_is_open_elsewhere_is_counted_in_a_cut() -> None:
    text = text_of(example("risk"))
    assert re.search(r"\d+ more points are open in other steps: see the full charter\.", text)
    assert "are open in other steps" not in text_of(example("full"))


# The statement of applicability


def applicability(*records: Record) -> str:
    text = text_of(made(*records, cut="risk"))
    found = text.partition("Which rules apply, which do not and why")[2]
    return found.partition("2 Governance")[0]


def test_the_statement_says_why_and_what_is_missing() -> None:
    owner = Person.new(name="Head of IT")
    full = {"owner": owner.id, "due": "go_live", "evidence": "Test report", "status": "met"}
    text = applicability(
        owner,
        Requirement.new(
            what="Keep a log", applies="yes", reference="Art. 12", area="records", **full
        ),
        Requirement.new(
            what="Tell people", applies="no", why_not="Nobody talks to it", area="access"
        ),
        Requirement.new(what="No reason", applies="no"),
        Requirement.new(what="Nobody yet", applies="yes", status="open"),
        Requirement.new(what="Later", applies="unclear"),
    )
    assert "2 of 5 requirements apply, 2 not, 1 to be settled. 1 is met, with evidence" not in text
    assert "2 of 5 requirements apply, 2 not, 1 to be settled. 1 is met, 1 with evidence." in text
    assert "Art. 12 Yes" in text
    assert "Head of IT Before go-live Met Test report" in text
    assert "Nobody talks to it" in text
    assert re.search(r"No reason No ▲ missing", text)
    assert re.search(r"Nobody yet Yes ▲ missing ▲ missing Open", text)
    assert "to be settled" in text


def test_without_requirements_the_statement_says_so() -> None:
    assert "No requirement is listed yet." in applicability()


def test_the_statement_lies_on_the_long_side_and_the_rest_stands_upright() -> None:
    sizes = [page.mediabox for page in reader(example("risk")).pages]
    wide = [box.width > box.height for box in sizes]
    assert wide[0] is False
    assert wide[1] is True
    assert wide[-1] is False


@pytest.mark.parametrize("cut", IDS)
def test_every_cut_is_printed_on_the_chosen_paper(cut: str) -> None:
    sizes: dict[str, set[tuple[int, int]]] = {}
    for paper in ("a4", "letter"):
        pages: Any = reader(made(Look.new(paper=paper), cut=cut)).pages
        boxes = [(round(p.mediabox.width), round(p.mediabox.height)) for p in pages]
        sizes[paper] = {(min(box), max(box)) for box in boxes}
    large = cut == "poster"
    assert sizes["a4"] == {(842, 1191) if large else (595, 842)}
    assert sizes["letter"] == {(792, 1224) if large else (612, 792)}
