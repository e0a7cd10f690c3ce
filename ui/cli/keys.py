# ruff: noqa: T201 - the command line talks to its user
"""`keys`: all keys of the window on one sheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from exports.document import verify
from models.files import atomic_write
from models.i18n import _
from ui.cli.common import Commands, check_targets
from ui.keys import key_lists, sheet_words


def describe(known: Commands) -> None:
    """Add the command."""
    keys = known.add_parser("keys", help=_("write all keys of the window on one sheet, as PDF"))
    keys.add_argument("target", type=Path, metavar="PDF", help=_("the file to write"))
    keys.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """`keys PDF`: write the sheet."""
    from exports.key_sheet import key_sheet  # noqa: PLC0415 - loads reportlab

    check_targets([options.target])
    atomic_write(options.target, key_sheet(*sheet_words(), key_lists()), verify=verify)
    print(options.target)
    return 0
