"""What the program remembers between two starts: places and looks, never contents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 8


def store() -> QSettings:
    """The settings of this user."""
    # The INI format on every system: one readable file, and tests can put it elsewhere.
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "Groundwork", "Groundwork")


def recent_files() -> list[Path]:
    """Workshops opened lately that are still there, newest first."""
    return [path for path in _recent() if path.is_file()]


def remember_file(path: Path) -> None:
    """Put a workshop at the top of the recent files."""
    others = [known for known in _recent() if known != path]
    store().setValue("recent", [str(p) for p in [path, *others][:_RECENT]])


def forget_files() -> None:
    """Empty the list of recent files: names of clients can be confidential, too."""
    store().remove("recent")
    store().remove("exports")


def folder() -> Path:
    """Where the last workshop lay; the home folder before the first one."""
    recent = recent_files()
    documents = Path.home() / "Documents"
    if recent:
        return recent[0].parent
    return documents if documents.is_dir() else Path.home()


def export_folder(workshop: Path) -> Path:
    """Where the last document of a workshop was put; beside the workshop before the first one.

    For each workshop: what was made for one client is not to land in the folder of another.
    """
    found = next((folder for known, folder in _exports() if known == workshop), None)
    return found if found is not None and found.is_dir() else workshop.parent


def remember_export(workshop: Path, folder: Path) -> None:
    """Remember where a document of a workshop was put."""
    others = [pair for pair in _exports() if pair[0] != workshop]
    pairs = [(workshop, folder), *others][:_RECENT]
    store().setValue("exports", [str(path) for pair in pairs for path in pair])


def text(key: str, default: str) -> str:
    """A remembered text."""
    return str(store().value(key, default))


def number(key: str, default: float) -> float:
    """A remembered number."""
    try:
        return float(str(store().value(key, default)))
    except ValueError:
        return default


def put(key: str, value: str | float | QByteArray) -> None:
    """Remember a value."""
    store().setValue(key, value)


def bytes_of(key: str) -> QByteArray:
    """A remembered state of a widget; empty where there is none."""
    value = store().value(key)
    return value if isinstance(value, QByteArray) else QByteArray()


def _exports() -> list[tuple[Path, Path]]:
    paths = _paths("exports")
    return list(zip(paths[::2], paths[1::2], strict=False))


def _recent() -> list[Path]:
    return _paths("recent")


def _paths(key: str) -> list[Path]:
    value: object = store().value(key, [])
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [Path(str(name)) for name in names]
