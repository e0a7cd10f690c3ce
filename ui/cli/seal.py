# ruff: noqa: T201 - the command line talks to its user
"""`seal`: make a version of the workshop as it is."""

from __future__ import annotations

import argparse

from models.dates import today
from models.errors import Refusal
from models.i18n import _
from models.opening import open_workshop
from models.records import Person
from models.sealing import seal_version
from models.snapshot import Snapshot
from ui.cli.common import Commands, add_file


def describe(known: Commands) -> None:
    """Add the command."""
    seal = known.add_parser("seal", help=_("make a version of the workshop as it is"))
    add_file(seal)
    seal.add_argument("--by", required=True, metavar="PERSON", help=_("who seals it"))
    seal.add_argument("--for", dest="reason", default="", metavar="TEXT", help=_("what it is for"))
    seal.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """`seal FILE`: says the name of the version, and its whole seal."""
    with open_workshop(options.file) as workshop:
        person = _person(workshop.snapshot, options.by)
        version = seal_version(workshop, person=person.id, reason=options.reason, on=today())
    print(f"{version.name}: {version.seal}")
    return 0


def _person(snapshot: Snapshot, name: str) -> Person:
    """Somebody who is listed: in the window a new name is added, here it is a typing error."""
    found = snapshot.find(Person, name) if name.strip() else None
    if found is None:
        known = ", ".join(person.caption for person in snapshot.all(Person)[:20])
        todo = _("The people are: {names}.").format(names=known) if known else ""
        raise Refusal(
            _("“{name}” is not among the people of the workshop.").format(name=name),
            _("Nothing was changed."),
            todo or _("Nobody is listed yet; add people in the window first."),
        )
    return found
