"""Several files that are written together: all of them, or none."""

from __future__ import annotations

from pathlib import Path

from models.files import atomic_write

Files = dict[str, bytes]
"""The contents of files by their names."""


def write_new(folder: Path, files: Files) -> list[Path]:
    """Write files into a folder, all of them or none; returns where they are.

    What is there already is never replaced, because it may hold answers: the new file gets a
    number. Raises Refusal where one cannot be written; then none stays behind.
    """
    written: list[Path] = []
    try:
        for name, content in files.items():
            path = _free(folder / name)
            atomic_write(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def _free(path: Path) -> Path:
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found
