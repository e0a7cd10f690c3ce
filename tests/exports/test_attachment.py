"""The charter carries the workshop that it was made from, and says which one it is."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from exports.charter import charter
from exports.charter.attachment import NAME
from exports.charter.metadata import NAMESPACE
from exports.document import Document, run
from models.interchange import from_json
from models.records import Person, Version, WorkshopInfo
from models.sealing import seal_of, short, snapshot_of
from tests.builders import snapshot_of as workshop_of
from tests.exports.charters import MADE, full_workshop, made, matrix_of, pages_of


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def attached(data: bytes) -> bytes:
    with opened(data) as pdf:
        return pdf.attachments[NAME].get_file().read_bytes()


def test_the_workshop_is_attached_and_has_the_same_seal() -> None:
    records = [*full_workshop(), *matrix_of(9, 30)]
    content = snapshot_of(from_json(attached(made(*records)).decode()))
    assert seal_of(content) == seal_of(workshop_of(*records))
    info = content.one(WorkshopInfo)
    assert info.initiative == "Claims triage assistant"


def test_it_is_an_associated_file_with_kind_size_and_day() -> None:
    with opened(made(*full_workshop())) as pdf:
        (specification,) = list(pdf.Root.AF)
        names: Any = pdf.Root.Names.EmbeddedFiles.Names
        assert str(names[0]) == NAME == "workshop.groundwork.json"
        assert names[1].objgen == specification.objgen
        assert str(specification.AFRelationship) == "/Source"
        assert str(specification.F) == str(specification.UF) == NAME
        assert str(specification.Desc)
        file = specification.EF.UF
        assert str(file.Subtype) == "/application/json"
        data = file.read_bytes()
        assert int(file.Params.Size) == len(data)
        assert str(file.Params.ModDate) == "D:20261124163000+00'00'"
        assert bytes(file.Params.CheckSum) == hashlib.md5(data, usedforsecurity=False).digest()


def test_what_nobody_else_may_see_is_not_attached() -> None:
    version = Version.new(
        name="Version 1", sealed_on=date(2026, 11, 24), seal="0" * 64, content="said before"
    )
    person = Person.new(name="Head of Claims", email="head@client.example")
    data = attached(made(*full_workshop(), person, version)).decode()
    assert "Head of Claims" in data
    for hidden in ("quarrel", "client.example", "said before", "Version 1"):
        assert hidden not in data


@pytest.mark.parametrize("cut", ["summary", "finance", "risk", "operations", "poster"])
def test_a_cut_for_some_readers_does_not_carry_all_the_rest(cut: str) -> None:
    snapshot = workshop_of(*full_workshop(), *matrix_of(4, 4))
    data = run(charter(Document(snapshot, (), MADE), cut))
    with opened(data) as pdf:
        assert len(pdf.attachments) == 0
        assert str(pdf.docinfo.ContentSeal) == seal_of(snapshot)


def test_the_seal_stands_on_every_page_and_in_the_information() -> None:
    snapshot = workshop_of(*full_workshop())
    data = run(charter(Document(snapshot, (), MADE)))
    seal = seal_of(snapshot)
    pages = pages_of(data)
    assert all(short(seal) in page for page in pages)
    with opened(data) as pdf:
        assert str(pdf.docinfo.ContentSeal) == seal
        with pdf.open_metadata() as said:
            assert said[f"{{{NAMESPACE}}}ContentSeal"] == seal
            assert said["xmp:CreateDate"] == "2026-11-24T16:30:00+00:00"


@pytest.mark.parametrize("cut", ["full", "summary", "poster"])
def test_two_runs_give_the_same_bytes(cut: str) -> None:
    document = Document(workshop_of(*full_workshop(), *matrix_of(9, 5)), (), MADE)
    assert run(charter(document, cut)) == run(charter(document, cut))


def test_the_file_is_sound() -> None:
    with opened(made(*full_workshop(), *matrix_of(9, 30))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"
        assert len(set(map(bytes, pdf.trailer.ID))) == 1
