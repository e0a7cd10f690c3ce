"""Lists as people keep them: found, matched with fields, and proposed row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Refusal
from models.incoming.cells import Way
from models.incoming.lists.amounts import Amount, read_amount
from models.incoming.lists.cells import Scale, scale_of
from models.incoming.lists.columns import ListTable, at, find
from models.incoming.lists.lines import Role, lines
from models.incoming.lists.reading import SORTS, chosen, propose_list, read_list
from models.incoming.lists.words import CHOICES, WORDS, choice_of, matches, targets
from models.incoming.looking import RACI, look
from models.incoming.package import MAX_SECONDS
from models.incoming.proposal import Proposal, Sort, take_over
from models.incoming.raci.found import Grid
from models.incoming.sheets import finish
from models.incoming.source import Page, Source, page_of, pasted, read_source
from models.opening import create_workshop
from models.record import Record
from models.records import CostLine, Kpi, Person, Requirement, Risk, WorkshopInfo
from models.snapshot import Snapshot
from models.workshop import Workshop
from tests.builders import snapshot_of

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "workbooks"
EMPTY = snapshot_of(WorkshopInfo.new(initiative="Pilot", client="Bank"))
DOLLARS = snapshot_of(WorkshopInfo.new(initiative="Pilot", client="Bank", currency="USD"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How older Office files begin, and encrypted ones."""
WAY = Way("en_GB", "EUR")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        yield made


def page(rows: list[list[Any]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Page:
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return page_of(Grid("Sheet", texts, merged))


def table(rows: list[list[Any]], record_type: type[Record], language: str = "") -> ListTable:
    found = find(page(rows), record_type, language)
    assert found is not None
    return found


def fields(found: ListTable) -> dict[str, str]:
    return {column.head: column.name for column in found.columns if column.name}


def proposed(rows: list[list[Any]], sort: str, now: Snapshot = EMPTY) -> Proposal:
    source = Source("list.csv", (page(rows),))
    found = find(source.pages[0], SORTS[sort])
    return propose_list(source, [found] if found else [], now)


def added(proposal: Proposal, record_type: type[Record]) -> list[Record]:
    ticked = [proposal.items[number] for number in sorted(proposal.ticked)]
    return [item.record for item in ticked if isinstance(item.record, record_type)]


# Heads


RISKS = [
    ["Risk", "Probability", "Impact", "Mitigation", "Owner"],
    ["Wrong answers", "High", "Medium", "Sample every week", "Ada"],
    ["Nobody uses it", "low", "high", "", "Bo"],
]


def test_heads_stand_in_the_first_row() -> None:
    found = table(RISKS, Risk)
    assert (found.first, found.last) == (1, 1)
    assert list(fields(found).values()) == ["what", "likelihood", "impact", "response", "owner"]


@pytest.mark.parametrize("above", range(1, 12))
def test_heads_are_found_below_titles_and_notes(above: int) -> None:
    rows = [["Project: Mustang", "", ""], ["Approved by Risk Committee", "", ""], ["", "", ""]]
    rows = [rows[n % 3] for n in range(above)]
    assert table([*rows, *RISKS], Risk).last == above + 1


def test_heads_over_two_rows_under_merged_ones() -> None:
    rows = [
        ["Cost", "A year", "", "Basis"],
        ["", "Low", "High", ""],
        ["Licences", "1000", "2000", "Offer"],
        ["Support", "500", "700", "Guess"],
    ]
    found = find(page(rows, ((0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3))), CostLine)
    assert found is not None
    assert (found.first, found.last) == (1, 2)
    assert {"year_low", "year_high", "basis", "what"} <= set(fields(found).values())


def test_heads_merged_over_many_columns() -> None:
    rows = [
        ["Stakeholder register", *[""] * 8],
        ["Name", "", "", "Function", "", "", "E-mail", "", ""],
        ["Ada", "", "", "", "Head of IT", "", "ada@bank.example", "", ""],
    ]
    found = find(page(rows, ((1, 0, 1, 2), (1, 3, 1, 5), (1, 6, 1, 8), (0, 0, 0, 8))), Person)
    assert found is not None
    (line,) = lines(found)
    assert {name: str(cell.value) for name, cell in line.cells.items()} == {
        "name": "Ada",
        "function": "Head of IT",
        "email": "ada@bank.example",
    }


@pytest.mark.parametrize(
    ("heads", "record_type", "names"),
    [
        ("Risiko|Eintrittswahrscheinlichkeit|Auswirkung", Risk, "what likelihood impact"),
        ("Riesgo|Probabilidad|Impacto|Responsable", Risk, "what likelihood impact owner"),
        ("Risque|Probabilité|Gravité|Mesures", Risk, "what likelihood impact response"),
        ("Risco|Probabilidade|Impacto|Resposta", Risk, "what likelihood impact response"),
        ("Risico|Kans|Gevolg|Maatregel", Risk, "what likelihood impact response"),
        ("Nachname|Vorname|Abteilung|Mail", Person, "last first organisation email"),
        ("Nom|Fonction|Société|Courriel", Person, "name function organisation email"),
        ("Kennzahl|Einheit|Istwert|Zielwert", Kpi, "name unit baseline target"),
        ("Anforderung|Nr.|Bereich|Frist", Requirement, "what reference area due_on"),
        ("Kostenart|Betrag|Bemerkung", CostLine, "what amount basis"),
    ],
)
def test_heads_in_several_languages(heads: str, record_type: type[Record], names: str) -> None:
    found = at(page([heads.split("|")]), record_type, 1, 1)
    assert " ".join(fields(found).values()) == names


def test_every_word_of_the_table_means_its_field_first_or_is_shared() -> None:
    for record_type, words in WORDS.items():
        for name, said in words.items():
            for word in said.split("|"):
                found = matches(record_type, word)
                assert found, (record_type, word)
                assert name in {m.name for m in found if m.strength >= 3.0}, (record_type, word)
                assert name in targets(record_type)


def test_columns_in_several_languages_are_read_in_the_workshops() -> None:
    rows = [
        ["ref_id", "name", "description", "name[fr]", "name[es]"],
        ["1.1", "Roles", "Who does what", "Rôles", "Roles es"],
    ]
    assert fields(table(rows, Requirement, "fr"))["name[fr]"] == "what"
    assert fields(table(rows, Requirement, "de"))["name"] == "what"


def test_a_column_of_mail_addresses_is_known_by_what_stands_in_it() -> None:
    rows = [
        ["Name", "Function", "Where"],
        ["Ada", "CIO", "ada@b.example"],
        ["Bo", "CFO", "bo@b.example"],
    ]
    assert fields(table(rows, Person))["Where"] == "email"


@pytest.mark.parametrize("record_type", SORTS.values())
def test_a_letter_is_no_list(record_type: type[Record]) -> None:
    rows = [["Dear Ada,"], ["the risk of this is small, and the owner knows its impact."], ["Bo"]]
    assert find(page(rows), record_type) is None


# Rows


def test_headings_become_the_group_and_are_offered_unticked() -> None:
    rows = [["Cost", "Amount", "Comment"], ["Licences", "", ""], ["Model", "100.00", "Offer"],
            ["Index", "50.00", ""], ["People", "", ""], ["Support", "10.00", "Guess"]]  # fmt: skip
    proposal = proposed(rows, "costs")
    lines_ = added(proposal, CostLine)
    assert [record.caption for record in lines_] == ["Model", "Index", "Support"]
    assert [record.values["basis"] for record in lines_] == [
        "Offer\nUnder “Licences”.",
        "Under “Licences”.",
        "Guess\nUnder “People”.",
    ]
    assert "2 rows were read as headings" in proposal.warning


def test_people_with_nothing_but_a_name_are_people() -> None:
    rows = [["Name", "E-mail"], ["Ada", ""], ["Bo", ""], ["Cy", "cy@b.example"], ["Di", ""]]
    assert [p.caption for p in added(proposed(rows, "people"), Person)] == ["Ada", "Bo", "Cy", "Di"]


def test_totals_are_left_out_and_held_against_their_lines() -> None:
    rows = [["Item", "Amount"], ["A thing", "10.00"], ["Another", "20.00"], ["Total", "35.00"]]
    proposal = proposed(rows, "costs")
    assert [record.caption for record in added(proposal, CostLine)] == ["A thing", "Another"]
    assert "“Total” says 35, but the lines above it come to 30." in proposal.warning


def test_rows_below_repeated_heads_go_on() -> None:
    rows = [*RISKS, RISKS[0], ["Late data", "Low", "Low", "", ""]]
    assert [r.caption for r in added(proposed(rows, "risks"), Risk)][-1] == "Late data"
    assert len(added(proposed(rows, "risks"), Risk)) == 3


def test_hidden_rows_are_said_and_not_ticked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in RISKS:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "r.xlsx")
    proposal = finish(read_list(tmp_path / "r.xlsx", "risks", EMPTY))
    assert [r.caption for r in added(proposal, Risk)] == ["Wrong answers"]
    assert "1 row is hidden" in proposal.warning
    assert {i.what for i in proposal.items if not i.ticked} == {"Risk: Nobody uses it"}


def test_a_row_that_is_there_twice_is_added_once() -> None:
    proposal = proposed([*RISKS, RISKS[1]], "risks")
    assert len(added(proposal, Risk)) == 2
    assert any("there twice" in item.note for item in proposal.items)


def test_references_keep_their_order_and_tell_equal_names_apart() -> None:
    rows = [
        ["ID", "Requirement", "Status"],
        ["AC-2(3)", "Review", "open"],
        ["AC-10", "Review", "Done"],
        ["AC-2(10)", "Log", "Implemented"],
    ]
    found = added(proposed(rows, "requirements"), Requirement)
    assert [r.values["reference"] for r in found] == ["AC-2(3)", "AC-10", "AC-2(10)"]
    assert [r.values["status"] for r in found] == ["open", "met", "met"]


# Values


def test_scales_of_figures_become_levels_and_that_is_said() -> None:
    rows = [["Risk", "Likelihood", "Impact"], ["A fire", "1", "5"], ["A flood", "3", "4"]]
    proposal = proposed(rows, "risks")
    assert [(r.values["likelihood"], r.values["impact"]) for r in added(proposal, Risk)] == [
        ("low", "high"),
        ("high", "high"),
    ]
    assert "“Likelihood” has figures from 1 to 3" in proposal.warning


@pytest.mark.parametrize(
    ("texts", "top"), [(["1", "3"], 3), (["2", "5"], 5), (["9"], 10), (["0"], 0), (["12"], 0)]
)
def test_scales(texts: list[str], top: int) -> None:
    assert scale_of(texts) == (Scale(top) if top else None)


@pytest.mark.parametrize(
    ("figure", "top", "level"), [(1, 5, "low"), (3, 5, "medium"), (5, 5, "high"), (10, 10, "high"),
                                 (1, 3, "low"), (2, 3, "medium"), (3, 3, "high")],
)  # fmt: skip
def test_levels_of_scales(figure: float, top: int, level: str) -> None:
    assert Scale(top).level(figure) == level


def test_choices_are_known_in_other_words_and_nothing_else_is() -> None:
    levels = ("low", "medium", "high")
    said = {"Hoch": "high", "ÉLEVÉ": "high", "laag": "low", "médio": "medium", "so-so": "", "": ""}
    assert {text: choice_of(text, levels) for text in said} == said
    for value, words in CHOICES.items():
        assert all(choice_of(word, (value,)) == value for word in words.split("|"))


def test_what_no_field_takes_is_kept_in_the_remark_and_doubtful() -> None:
    rows = [
        ["KPI", "Frequency", "Target"],
        ["Errors", "Bi-weekly", "2"],
        ["Hours", "weekly", "many"],
    ]
    proposal = proposed(rows, "kpis")
    assert [item.sort for item in proposal.items] == [Sort.DOUBTFUL, Sort.DOUBTFUL]
    first, second = added(proposal, Kpi)
    assert (first.values["frequency"], first.values["remark"]) == ("", "Frequency: Bi-weekly")
    assert (second.values["target"], second.values["remark"]) == (None, "Target: many")


def test_owners_are_found_by_name_mail_and_function_and_added_once() -> None:
    ada = Person(
        "ada", 1.0, Person.new(name="Ada Lovelace", email="ada@b.example", function="CIO").values
    )
    now = snapshot_of(*EMPTY.all(WorkshopInfo), ada)
    names = ["ada lovelace", "Ada <ada@b.example>", "CIO", "Bo", "Bo", "Ada/Bo"]
    rows = [["Risk", "Owner"], *([f"Risk {n}", name] for n, name in enumerate(names))]
    proposal = proposed(rows, "risks", now)
    (bo,) = added(proposal, Person)
    owners = [risk.values["owner"] for risk in added(proposal, Risk)]
    assert owners == ["ada", "ada", "ada", bo.id, bo.id, ""]
    assert "“Ada/Bo” is not one person" in proposal.items[-1].note


@pytest.mark.parametrize(
    ("text", "low", "likely", "high"),
    [
        ("10-20k", 10_000, None, 20_000),
        ("EUR 5,000 - 8,000", 5_000, None, 8_000),
        ("$5000-$10000", 5_000, None, 10_000),
        ("12,000 - $20,000", 12_000, None, 20_000),
        ("< 100k", None, None, 100_000),
        ("up to 50k", None, None, 50_000),
        ("> 2 Mio", 2e6, None, None),
        ("between 5 and 7k", 5_000, None, 7_000),
        ("von 10 bis 20 Tsd", 10_000, None, 20_000),
        ("ca. 40 000", None, 40_000, None),
        ("€ 3,5 Mio", None, 3.5e6, None),
        ("5,000", None, 5_000, None),
    ],
)
def test_amounts_as_text(
    text: str, low: float | None, likely: float | None, high: float | None
) -> None:
    amount = read_amount(text, "en_GB")
    assert amount is not None
    assert [q.number if q else None for q in amount.all] == [low, likely, high]


@pytest.mark.parametrize("text", ["soon", "tbd", "20-10k", "2021-03-04", "A-1", ""])
def test_other_texts_are_no_amounts(text: str) -> None:
    assert read_amount(text, "en_GB") is None


@given(
    st.integers(0, 10**7),
    st.integers(0, 10**7),
    st.sampled_from(["-", " - ", " to ", "–", " bis "]),
)
def test_any_range_is_read_as_it_was_written(one: int, other: int, sign: str) -> None:
    low, high = sorted((one, other))
    amount = read_amount(f"{low}{sign}{high}", "en_GB")
    assert amount is not None
    assert amount.low is not None
    assert amount.high is not None
    assert (amount.low.number, amount.high.number) == (low, high)


@pytest.mark.parametrize(
    ("head", "text", "again", "values"),
    [
        ("Cost", "1000", None, {"one_off": 1000.0}),
        ("Cost (k€)", "1.5", None, {"one_off": 1500.0}),
        ("Monthly cost", "100", None, {"year": 1200.0}),
        ("Jährliche Kosten", "100", None, {"year": 100.0}),
        ("Jahreskosten", "100", None, {"year": 100.0}),
        ("Monatliche Kosten", "100", None, {"year": 1200.0}),
        ("Halbjährliche Kosten", "100", None, {"year": 200.0}),
        ("Semi-annual cost", "100", None, {"year": 200.0}),
        ("Vierteljährliche Kosten", "100", None, {"year": 400.0}),
        ("Coûts annuels", "100", None, {"year": 100.0}),
        ("Coûts mensuels", "100", None, {"year": 1200.0}),
        ("Costes anuales", "100", None, {"year": 100.0}),
        ("Costi mensili", "100", None, {"year": 1200.0}),
        ("Jaarlijkse kosten", "100", None, {"year": 100.0}),
        ("Per year", "10k-20k", None, {"year_low": 10_000.0, "year_high": 20_000.0}),
        ("Cost", "100", "monthly", {"year": 1200.0}),
        ("Cost", "100 a month", "recurring", {"year": 1200.0}),
        ("Cost", "100", "one time", {"one_off": 100.0}),
        ("Cost", "100", "recurring", {}),
        ("Cost", "100", "", {}),
        ("Cost", "10-20", "one time", {}),
        ("Cost in USD", "100", "one time", {}),
        ("Cost", "$ 100", "one time", {}),
        ("Cost", "1.200", "one time", {}),
    ],
)  # fmt: skip
def test_which_amount_of_a_cost_line(
    head: str, text: str, again: str | None, values: dict[str, float]
) -> None:
    more = [] if again is None else [["Once/Recurring", "one time", again]]
    rows = [
        list(row) for row in zip(["Item", "Other", "Thing"], [head, "1", text], *more, strict=True)
    ]
    item = proposed(rows, "costs").items[-1]
    names = ("one_off", "year_low", "year", "year_high")
    got = {n: v for n in names if (v := item.record.values[n]) is not None}
    assert got == values
    if not values:
        assert item.sort is Sort.DOUBTFUL
        assert text in str(item.record.values["basis"])


# Into the workshop


def test_taken_over_as_one_step_and_known_again(workshop: Workshop) -> None:
    before = workshop.snapshot
    proposal = proposed(RISKS, "risks", before)
    take_over(workshop, proposal, proposal.ticked)
    risks = workshop.snapshot.all(Risk)
    assert [risk.what for risk in risks] == ["Wrong answers", "Nobody uses it"]
    assert [workshop.snapshot.name_of(Risk.owner, risk) for risk in risks] == ["Ada", "Bo"]
    assert proposed(RISKS, "risks", workshop.snapshot).items == ()
    workshop.undo()
    assert workshop.snapshot == before


def test_what_is_empty_is_filled_and_what_differs_is_a_conflict() -> None:
    risk = Risk("r", 1.0, Risk.new(what="wrong Answers", likelihood="low").values)
    proposal = proposed(RISKS[:2], "risks", snapshot_of(*EMPTY.all(WorkshopInfo), risk))
    told = {i.name: (i.sort, i.ticked) for i in proposal.items if isinstance(i.record, Risk)}
    assert told == {
        "likelihood": (Sort.CONFLICT, False),
        "impact": (Sort.CHANGED, True),
        "response": (Sort.CHANGED, True),
        "owner": (Sort.CHANGED, True),
    }


def test_mappings_can_be_corrected() -> None:
    found = table(RISKS, Risk).with_names({1: "response", 4: "what"})
    source = Source("risks", (found.page,))
    assert [r.caption for r in added(propose_list(source, [found], EMPTY), Risk)] == [
        "Sample every week"
    ]


def test_columns_that_have_no_field_are_named() -> None:
    rows = [[*RISKS[0], "Colour"], [*RISKS[1], "red"]]
    assert any("“Colour”" in str(remark) for remark in proposed(rows, "risks").left_out)


@pytest.mark.parametrize("rows", [[RISKS[0]], [RISKS[0], ["", "", "", "", ""]]])
def test_a_template_without_rows_says_so(rows: list[list[str]]) -> None:
    with pytest.raises(Refusal, match="empty template"):
        proposed(rows, "risks")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_list_is_read_right_wherever_it_stands(data: st.DataObject) -> None:
    """Any order of columns, any words for their heads, titles above, empty columns at the left."""
    names = data.draw(st.permutations(["what", "likelihood", "impact", "response"]))
    heads = [data.draw(st.sampled_from(WORDS[Risk][name].split("|"))) for name in names]
    if len({head.casefold() for head in heads}) < 4:
        return
    word = st.text("bdelmnoprst", min_size=4, max_size=9)
    deeds = data.draw(
        st.lists(st.tuples(word, word).map(" ".join), min_size=2, max_size=8, unique=True)
    )
    want, rows = [], []
    for deed in deeds:
        said = {"what": f"Late {deed}", "likelihood": data.draw(st.sampled_from(["low", "high"])),
                "impact": "medium", "response": f"Watch {deed}"}  # fmt: skip
        want.append(said)
        rows.append([said[name] for name in names])
    left, above = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 4))
    rows = [["Register"]] * above + [[""] * left + row for row in [heads, *rows]]
    found = find(page(rows), Risk)
    assert found is not None
    if set(found.names) >= set(names):  # "Maßnahme" and the like are clear only beside others
        got = [
            r.values for r in added(propose_list(Source("x", (found.page,)), [found], EMPTY), Risk)
        ]
        assert [{name: values[name] for name in names} for values in got] == want


# Where it comes from


def test_pasted_cells_and_tables() -> None:
    text = "\n".join("\t".join(row) for row in RISKS)
    html = "<table>" + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in RISKS
    ) + "</table>"  # fmt: skip
    for source in (pasted(text), pasted("", html), pasted("no tabs", html), pasted(text, html)):
        seen = finish(look(_now(source), "en"))
        assert seen.guess == "risks"
        found = added(propose_list(source, seen.lists["risks"], EMPTY), Risk)
        assert [record.caption for record in found] == ["Wrong answers", "Nobody uses it"]


def _now(source: Source) -> Any:
    yield 0.0
    return source


@pytest.mark.parametrize(
    ("rows", "guess"),
    [
        (RISKS, "risks"),
        ([["Name", "Function", "E-mail"], ["Ada", "CIO", "a@b.example"]], "people"),
        ([["KPI", "Target", "Unit"], ["Errors", "2", "%"]], "kpis"),
        ([["Cost item", "Amount", "Paid by"], ["Licences", "100", "IT"]], "costs"),
        ([["Ref", "Control", "Applicable"], ["A.5", "Policies", "yes"]], "requirements"),
        (
            [["Task", "Lead", "Desk"], ["Run", "A", "R"], ["Stop", "R", "A"], ["Pay", "A", "I"]],
            RACI,
        ),
        ([["One", "Two"], ["3", "4"]], ""),
    ],
)
def test_what_it_is_is_guessed(rows: list[list[str]], guess: str) -> None:
    source = Source("x", (page(rows),))
    assert finish(look(_now(source), "en")).guess == guess


@pytest.mark.parametrize("suffix", [".csv", ".md", ".html", ".tsv", ".xlsx"])
def test_files_of_every_sort(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"risks{suffix}"
    rows = [[cell or "-" for cell in row] for row in RISKS]
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    elif suffix == ".html":
        cells = "".join("<tr>" + "".join(f"<td>{c}" for c in row) for row in rows)
        path.write_text(f"<table>{cells}</table>", encoding="utf-8")
    else:
        sign = {".csv": ";", ".md": "|", ".tsv": "\t"}[suffix]
        edge = "|" if suffix == ".md" else ""
        path.write_text("\n".join(edge + sign.join(row) + edge for row in rows), encoding="utf-8")
    proposal = finish(read_list(path, "risks", EMPTY))
    assert [r.caption for r in added(proposal, Risk)] == ["Wrong answers", "Nobody uses it"]


# What is refused, and how soon


def _xlsx(path: Path, sheet: str, *, behind: str = "") -> Path:
    """A workbook of one sheet, written by hand."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet_part = "/xl/worksheets/sheet1.xml"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="{sheet_part}" ContentType="{kind}.worksheet+xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="{sheet_part}"/>'
        "</Relationships>",
        sheet_part[1:]: f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData>{behind}'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _row(number: int, *texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


def test_an_owner_that_covers_several_rows_is_that_of_each_but_an_amount_is_not() -> None:
    rows = [
        ["Risk", "Response", "Owner"],
        ["Fire", "Alarm", "CISO"],
        ["Leak", "Lock", ""],
        ["Loss", "Copy", ""],
    ]
    source = Source("list.html", (page(rows, ((1, 2, 2, 2),)),))
    found = find(source.pages[0], Risk)
    assert found is not None
    risks = {r.caption: r for r in added(propose_list(source, [found], EMPTY), Risk)}
    owners = [risks[name].values["owner"] for name in ("Fire", "Leak", "Loss")]
    assert owners[0]
    assert owners == [owners[0], owners[0], ""]
    costs = [["Item", "Cost a year"], ["Seats", "1000"], ["Guards", ""]]
    source = Source("list.html", (page(costs, ((1, 1, 2, 1),)),))
    listed = find(source.pages[0], CostLine)
    assert listed is not None
    lines_ = {r.caption: r for r in added(propose_list(source, [listed], EMPTY), CostLine)}
    assert (lines_["Seats"].values["year"], lines_["Guards"].values["year"]) == (1000.0, None)


def test_a_line_of_single_dashes_below_the_heads_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "kpis.md"
    path.write_text("| KPI | Unit | Source |\n|:-:|--:|-|\n| Time | min | Log |\n")
    proposal = finish(read_list(path, "kpis", EMPTY))
    assert [r.caption for r in added(proposal, Kpi)] == ["Time"]


def test_a_million_formatted_rows_are_not_read(tmp_path: Path) -> None:
    rows = _row(1, "Risk", "Impact") + _row(2, "Fire", "High")
    rows += "".join(f'<row r="{n}"><c s="1"/></row>' for n in range(3, 1_000_001))
    path = _xlsx(tmp_path / "long.xlsx", rows)
    proposal = finish(read_list(path, "risks", EMPTY))
    assert [r.caption for r in added(proposal, Risk)] == ["Fire"]
    assert any("not read to its end" in str(remark) for remark in proposal.left_out)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("r.xlsx", b"PK\x03\x04rest", "damaged"),
        ("r.xlsx", b"hello", "damaged"),
        ("r.xls", OLE + b"\0" * 600, "damaged"),
        ("r.xls", b"hello", "looks like such a list"),
        ("r.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("r.pdf", b"%PDF-1.7", "not a file with tables"),
        ("r.csv", b"a\0b\0c", "not a file with tables"),
        ("r.csv", b"", "is empty"),
        ("r.csv", b"One,Two\n1,2\n", "looks like such a list"),
        ("r.csv", b"x" * 5_000_001, "too large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(
    workshop: Workshop, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    before = workshop.path.read_bytes()
    with pytest.raises(Refusal, match=said) as refused:
        finish(read_list(path, "risks", workshop.snapshot))
    assert "Nothing was changed." in str(refused.value)
    assert workshop.path.read_bytes() == before


def test_a_bomb_is_given_up(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "bomb.xlsx", _row(1, "Risk", "Impact"), behind=" " * 60_000_000)
    with pytest.raises(Refusal, match="too large"):
        finish(read_list(path, "risks", EMPTY))


def test_a_matrix_as_large_as_no_matrix_is_keeps_its_time(tmp_path: Path) -> None:
    """Letters in every cell are the dearest thing to look for a matrix in."""
    path = tmp_path / "wide.csv"
    path.write_text(
        "\n".join(",".join("RACI"[(r + c) % 4] for c in range(400)) for r in range(200))
    )
    seen = finish(look(read_source(path), "en"))
    assert seen.matrices == ()


def test_ten_seconds_are_the_most() -> None:
    assert MAX_SECONDS == 10


# Real ones


def _case(number: str) -> Path:
    found = sorted(CASES.glob(f"{number}-*")) if CASES.is_dir() else []
    if not found:
        pytest.skip("needs the real workbooks in ../shared/cases")
    return found[0]


@pytest.mark.parametrize(
    ("number", "sort", "count", "unticked"),
    [
        ("01", "requirements", 1189, 20),
        ("02", "requirements", 106, 28),
        ("03", "requirements", 72, 41),
        ("04", "requirements", 67, 21),
        ("18", "risks", 13, 0),
        ("20", "kpis", 16, 0),
        ("21", "costs", 15, 17),
        ("22", "risks", 9, 0),
    ],
)
def test_real_workbooks(number: str, sort: str, count: int, unticked: int) -> None:
    path = _case(number)
    proposal = finish(read_list(path, sort, DOLLARS))
    assert len(added(proposal, SORTS[sort])) == count
    assert sum(not item.ticked for item in proposal.items) == unticked
    assert finish(look(read_source(path), "en")).guess == sort


@pytest.mark.parametrize(
    ("number", "sort", "said"),
    [
        ("10", "requirements", "heads and no rows.*It holds macros; they were not run"),
        ("12", "risks", "heads and no rows"),
        ("12", "people", "heads and no rows"),
        ("13", "people", "heads and no rows"),
        ("16", "risks", "heads and no rows"),
        ("28", "requirements", "password"),
        ("30", "requirements", "looks like such a list"),
    ],
)
def test_real_workbooks_without_anything_to_take(number: str, sort: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        finish(read_list(_case(number), sort, EMPTY))


def test_a_real_budget_that_contradicts_itself() -> None:
    proposal = finish(read_list(_case("21"), "costs", DOLLARS))
    told = " ".join([proposal.warning, *(item.note for item in proposal.items)])
    assert (
        "“Planning and Assessment”, whose lines come to 12,000 to 20,000; here it says 20,000"
        in told
    )
    figures = {
        i.record.caption: (i.record.values["year_low"], i.record.values["year_high"])
        for i in proposal.items
        if i.ticked and i.record.values["year_low"] is not None
    }
    assert figures["Monitoring per month"] == (36_000.0, 60_000.0)
    assert all(i.record.values["one_off"] is None for i in proposal.items)
    assert all(r.role in Role for r in lines(chosen_of(_case("21"))))


def chosen_of(path: Path) -> ListTable:
    source = finish(read_source(path))
    return chosen([t for p in source.pages if (t := find(p, CostLine))])[0]


def test_an_amount_says_what_it_is() -> None:
    assert not Amount().ambiguous
    assert read_amount("1.200", WAY.locale).ambiguous  # type: ignore[union-attr]
