"""The example's documents as they stand in docs/: the charter, its first page, the workbook.

    make docs

Made at a fixed moment, so that they differ only when what is in them does.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from exports.charter import charter
from exports.document import Document, run
from exports.workbook import workbook
from models.example import example_path
from models.interchange import from_json
from models.paths import ROOT
from models.sealing import snapshot_of

CHARTER = ROOT / "docs" / "charter.pdf"
WORKBOOK = ROOT / "docs" / "workbook.xlsx"
FIRST_PAGE = ROOT / "docs" / "charter.png"
_MOMENT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
_SCALE = 1.25
"""Pixels of the picture for a point."""


def document() -> Document:
    """The example as it is shown, without a history."""
    records = from_json(example_path().read_text(encoding="utf-8"))
    return Document(snapshot_of(records), made_at=_MOMENT)


def charter_of_example(cut: str = "full") -> bytes:
    """A charter of the example."""
    return run(charter(document(), cut))


def workbook_of_example() -> bytes:
    """The workbook of the example."""
    return run(workbook(document()))


def picture(data: bytes, page: int, scale: float, *, grey: bool = False) -> bytes:
    """One page of a PDF as a small PNG; pages count from 0, `scale` is in pixels a point."""
    # Only who makes pictures waits for it.
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

    found = pypdfium2.PdfDocument(data)
    try:
        image = found[page].render(scale=scale).to_pil()
    finally:
        found.close()
    out = BytesIO()
    image.convert("L" if grey else "P", palette=1, colors=64).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write them all."""
    made = charter_of_example()
    files: dict[Path, bytes] = {
        CHARTER: made,
        FIRST_PAGE: picture(made, 0, _SCALE),
        WORKBOOK: workbook_of_example(),
    }
    for path, data in files.items():
        path.write_bytes(data)
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
