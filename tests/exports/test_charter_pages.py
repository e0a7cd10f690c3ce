"""Where pages end: short lists stay whole, nothing stands alone, nothing reaches the footer."""

from __future__ import annotations

import pytest

from models.example import example_path
from models.history import LogEntry, StepKind
from models.interchange import from_json
from models.record import Record
from models.records import CostBasis, CostLine, Look, Person, Risk
from tests.exports.charters import MADE, logo, made, pages_of, places_of

_FOOT = 58.0
"""Height of the lower margin in points; the footer stands within it."""


@pytest.mark.parametrize("before", range(0, 40, 4))
def test_the_words_are_explained_on_one_page(before: int) -> None:
    log = tuple(LogEntry(n, MADE.isoformat(), f"Entry {n}.", StepKind.EDIT) for n in range(before))
    pages = pages_of(made(log=log))
    heading, last = "What do the letters and figures in here mean?", "Must, should, hint"
    assert [heading in page for page in pages] == [last in page for page in pages]


@pytest.mark.parametrize("more", range(0, 20, 2))
def test_a_short_list_of_open_points_takes_no_page_of_its_own(more: int) -> None:
    example = [record for record in _example() if not isinstance(record, Risk)]
    owner = next(record for record in example if isinstance(record, Person))
    seen = {"likelihood": "low", "impact": "low", "response": "Wait", "owner": owner.id}
    risks = [Risk.new(what=f"Risk {n}", **seen) for n in range(more)]
    data = made(*example, *risks, cut="risk")
    before, last = pages_of(data)[-2:]
    if "Accepted as it is" not in last and "1 Risk" not in last:  # the list begins the last page
        assert "Still open" not in before
        assert min(_heights(data, -2)) - _FOOT < 220


@pytest.mark.parametrize("cut", ["finance", "risk", "operations"])
@pytest.mark.parametrize("logos", [False, True])
def test_the_contents_of_a_short_first_page_end_above_its_footer(cut: str, logos: bool) -> None:
    shown = logo("PNG") if logos else ""
    look = Look.new(paper="letter", client_logo=shown, own_logo=shown)
    records = [record for record in _example() if not isinstance(record, Look)]
    places = places_of(made(*records, look, cut=cut), 0)
    low = {text for text, (_x, y) in places.items() if 0 < y < _FOOT}
    assert all("Page" in text or "seal" in text for text in low), low


@pytest.mark.parametrize("before", range(33, 39))
def test_the_last_line_of_a_form_does_not_stand_alone(before: int) -> None:
    lines = [CostLine.new(what=f"Cost {n}", pilot=1.0) for n in range(before)]
    basis = CostBasis.new(
        rate=7.0,
        rate_source="Finance",
        rule_percent=300.0,
        rule_reading="more",
        rule_source="Own rule",
        remark="No inflation",
    )
    pages = pages_of(made(*lines, basis, cut="finance"))
    [page] = [page for page in pages if "No inflation" in page]
    assert "Source of the rule" in page


def _example() -> list[Record]:
    return from_json(example_path().read_text("utf-8"))


def _heights(data: bytes, page: int) -> list[float]:
    """How high the texts of a page stand above its footer, in points from its foot."""
    number = len(pages_of(data)) + page
    return [y for _x, y in places_of(data, number).values() if y > _FOOT]
