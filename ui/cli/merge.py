# ruff: noqa: T201 - the command line talks to its user
"""`merge`: bring a copy of a workshop back."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from models.i18n import _
from models.incoming.proposal import Sort, Taken
from models.merging import Returned, bring_back, propose
from models.opening import open_workshop
from ui.cli.common import Commands, add_file
from ui.cli.incoming import as_json, as_lines, because, warn_of_freeze


def describe(known: Commands) -> None:
    """Add the command."""
    command = known.add_parser("merge", help=_("bring back a copy that a group worked on"))
    add_file(command)
    command.add_argument("copy", type=Path, metavar="COPY", help=_("the copy that came back"))
    command.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be brought back")
    )
    command.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    command.add_argument(
        "--theirs", action="store_true", help=_("where both sides changed something, take theirs")
    )
    command.add_argument(
        "--reason", metavar="TEXT", default="", help=_("why frozen conditions are changed")
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """`merge FILE COPY`: bring back what only the copy changed, as one step.

    Where both sides changed something, ours stays, unless theirs is asked for.
    """
    with open_workshop(options.file, read_only=options.dry_run) as workshop:
        returned = propose(workshop, options.copy)
        if options.theirs:
            returned = _with_theirs(returned)
        taken = Taken()
        if not options.dry_run:
            with because(workshop, options.reason):
                taken = bring_back(workshop, returned, returned.ticked)
    if not options.json:
        print(returned.summary)
    lines = as_json if options.json else as_lines
    for line in lines(returned, taken, dry=options.dry_run):
        print(line)
    if options.dry_run and not options.reason:
        warn_of_freeze(workshop.snapshot, returned)
    return 0


def _with_theirs(returned: Returned) -> Returned:
    items = [replace(i, ticked=i.ticked or i.sort is Sort.CONFLICT) for i in returned.items]
    return replace(returned, items=tuple(items))
