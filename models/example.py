"""The example: the day of a fictitious insurer, complete from agenda to actions."""

from __future__ import annotations

from pathlib import Path

from models.i18n import _
from models.interchange import from_json, load_into
from models.opening import create_workshop
from models.paths import RESOURCES
from models.workshop import Workshop


def example_path() -> Path:
    """Where the example lies, in the form of `models.interchange`."""
    return RESOURCES / "example.json"


def create_example(path: Path | str) -> Workshop:
    """Make a new workshop at `path` that holds the example, and open it. Raises Refusal."""
    records = from_json(example_path().read_text(encoding="utf-8"))
    workshop = create_workshop(path)
    try:
        load_into(workshop, records, _("Load the example"))
    except BaseException:
        workshop.close()
        raise
    return workshop
