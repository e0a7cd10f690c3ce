"""All keys as lists to be read: in the help, and on the sheet that is printed."""

from __future__ import annotations

from collections.abc import Callable

from models.i18n import _
from models.steps import STEPS
from ui import commands

List = tuple[str, list[tuple[str, str]]]
"""A heading, and rows of keys with what they do."""


def key_lists(written: Callable[[str], str] = str) -> list[List]:
    """The commands by their menus, the steps, and what keys do in special places.

    `written` says how a desktop writes the keys of a command.
    """
    return [*(_menu(menu, written) for menu in commands.MENUS), _steps(written), *_places()]


def sheet_words() -> tuple[str, str]:
    """The title of the printed sheet, and what is said beside it."""
    note = _("“Ctrl+E, J”: Ctrl+E first, then J. Everything is found with Ctrl+K, too.")
    return _("Groundwork: all keys"), note


def native(keys: str) -> str:
    """Keys as this desktop writes them."""
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415 - the command line has no Qt

    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def keys_of(id_: str) -> str:
    """The keys of a command, by its id."""
    return native(next(command.keys for command in commands.COMMANDS if command.id == id_))


def _menu(menu: str, written: Callable[[str], str]) -> List:
    rows = [(written(c.keys), commands.plain(c.text)) for c in commands.COMMANDS if c.menu == menu]
    return _("Menu {name}").format(name=commands.plain(_(menu))), rows


def _steps(written: Callable[[str], str]) -> List:
    return _("Steps"), [(written(commands.step_keys(n)), s.title) for n, s in enumerate(STEPS)]


def _places() -> list[List]:
    return [(_(title), [(_(k), _(text)) for k, text in rows]) for title, rows in commands.PLACES]
