"""Write the catalogue of all texts, from which translations are made.

    make texts        writes resources/locale/groundwork.pot

A translation is `resources/locale/<language>/LC_MESSAGES/groundwork.po`, compiled to
`groundwork.mo` beside it. In resources/locale, for German:

    pybabel init -i groundwork.pot -d . -D groundwork -l de      (later: update)
    pybabel compile -d . -D groundwork

The catalogue names no places in the source and no date, so that it changes only when a text
does.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from models.i18n import DOMAIN
from models.paths import RESOURCES, ROOT

POT = RESOURCES / "locale" / f"{DOMAIN}.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def catalogue() -> Catalog:
    """Every text that the program marks for translation."""
    found = Catalog(project="Groundwork", msgid_bugs_address="", charset="utf-8", fuzzy=False)
    for path in sources():
        for _line, message, comments, _context in extract_from_file(
            "python", str(path), KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            found.add(message, auto_comments=comments)
    return found


def sources() -> Iterator[Path]:
    """The Python files that can hold texts."""
    for folder in ("models", "exports", "ui"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def as_text(found: Catalog) -> str:
    """The catalogue in gettext's own format, sorted."""
    out = io.BytesIO()
    write_po(out, found, width=100, no_location=True, sort_output=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith("msgid"))
    # The comments above the header are a template for a licence and a year.
    return "".join(line for line in lines[start:] if not line.startswith('"POT-Creation-Date'))


def main() -> None:
    """Write the list."""
    POT.parent.mkdir(exist_ok=True)
    POT.write_text(as_text(catalogue()), encoding="utf-8", newline="\n")
    print(f"{POT.relative_to(ROOT)}: {len(catalogue())} texts")


if __name__ == "__main__":
    main()
