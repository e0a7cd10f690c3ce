"""Write the whole schema, what docs/json.md says about the records, and the example's documents.

    make docs

In docs/json.md everything above the mark is written by hand and kept. The documents are made by
`tools.example_documents`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models import storage
from models.fields import Field, Kind
from models.paths import ROOT
from models.record import TYPES, Record
from models.records import Assignment
from models.steps import STEPS
from tools import example_documents

DOC = ROOT / "docs" / "json.md"
MARK = "<!-- Everything below is written by `make docs` from models/records. -->"

IN_JSON = {
    Kind.LINE: "one line of text",
    Kind.TEXT: "text",
    Kind.NUMBER: "number",
    Kind.COUNT: "whole number",
    Kind.YEAR: "whole number",
    Kind.MONEY: "number, in the workshop's currency",
    Kind.PERCENT: "number, in percent",
    Kind.DATE: "date",
    Kind.YES_NO: "true or false",
    Kind.CHOICE: "one of",
    Kind.LINK: "id of a",
}


def written(present: str) -> str:
    """The whole document, with the generated part brought up to date."""
    head = present.partition(MARK)[0].rstrip()
    return "\n".join([head, "", MARK, *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    for step in STEPS:
        yield from ("", f"## {step.title}")
        for section in step.sections:
            yield from _section(section.record_type)
    shown = {section.record_type for step in STEPS for section in step.sections}
    yield from ("", "## Documents")
    for record_type in TYPES.values():
        if record_type not in shown:
            yield from _section(record_type)


def _section(record_type: type[Record]) -> Iterator[str]:
    how_many = "a list of one, without an `id`" if record_type.single else "a list"
    meaning = (record_type.__doc__ or "").partition("\n")[0]
    yield from ("", f"### `{record_type.type_name}`", "", f"{meaning} In the file: {how_many}.", "")
    yield "| field | label | value | note |"
    yield "|---|---|---|---|"
    for field in record_type.fields.values():
        yield f"| `{field.name}` | {_plain(field.title)} | {_value(field)} | {_note(field)} |"
    if record_type is Assignment:
        yield from ("", "Letters are stored in the order A, R, C, I: `A`, `AR`, `C`.")


def _value(field: Field[Any]) -> str:
    text = IN_JSON[field.kind]
    if field.kind is Kind.CHOICE:
        return f"{text} {', '.join(f'`{choice.value}`' for choice in field.choices)}"
    if field.kind is Kind.LINK:
        return f"{text} `{field.target}`"
    if field.kind.numeric:
        low, high = f"{field.minimum:g}", f"{field.maximum:g}"
        return f"{text}, {low} to {high}"
    return text


def _note(field: Field[Any]) -> str:
    notes = []
    if field.required:
        notes.append("Expected.")
    if field.owned:
        notes.append("Must be there: the record goes when this one goes.")
    if field.default != field.empty:
        notes.append(f"`{field.default}` in a new record.")
    if field.private:
        notes.append("Private: never printed.")
    return " ".join([_plain(field.help), *notes]).strip()


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def whole_schema() -> str:
    """The schema of the present file version, as `models.storage` reads it."""
    version = storage.version()
    whole = {"version": version, "schema": storage.migrated_schema(version)}
    return json.dumps(whole, indent=1) + "\n"


def main() -> None:
    """Bring the schema and the documents up to date."""
    storage.WHOLE.write_text(whole_schema(), encoding="utf-8", newline="\n")
    DOC.write_text(written(DOC.read_text("utf-8")), encoding="utf-8", newline="\n")
    print(DOC.relative_to(ROOT))
    example_documents.main()


if __name__ == "__main__":
    main()
