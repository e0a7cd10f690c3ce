"""The charter as its readers get it: every test reads the finished PDF back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from exports.charter import charter, missing_characters
from exports.document import Document, run
from models import i18n
from models.history import LogEntry, StepKind
from models.i18n import _
from models.opening import create_workshop
from models.record import TYPES, Record
from models.records import (
    Activity,
    Assignment,
    Ownership,
    Person,
    Pilot,
    Requirement,
    Role,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot, Table
from models.steps import STEPS

MADE = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


def snapshot_of(*records: Record) -> Snapshot:
    tables: dict[str, dict[str, Record]] = {}
    for position, record in enumerate(records):
        tables.setdefault(record.type_name, {})[record.id] = record.replace(float(position))
    return Snapshot({name: Table(rows) for name, rows in tables.items()})


def made(*records: Record, log: tuple[LogEntry, ...] = ()) -> bytes:
    return run(charter(Document(snapshot_of(*records), log, MADE)))


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in reader(data).pages]


def text_of(data: bytes) -> str:
    """Everything printed, with line ends as spaces."""
    return " ".join(" ".join(pages_of(data)).split())


def unwrapped(data: bytes) -> str:
    """Everything printed, without any white space: for words that were broken."""
    return "".join("".join(pages_of(data)).split())


def outline_titles(data: bytes) -> list[str]:
    def flat(items: list[Any]) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield str(item.title)

    return list(flat(reader(data).outline))


def full_workshop() -> list[Record]:
    """Enough for every sentence of the first page."""
    owner = Person.new(name="Head of Claims", present=True)
    deputy = Person.new(name="Claims Deputy")
    sponsor = Person.new(name="Chief Operating Officer", email="coo@client.example")
    return [
        owner,
        deputy,
        sponsor,
        WorkshopInfo.new(
            initiative="Claims triage assistant",
            client="Northwind Insurance",
            sponsor=sponsor.id,
            held_on=date(2026, 11, 24),
            notes="Mind the quarrel about the budget",
        ),
        Ownership.new(owner=owner.id, deputy=deputy.id),
        Pilot.new(
            start=date(2027, 4, 5),
            end=date(2027, 6, 27),
            decision_on=date(2027, 6, 30),
            go_live=date(2027, 7, 1),
            cost=82_000.0,
        ),
        ValueTarget.new(
            what="Handling time",
            volume=5200.0,
            minutes_before=34.0,
            minutes_after=24.0,
            hourly_cost=52.0,
            adoption=70.0,
            low=70.0,
            high=120.0,
            cash=True,
            evidence="measured",
            owner=owner.id,
        ),
        ValueTarget.new(what="Wrong routing", unit="%", baseline=16.0, target=2.0),
        Requirement.new(what="Keep a log", blocks=True, status="open", applies="yes"),
        Requirement.new(what="Limit access", blocks=True, status="met", applies="yes"),
    ]


def matrix_of(roles: int, activities: int) -> list[Record]:
    columns = [Role.new(name=f"Role {n + 1}") for n in range(roles)]
    rows = [
        Activity.new(name=f"Activity {n + 1}", section=f"Part {n // 5 + 1}")
        for n in range(activities)
    ]
    letters = ("A", "R", "C", "I", "AR")
    cells = [
        Assignment.new(activity=row.id, role=column.id, letters=letters[(x + y) % 5])
        for y, row in enumerate(rows)
        for x, column in enumerate(columns)
    ]
    return [*columns, *rows, *cells]


def test_a_workshop_from_its_file_becomes_a_charter(tmp_path: Path) -> None:
    with create_workshop(tmp_path / "claims") as workshop:
        with workshop.step("Name the initiative") as step:
            step.set_one(WorkshopInfo, initiative="Claims triage assistant")
        document = Document(workshop.snapshot, tuple(workshop.log()), MADE)
    text = text_of(run(charter(document)))
    assert "Claims triage assistant" in text
    assert "Name the initiative" in text


def test_the_first_page_says_what_is_asked_and_what_it_is_worth() -> None:
    page = " ".join(pages_of(made(*full_workshop()))[0].split())
    assert "Approve a pilot of 12 weeks at € 82 k" in page
    assert (
        "If the conditions are met on 30 Jun 2027, Head of Claims runs it from 1 Jul 2027." in page
    )
    assert "Confidential · 24 Nov 2026" in page
    assert "€ 379 k" in page  # 5,200 × 10 min ÷ 60 × 70 % × 12 × € 52
    assert "€ 265 k to € 454 k" in page
    assert "100 % cash-releasing" in page
    assert "Deputy: Claims Deputy" in page
    assert "from 34 to 24 minutes a case" in page
    assert "from 16 to 2 %" in page
    assert "2 requirements block go-live, 1 of them open" in page
    assert "Not settled yet" not in page


def test_the_first_page_says_in_words_what_is_not_settled() -> None:
    page = " ".join(pages_of(made())[0].split())
    assert "The pilot has no start and end date yet." in page
    assert "Nobody is named yet to run it in production." in page
    assert "nobody named yet" in page
    assert "not in figures yet" in page
    assert "No value target says yet from what to what it must get." in page
    assert "None" not in page


def test_the_first_page_leads_to_the_page_of_the_open_points() -> None:
    pages = pages_of(made())
    number = next(n for n, text in enumerate(pages, 1) if "What is missing" in text)
    assert f"listed on page {number}" in " ".join(pages[0].split())


def test_an_empty_workshop_has_every_section_and_says_that_it_is_empty() -> None:
    text = text_of(made())
    for step in STEPS:
        assert step.question in text
    assert "Nothing recorded yet." in text
    assert "not said yet" in text


@pytest.mark.parametrize(
    "ugly",
    [
        "R&D <b>bold</b> &amp; <i>",
        '<img src="/etc/hostname"/>',
        "<para><br/></font>",
        "100 % {name} %s \\n",
        "=SUM(A1) -- <!-- -->",
    ],
)
def test_text_that_looks_like_mark_up_is_printed_as_it_was_typed(ugly: str) -> None:
    data = made(WorkshopInfo.new(initiative=ugly), ValueTarget.new(what=ugly, remark=ugly))
    assert "".join(ugly.split()) in unwrapped(data)
    assert not any(page.images for page in reader(data).pages)


@pytest.mark.parametrize(
    "words",
    [
        "Zażółć gęślą jaźń",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
        "Съешь ещё этих мягких булок",
        "日本語の要件：保険金請求",
        "Straße · Ærø · Þingvellir · Łódź · € ≤ ≥ × → – — „“ … ▲ ● ○",
    ],
)
def test_every_european_script_and_japanese_come_out_right(words: str) -> None:
    records = [
        WorkshopInfo.new(initiative=words, client=words),
        UseCase.new(workflow_today=words),
        Requirement.new(what=words),
    ]
    assert missing_characters(snapshot_of(*records)) == []
    assert unwrapped(made(*records)).count("".join(words.split())) >= 4


def test_japanese_sentences_are_wrapped_within_the_page() -> None:
    text = "日本語の長い文章はここで折り返されます。" * 60
    data = made(UseCase.new(workflow_today=text))
    lines = [line for page in pages_of(data) for line in page.splitlines() if "折り返" in line]
    assert len(lines) > 20
    assert text in unwrapped(data).replace("Theworkflowtoday", "")


def test_a_compound_word_of_120_letters_is_broken_and_complete() -> None:
    word = ("Donaudampfschifffahrtsgesellschaftskapitänspatent" * 3)[:120]
    data = made(Person.new(name=word), Requirement.new(what=word))
    assert unwrapped(data).count(word) >= 2


def test_characters_that_no_font_has_are_reported_and_printed_as_a_substitute() -> None:
    records = [Person.new(name="Ready 🎉 to go", email="🔒"), UseCase.new(trigger="سلام")]
    found = missing_characters(snapshot_of(*records))
    assert "🎉" in found
    assert "س" in found
    assert "🔒" not in found  # private: it is not printed
    assert "Ready \ufffd to go" in text_of(made(*records))


def test_long_names_leave_the_first_page_on_one_page() -> None:
    word = ("Rechtsschutzversicherungsgesellschaftenangelegenheiten" * 3)[:120]
    people = [Person.new(name=f"{part} {word}") for part in ("Sponsor", "Owner", "Deputy")]
    records = [
        *people,
        WorkshopInfo.new(
            initiative=(word + " " + word)[:200],
            client=word,
            sponsor=people[0].id,
            facilitator=people[2].id,
        ),
        Ownership.new(owner=people[1].id, deputy=people[2].id),
        *(
            ValueTarget.new(what=f"{n} {word}", target=5.0, unit=word, owner=people[1].id)
            for n in range(9)
        ),
    ]
    pages = pages_of(made(*records))
    assert "Agreed" in pages[0]
    assert "more in section 3" in pages[0]
    assert "Contents" in pages[1]


def test_more_than_six_targets_are_counted_on_the_first_page() -> None:
    targets = [ValueTarget.new(what=f"Target {n}", target=float(n)) for n in range(1, 9)]
    page = " ".join(pages_of(made(*targets))[0].split())
    assert "Target 6" in page
    assert "Target 7" not in page
    assert "and 2 more in section 3" in page


def test_every_record_type_is_printed_with_all_it_says() -> None:
    """Each public text field of each type carries a word of its own, and all are found."""
    records: list[Record] = []
    words = []
    for name, record_type in TYPES.items():
        if record_type in (Assignment, WorkshopInfo):
            continue
        values = {}
        for key, field in record_type.fields.items():
            if field.kind in ("line", "text"):
                values[key] = f"{name}{key}".replace("_", "")
                words.append(values[key])
        records.append(record_type.new(**values))
    text = unwrapped(made(*records))
    private = {"personemail"}
    assert [word for word in words if word not in text and word not in private] == []


def test_private_text_is_never_printed() -> None:
    text = unwrapped(made(*full_workshop()))
    assert "quarrel" not in text
    assert "client.example" not in text


def test_derived_figures_stand_beside_their_records() -> None:
    text = text_of(made(*full_workshop()))
    assert "Value a year" in text
    assert "€ 378,560" in text


def test_five_hundred_rows_are_all_there_under_a_repeated_head() -> None:
    rows = [Requirement.new(what=f"Requirement number {n:03}") for n in range(500)]
    pages = pages_of(made(*rows))
    text = " ".join(pages)
    assert all(f"Requirement number {n:03}" in text for n in range(500))
    with_rows = [page for page in pages if "Requirement number" in page and "“" not in page]
    assert len(with_rows) > 5
    assert all("Requirement\n" in page for page in with_rows)


@pytest.mark.parametrize("field", ["workflow_today", "remark", "may", "what"])
def test_a_text_of_5000_words_is_printed_completely(field: str) -> None:
    words = " ".join(f"w{n:04}" for n in range(5000))
    types = (UseCase, ValueTarget, TYPES["access_role"], TYPES["decision"])
    record_type = next(t for t in types if field in t.fields and (field != "what" or t is types[3]))
    data = made(record_type.new(**{field: words}))
    text = unwrapped(data)
    assert [n for n in range(5000) if f"w{n:04}" not in text] == []


def test_every_letter_of_the_matrix_is_there() -> None:
    pages = pages_of(made(*matrix_of(9, 14)))
    page = next(p for p in pages if "Accountable" in p)
    lines = page.splitlines()
    assert sum(line.strip() == "A/R" for line in lines) == 25
    assert sum(line.strip() == "A" for line in lines) == 26 + 1  # and once in the legend
    assert all(f"Activity {n}" in page for n in range(1, 15))
    assert all(f"Role {n}" in page for n in range(1, 10))


def test_a_matrix_with_many_roles_lies_on_its_side() -> None:
    def wide_pages(data: bytes) -> int:
        return sum(p.mediabox.width > p.mediabox.height for p in reader(data).pages)

    assert wide_pages(made(*matrix_of(8, 5))) == 0
    assert wide_pages(made(*matrix_of(9, 5))) == 1


def test_a_matrix_of_40_roles_repeats_the_activities_on_each_page() -> None:
    pages = [page for page in pages_of(made(*matrix_of(40, 6))) if "Accountable" in page]
    assert len(pages) == 3
    assert all(f"Activity {n}" in page for page in pages for n in range(1, 7))
    text = " ".join("".join(page.split()) for page in pages)
    assert all(f"Role{n}" in text for n in range(1, 41))
    assert "Roles 1 to 14 of 40" in pages[0]


def test_every_page_says_which_of_how_many_it_is_and_how_confidential() -> None:
    info = WorkshopInfo.new(initiative="Assistant", confidentiality="strictly")
    pages = pages_of(made(info, *matrix_of(9, 30)))
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Strictly confidential" in page


def test_contents_and_outline_lead_to_every_section() -> None:
    data = made(*full_workshop())
    titles = outline_titles(data)
    contents = reader(data).pages[1]
    for number, step in enumerate(STEPS, start=1):
        assert f"{number} {step.title}" in titles
        assert step.title in contents.extract_text()
    assert "8 Still open" in titles
    assert "9 History" in titles
    assert len(contents["/Annots"]) >= len(STEPS) + 2


def test_the_contents_give_the_pages_on_which_the_sections_are() -> None:
    data = made(*full_workshop())
    read = reader(data)
    lines = read.pages[1].extract_text().splitlines()
    for item in read.outline:
        if not isinstance(item, list) and str(item.title) == "8 Still open":
            number = read.get_destination_page_number(item)
            assert number is not None
            assert str(number + 1) in lines


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
    assert read.trailer["/Root"]["/Lang"] == "de-DE"


def test_all_fonts_are_embedded_as_subsets_and_can_be_searched() -> None:
    data = made(WorkshopInfo.new(initiative="Assistant 日本語"))
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in reader(data).pages
        for font in page["/Resources"]["/Font"].values()
    }
    used = {name: font for name, font in fonts.items() if "+" in name}
    assert any("IBMPlexSans" in name for name in used)
    assert any("NotoSansJP" in name for name in used)
    for font in used.values():
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/FontDescriptor"]
    assert len(data) < 250_000


def test_the_same_document_gives_the_same_bytes() -> None:
    document = Document(snapshot_of(*full_workshop(), *matrix_of(9, 5)), (), MADE)
    assert run(charter(document)) == run(charter(document))


def test_figures_are_written_in_the_language_of_the_workshop() -> None:
    info = WorkshopInfo.new(language="de_DE", held_on=date(2026, 3, 24))
    text = text_of(made(info, Pilot.new(cost=1234567.0)))
    assert "1.234.567" in text
    assert "24 März 2026" in text


def test_making_a_charter_leaves_the_language_of_the_window_alone() -> None:
    class Shouting(i18n.gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    i18n.use(Shouting())
    try:
        job = charter(Document(snapshot_of(*full_workshop()), (), MADE))
        for _progress in job:
            assert _("Yes") == "YES"
        assert _("Yes") == "YES"
    finally:
        i18n.use(None)


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


def test_the_history_tells_undo_and_restore_points_in_words() -> None:
    kinds = (StepKind.EDIT, StepKind.UNDO, StepKind.REDO, StepKind.POINT)
    log = tuple(
        LogEntry(n, "2026-11-24T10:00:00+00:00", f"Entry {n}.", kind)
        for n, kind in enumerate(kinds)
    )
    text = text_of(made(log=log))
    assert "Taken back: Entry 1." in text
    assert "Done again: Entry 2." in text
    assert "Restore point: Entry 3." in text
    assert "24 Nov 2026" in text


def test_the_history_ends_after_sixty_entries() -> None:
    log = tuple(
        LogEntry(n, "2026-11-24T10:00:00+00:00", f"Entry {n}.", StepKind.EDIT)
        for n in range(80, 0, -1)
    )
    text = text_of(made(log=log))
    assert "Entry 21." in text
    assert "Entry 20." not in text


def test_open_findings_say_their_weight_and_why_they_matter() -> None:
    document = Document(snapshot_of(*full_workshop()), (), MADE)
    findings = document.open_findings()
    assert findings
    text = unwrapped(run(charter(document)))
    for finding in findings:
        assert "".join(finding.sentence.split()) in text
        assert "".join(finding.rule.why.split()) in text
        assert finding.severity.label in text
