"""The charter for whoever listens to it: what each thing is, in which order, with which words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from exports.charter.cuts import CUTS
from models.records import Person, Requirement, UseCase, ValueTarget, WorkshopInfo
from tests.exports.charters import full_workshop, made, matrix_of
from tests.exports.structures import Node, Tagged

SMALL = [*full_workshop(), *matrix_of(3, 4)]
WORKSHOPS: dict[str, list[Any]] = {
    "empty": [],
    "full": [*full_workshop(), *matrix_of(9, 30)],
    "summary": SMALL,
    "finance": SMALL,
    "risk": SMALL,
    "operations": SMALL,
    "poster": SMALL,
    "wide matrix": matrix_of(30, 12),
    "long texts": [
        UseCase.new(workflow_today="word " * 1_500),
        ValueTarget.new(what="Letters", volume=3.0, remark="word " * 1_200, source="here"),
        *(Requirement.new(what=f"Requirement {n}", area="access") for n in range(40)),
    ],
    "many scripts": [
        WorkshopInfo.new(initiative="日本語の要件 Łódź", client="Ξεσκεπάζω", language="pl_PL"),
        Person.new(name="Съешь ещё"),
    ],
}


@pytest.fixture(scope="module")
def workshops() -> dict[str, Tagged]:
    cuts = {cut.id for cut in CUTS}
    return {
        name: Tagged(made(*records, cut=name if name in cuts else "full"))
        for name, records in WORKSHOPS.items()
    }


@pytest.fixture(scope="module", params=list(WORKSHOPS))
def tagged(request: pytest.FixtureRequest, workshops: dict[str, Tagged]) -> Tagged:
    return workshops[request.param]


@pytest.fixture(scope="module")
def full(workshops: dict[str, Tagged]) -> Tagged:
    return workshops["full"]


def test_everything_painted_is_tagged_or_an_artifact(tagged: Tagged) -> None:
    assert tagged.loose == []
    assert sum(map(len, tagged.artifacts)) > len(tagged.pages)


def test_content_and_parent_tree_agree_both_ways(tagged: Tagged) -> None:
    parents = tagged.parents()
    assert list(parents) == sorted(parents)
    assert int(tagged.root.ParentTreeNextKey) > max(parents)
    assert set(tagged.owner) == set(tagged.texts)
    for number, page in enumerate(tagged.pages):
        owners = list(parents.pop(int(page.obj.StructParents)))
        assert len(owners) == sum(place[0] == number for place in tagged.texts)
        for identifier, owner in enumerate(owners):
            assert owner.objgen == tagged.owner[number, identifier].objgen
            assert str(owner.S) == tagged.marked[number, identifier]
        for note in page.obj.get("/Annots", []):
            owner = parents.pop(int(note.StructParent))
            assert owner.objgen == tagged.linked[note.objgen].objgen
    assert parents == {}


def test_only_standard_types_stand_where_they_may(tagged: Tagged) -> None:
    inside = {
        "L": {"LI"},
        "LI": {"Lbl", "LBody"},
        "Table": {"THead", "TBody"},
        "THead": {"TR"},
        "TBody": {"TR"},
        "TR": {"TH", "TD"},
        "TOC": {"TOC", "TOCI"},
        "TOCI": {"Lbl", "Reference"},
        "Reference": {"Link"},
    }
    assert tagged.document.kind == "Document"
    for node in tagged.document.walk():
        kids = {kid.kind for kid in node.nodes}
        assert kids <= inside.get(node.kind, kids), node.kind
        assert not kids & ({"LI", "TR", "TOCI", "THead"} - inside.get(node.kind, set()))
        if node.kind in inside:
            assert not any(isinstance(kid, str) for kid in node.kids), node.kind
            assert node.nodes, f"{node.kind} is empty"


def test_headings_begin_with_the_first_and_skip_none(tagged: Tagged) -> None:
    levels = [int(node.kind[1]) for node in tagged.document.of("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(node.text for node in tagged.document.of("H1", "H2", "H3", "H4"))


def columns_of(row: Node) -> int:
    return sum(int(cell.attribute("/ColSpan") or 1) for cell in row.nodes)


def test_tables_are_regular_and_their_heads_say_of_what(tagged: Tagged) -> None:
    names = list(tagged.root.get("/IDTree", {}).get("/Names", []))
    known = {str(name) for name in names[::2]}
    for table in tagged.document.of("Table"):
        assert len({columns_of(row) for row in table.of("TR")}) == 1
        assert [node.kind for node in table.nodes] == ["THead", "TBody"]
        for head in table.of("TH"):
            assert str(head.attribute("/Scope")) in ("/Row", "/Column")
        for cell in table.of("TD"):
            assert {str(name) for name in cell.attribute("/Headers") or []} <= known
    assert len(known) == len(names) // 2


def test_pictures_are_described_and_have_their_place(full: Tagged) -> None:
    figures = full.document.of("Figure")
    assert len(figures) >= 4
    bridge = figures[0].text
    assert bridge.startswith("From the pilot, € 82 k, to the first year in production, € 290 k.")
    for figure in figures:
        assert len(figure.text) > 30
        left, bottom, right, top = (float(edge) for edge in figure.attribute("/BBox"))
        assert 0 < left < right < 842
        assert 0 < bottom < top < 842


def test_links_say_where_they_lead(tagged: Tagged) -> None:
    notes = [note for page in tagged.pages for note in page.obj.get("/Annots", [])]
    assert {note.objgen for note in notes} == set(tagged.linked)
    for note in notes:
        assert str(note.Contents)
        assert str(tagged.linked[note.objgen].S) == "/Link"
    assert all(node.text for node in tagged.document.of("Link"))


def test_the_whole_charter_has_a_link_to_each_of_its_parts(full: Tagged) -> None:
    texts = [node.text for node in full.document.of("Link")]
    assert len(texts) > 40
    assert any(text.startswith("Value in numbers") for text in texts)
    assert any("listed on page" in text for text in texts)


def test_the_file_says_that_it_is_accessible_and_in_which_language() -> None:
    info = WorkshopInfo.new(initiative="R&D <Zażółć>", language="de_DE")
    tagged = Tagged(made(info))
    root: Any = tagged.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.Lang) == "de-DE"
    with tagged.pdf.open_metadata() as said:
        assert said["dc:title"] == f"R&D <Zażółć> · {str(tagged.pdf.docinfo.Title).split(' · ')[1]}"
        assert said["pdfuaid:part"] == "1"
        assert said["dc:language"] == {"de-DE"}
    assert all(str(page.obj.Tabs) == "/S" for page in tagged.pages)


def test_what_stands_around_every_page_is_no_content(full: Tagged) -> None:
    for number, kinds in enumerate(full.artifacts):
        assert "/Footer" in kinds
        assert ("/Header" in kinds) == (number > 0)
    assert "Page 2 of" not in full.words


def test_page_1_is_read_in_the_order_in_which_it_decides(full: Tagged) -> None:
    order = [
        "Claims triage assistant",
        "Northwind Insurance",
        "THE DECISION ASKED FOR",
        "Approve a pilot of 12 weeks",
        "VALUE",
        "Go to production when",
        "Handling time falls",
        "Wrong-routing rate",
        "From the pilot, € 82 k",
        "Agreed",
        "Sponsor",
        "Chief Operating Officer",
        "Date",
    ]
    places: list[int] = []
    for words in order:
        places.append(full.words.index(words, places[-1] if places else 0))
    assert places[-1] < full.words.index("Contents")


def test_the_contents_are_read_with_their_pages(full: Tagged) -> None:
    first = full.document.of("TOCI")[0]
    assert first.text.split()[:2] == ["1", "Set-up"]
    assert first.text.split()[-1].isdigit()
    assert [node.kind for node in first.of("Lbl", "Reference", "Link")] == [
        *("Lbl", "Reference", "Link"),
    ]


def test_a_table_of_many_pages_is_one_table_with_one_head() -> None:
    rows = [Requirement.new(what=f"Requirement number {n:03}", reference="ISO") for n in range(60)]
    tagged = Tagged(made(*rows))
    table = next(t for t in tagged.document.of("Table") if "Requirement number 000" in t.text)
    assert len(table.nodes[0].of("TR")) == 1
    names = [row.nodes[0].text for row in table.nodes[1].of("TR") if row.nodes[0].kind == "TH"]
    assert [name for name in names if name.startswith("Requirement n")] == [
        f"Requirement number {n:03}" for n in range(60)
    ]


def test_a_record_whose_text_takes_pages_is_one_row(workshops: dict[str, Tagged]) -> None:
    long = workshops["long texts"]
    rows = [row for row in long.document.of("TR") if row.text.count("word") > 100]
    assert len(rows) == 1
    assert rows[0].text.count("word") == 1_200
    body = next(node for node in long.document.of("LBody") if "word" in node.text)
    assert body.text.count("word") == 1_500


def test_the_matrix_is_read_row_by_row_with_its_roles(full: Tagged) -> None:
    table = next(t for t in full.document.of("Table") if "Activity 30" in t.text)
    heads = [node.text for node in table.nodes[0].of("TH")]
    assert heads == ["Activity", *(f"Role {n}" for n in range(1, 10))]
    row = next(r for r in table.of("TR") if r.nodes[0].text.endswith("Activity 2"))
    assert [cell.text for cell in row.nodes[1:]] == [
        *("R", "C", "I", "A/R", "A", "R", "C", "I", "A/R")
    ]


def test_words_stay_apart_where_a_line_ends() -> None:
    words = [f"w{n:03}" for n in range(300)]
    long = ("Donaudampfschifffahrtsgesellschaftskapitänspatent" * 4)[:150]
    records = [
        UseCase.new(workflow_today=" ".join(words)),
        Requirement.new(what=f"One {long} and more", remark=" ".join(words)),
        Requirement.new(what="保険 " + " ".join(words)),
    ]
    said = Tagged(made(*records)).words.replace("\u00ad", "")
    assert said.count(" ".join(words)) == 3
    assert long in said


def test_every_font_is_embedded_and_says_what_it_means(tagged: Tagged) -> None:
    named = [dict(page.obj.Resources.Font) for page in tagged.pages]
    fonts = {font.objgen: font for each in named for font in each.values()}
    assert fonts
    for font in fonts.values():
        assert str(font.Subtype) == "/TrueType"
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font
