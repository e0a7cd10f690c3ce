"""Every text can be translated, and a charter is in the language of its workshop."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pypdf import PdfReader

from exports.charter import charter
from exports.document import Document, run
from models import i18n
from models.findings import findings_of
from models.record import TYPES
from models.records import Person, ValueTarget, WorkshopInfo
from models.steps import STEPS
from tests.builders import snapshot_of
from tools import texts

GERMAN: dict[str | tuple[str, ...], str | tuple[str, ...]] = {
    "What improves": "Was besser wird",
    "Review & sign": "Prüfen und zeichnen",
    "“{name}” has no owner.": "„{name}“ gehört niemandem.",
    ("{n} row", "{n} rows"): ("{n} Zeile", "{n} Zeilen"),
}


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of a few texts, where the program looks for catalogues."""
    catalogue = Catalog(locale="de")
    for text, translation in GERMAN.items():
        catalogue.add(text, translation)
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{i18n.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr("models.i18n.RESOURCES", tmp_path)


def ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def test_the_list_for_translators_is_up_to_date() -> None:
    with texts.POT.open("rb") as file:
        listed = ids(read_po(file))
    assert listed == ids(texts.catalogue()), "renew it with: make texts"


def test_the_list_names_no_places_and_no_moment() -> None:
    text = texts.POT.read_text(encoding="utf-8")
    assert "#:" not in text
    assert str(datetime.now().astimezone().year) not in text
    assert text == texts.as_text(read_po(io.BytesIO(text.encode())))


def test_everything_that_is_declared_can_be_translated() -> None:
    known = {text for entry in texts.catalogue() for text in _flat(entry.id)}
    said = {text for step in STEPS for text in (step.title, step.question, *step.prompts)}
    for record_type in TYPES.values():
        said |= {record_type.noun(), record_type.noun(2), record_type.hint()}
        for field in record_type.fields.values():
            said |= {field.label, field.help, field.unit}
    assert {text for text in said if text and text != "%"} <= known


def _flat(id_: str | tuple[str, ...] | list[str]) -> list[str]:
    return [id_] if isinstance(id_, str) else list(id_)


@pytest.mark.usefixtures("german")
def test_texts_come_in_the_language_that_is_asked_for() -> None:
    with i18n.language("de_DE"):
        assert ValueTarget.what.label == "Was besser wird"
        assert i18n.ngettext("{n} row", "{n} rows", 2) == "{n} Zeilen"
        assert i18n._("Nothing was changed.") == "Nothing was changed.", "not translated yet"
    assert ValueTarget.what.label == "What improves"


@pytest.mark.usefixtures("german")
def test_findings_come_in_the_language_that_is_asked_for() -> None:
    snapshot = snapshot_of(ValueTarget.new(what="Handling time"))
    with i18n.language("de"):
        german = {finding.sentence for finding in findings_of(snapshot)}
    english = {finding.sentence for finding in findings_of(snapshot)}
    assert "„Handling time“ gehört niemandem." in german
    assert "“Handling time” has no owner." in english


@pytest.mark.usefixtures("german")
def test_a_charter_is_in_the_language_of_its_workshop() -> None:
    def printed(language: str) -> str:
        info = WorkshopInfo.new(initiative="Claims", language=language)
        snapshot = snapshot_of(info, Person.new(name="Head of Claims"))
        reader = PdfReader(io.BytesIO(run(charter(Document(snapshot)))))
        return "\n".join(page.extract_text() for page in reader.pages)

    assert "Prüfen und zeichnen" in printed("de_DE")
    assert "Review & sign" not in printed("de_DE")
    assert "Review & sign" in printed("en_GB"), (
        "the next charter is not in the language of the last"
    )
