"""The workshop in its charter: attached as a file that belongs to the document.

An associated file (ISO 32000-2, 14.13, as PDF/A-3 has it) with the JSON of `docs/json.md`. It
is what the charter was made from, and no more: private fields are left out, and so are sealed
versions, which hold what was written and taken back before. Its content has the same seal.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import md5
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from exports.charter.metadata import date_text
from models.i18n import _
from models.interchange import to_json
from models.record import TYPES
from models.records import Version
from models.snapshot import Snapshot, Table

NAME = "workshop.groundwork.json"
MIME = "application/json"


def content(snapshot: Snapshot) -> bytes:
    """What is attached: the workshop without what nobody else may see."""
    shown = snapshot.with_table(Version, Table({}))
    for record_type in TYPES.values():
        hidden = {name: f.empty for name, f in record_type.fields.items() if f.private}
        if hidden:
            rows = {record.id: record.replace(**hidden) for record in shown.all(record_type)}
            shown = shown.with_table(record_type, Table(rows))
    return to_json(shown).encode()


def attach(document: Any, data: bytes, made_at: datetime) -> None:
    """Attach `data` under the name `NAME`, as the source of the document."""
    stream = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": PDFName(MIME.replace("/", "#2F")).replace("#23", "#"),
                "Params": PDFDictionary(
                    {
                        "Size": len(data),
                        "ModDate": PDFString(date_text(made_at)),
                        "CheckSum": f"<{md5(data, usedforsecurity=False).hexdigest()}>",
                    }
                ),
            }
        ),
        data,
        [PDFZCompress],
    )
    file = document.Reference(stream, "AttachedFile")
    specification = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(NAME),
            "UF": PDFString(NAME),
            "EF": PDFDictionary({"F": file, "UF": file}),
            "AFRelationship": PDFName("Source"),
            "Desc": PDFString(_("The workshop that this document was made from")),
        }
    )
    reference = document.Reference(specification, "AttachedSpecification")
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray([reference])
    names = PDFDictionary({"Names": PDFArray([PDFString(NAME), reference])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})
