"""The layers of docs/architecture.md: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "ui" / "pages"

FORBIDDEN = {
    "models": {"PySide6", "shiboken6", "reportlab", "openpyxl", "xlrd", "PIL", "ui", "exports"},
    "exports": {
        *("PySide6", "shiboken6", "sqlite3", "sqlite_utils", "ui"),
        *("models.workshop", "models.storage", "models.opening", "models.step"),
    },
}
"""Modules, with everything below them, that nothing in a folder may import."""
READERS = {
    Path("models/incoming/sheets.py"): {"openpyxl"},
    Path("models/incoming/binary.py"): {"xlrd"},
}
"""What reads files from outside may import what it reads them with, within functions."""


def python_files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Full names of everything that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def offences(path: Path, forbidden: set[str]) -> list[str]:
    return [name for name in imported(path) if any(below(name, f) for f in forbidden)]


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_a_layer_imports_nothing_that_is_not_its_business(folder: str) -> None:
    files = python_files(folder)
    assert files
    found = {
        str(p.relative_to(ROOT)): offences(
            p, FORBIDDEN[folder] - READERS.get(p.relative_to(ROOT), set())
        )
        for p in files
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_only_the_window_knows_qt() -> None:
    others = [p for p in ROOT.glob("*.py") if p.name != "main.py"]
    for folder in ("models", "exports", "tools"):
        others += python_files(folder)
    assert [p for p in others if offences(p, {"PySide6", "shiboken6"})] == []


def test_pages_do_not_import_pages() -> None:
    pages = [p for p in PAGES.glob("*.py") if p.stem != "__init__"]
    for page in pages:
        others = {f"ui.pages.{p.stem}" for p in pages if p != page}
        assert offences(page, others) == []


def test_nothing_of_the_program_imports_its_tests() -> None:
    files = [*ROOT.glob("*.py"), *(p for f in FORBIDDEN for p in python_files(f))]
    assert [p for p in [*files, *python_files("ui")] if offences(p, {"tests", "benchmarks"})] == []


@pytest.mark.parametrize("name", ["models", "exports", "ui", "resources", "docs", "tests", "tools"])
def test_every_part_that_the_architecture_names_is_there(name: str) -> None:
    assert (ROOT / name).is_dir()


def test_loading_the_library_loads_neither_storage_library_nor_document_makers() -> None:
    import subprocess
    import sys

    program = (
        "import sys, models.opening, models.findings, models.interchange, exports.document\n"
        "import models.incoming.workbook, exports.charter.cuts, exports.protect\n"
        "heavy = {'sqlite_utils', 'babel', 'reportlab', 'openpyxl', 'PySide6'}\n"
        "heavy |= {'pikepdf', 'pypdfium2', 'xlrd'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
