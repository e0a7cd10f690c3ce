"""The charter as a PDF file: links, properties, fonts, and how it is made."""

from __future__ import annotations

import gettext
from datetime import date
from typing import Any

from exports.charter import charter
from exports.document import Document, run
from models.i18n import _, use
from models.records import (
    Person,
    Pilot,
    Requirement,
    WorkshopInfo,
)
from models.steps import STEPS
from tests.builders import snapshot_of
from tests.exports.charters import (
    MADE,
    full_workshop,
    made,
    matrix_of,
    outline_titles,
    pages_of,
    reader,
    text_of,
)

CLOSING = (
    *("Still open", "Accepted as it is", "Assumptions", "Traceability", "Versions", "History"),
    "Words and letters",
)


def test_every_page_says_which_of_how_many_it_is_and_how_confidential() -> None:
    info = WorkshopInfo.new(initiative="Assistant", confidentiality="strictly")
    pages = pages_of(made(info, *matrix_of(9, 30)))
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in " ".join(page.split())
        assert "Strictly confidential" in page


def test_contents_and_outline_lead_to_every_section() -> None:
    data = made(*full_workshop())
    titles = outline_titles(data)
    contents = reader(data).pages[1]
    for number, step in enumerate(STEPS, start=1):
        assert f"{number} {step.title}" in titles
        assert step.title in contents.extract_text()
    for number, title in enumerate(CLOSING, start=len(STEPS) + 1):
        assert f"{number} {title}" in titles
        assert title in contents.extract_text()
    assert len(list(contents.annotations or [])) >= len(STEPS) + len(CLOSING)


def test_the_contents_give_the_pages_on_which_the_sections_are() -> None:
    read = reader(made(*full_workshop()))
    lines = [line.strip() for line in read.pages[1].extract_text().splitlines()]
    items = [item for item in read.outline if not isinstance(item, list)]
    numbered = [item for item in items if str(item.title)[:1].isdigit()]
    assert len(numbered) == len(STEPS) + len(CLOSING)
    for item in numbered:
        number, _space, title = str(item.title).partition(" ")
        page = read.get_destination_page_number(item)
        assert page is not None
        row = next(n for n in range(len(lines)) if lines[n : n + 2] == [number, title])
        assert lines[row + 2] == str(page + 1)


def test_the_properties_name_title_author_language_and_moment() -> None:
    facilitator = Person.new(name="Lead facilitator")
    info = WorkshopInfo.new(
        initiative="Assistant", client="Northwind", facilitator=facilitator.id, language="de_DE"
    )
    read = reader(made(facilitator, info))
    assert read.metadata is not None
    assert read.metadata.title == "Assistant · Pre-pilot charter"
    assert read.metadata.author == "Lead facilitator"
    assert "Northwind" in str(read.metadata["/Keywords"])
    assert read.metadata.creation_date == MADE
    assert str(read.root_object["/Lang"]) == "de-DE"


def test_all_fonts_are_embedded_as_subsets_and_can_be_searched() -> None:
    data = made(WorkshopInfo.new(initiative="Assistant 日本語"))
    resources: list[Any] = [page["/Resources"] for page in reader(data).pages]
    objects = [font.get_object() for found in resources for font in found["/Font"].values()]
    fonts = {str(font["/BaseFont"]): font for font in objects}
    assert all("+" in name for name in fonts)  # the mark of a subset
    assert any("IBMPlexSans" in name for name in fonts)
    assert any("NotoSansJP" in name for name in fonts)
    for font in fonts.values():
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/FontDescriptor"]
    assert len(data) < 250_000


def test_the_same_document_gives_the_same_bytes() -> None:
    document = Document(snapshot_of(*full_workshop(), *matrix_of(9, 5)), (), MADE)
    assert run(charter(document)) == run(charter(document))


def test_figures_are_written_in_the_language_of_the_workshop() -> None:
    info = WorkshopInfo.new(language="de_DE", held_on=date(2026, 3, 24))
    text = text_of(made(info, Pilot.new(cost=1234567.0)))
    assert "1.234.567 €" in text.replace("\u00a0", " ")
    assert "24. März 2026" in text


def test_making_a_charter_leaves_the_language_of_the_window_alone() -> None:
    class Shouting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    use(Shouting())
    try:
        job = charter(Document(snapshot_of(*full_workshop()), (), MADE))
        for _progress in job:
            assert _("Yes") == "YES"
        assert _("Yes") == "YES"
    finally:
        use(None)


def test_progress_only_grows_and_stays_within_bounds() -> None:
    rows = [Requirement.new(what=f"Requirement {n}") for n in range(300)]
    progress = list(charter(Document(snapshot_of(*rows), (), MADE)))
    assert progress == sorted(progress)
    assert progress[0] >= 0
    assert progress[-1] <= 1


def test_a_long_charter_can_be_stopped_between_any_two_handfuls_of_rows() -> None:
    rows = [Requirement.new(what=f"Requirement {n}") for n in range(1000)]
    job = charter(Document(snapshot_of(*rows), (), MADE))
    steps = sum(1 for _progress, _number in zip(job, range(60), strict=False))
    assert steps == 60
    job.close()
    assert list(job) == []
    whole = sum(1 for _progress in charter(Document(snapshot_of(*rows), (), MADE)))
    assert whole >= 100
