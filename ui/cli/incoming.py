# ruff: noqa: T201 - the command line talks to its user
"""`import`: take over what was edited in a file that came back."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from models.errors import Refusal
from models.freezing import NeedsReason, Reason, held
from models.i18n import _, ngettext
from models.incoming.lists.reading import SORTS as LISTS
from models.incoming.lists.reading import read_list
from models.incoming.proposal import Item, Proposal, Taken, take_over
from models.incoming.raci.letters import KNOWN
from models.incoming.raci.reading import read_raci
from models.incoming.sheets import Reading, finish
from models.incoming.workbook import read_workbook
from models.opening import open_workshop
from models.record import Record
from models.snapshot import Snapshot
from models.workshop import Workshop
from ui.cli import answers
from ui.cli.common import Commands, add_file

Reader = Callable[[Path, Snapshot, argparse.Namespace], Reading[Proposal]]


def _workbook(path: Path, now: Snapshot, _options: argparse.Namespace) -> Reading[Proposal]:
    return read_workbook(path, now)


def _raci(path: Path, now: Snapshot, options: argparse.Namespace) -> Reading[Proposal]:
    return read_raci(path, now, dict(_meaning(text) for text in options.meanings))


def _list(path: Path, now: Snapshot, options: argparse.Namespace) -> Reading[Proposal]:
    return read_list(path, options.sort, now)


SORTS: dict[str, Reader] = {
    "workbook": _workbook,
    "raci": _raci,
    **dict.fromkeys(LISTS, _list),
}
"""What a file can be read as."""


def describe(known: Commands) -> None:
    """Add the command."""
    command = known.add_parser("import", help=_("take over what was edited in a workbook"))
    add_file(command)
    command.add_argument(
        "sources", type=Path, nargs="+", metavar="SOURCE", help=_("the file that came back")
    )
    sorts = sorted([*SORTS, answers.SORT])
    command.add_argument(
        "--as", dest="sort", choices=sorts, required=True, help=_("what the file is")
    )
    command.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be taken over")
    )
    command.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    command.add_argument(
        "--meaning",
        dest="meanings",
        metavar="SIGN=LETTERS",
        action="append",
        default=[],
        help=_("what a letter or word stands for in a matrix, such as S=R; S= leaves it out"),
    )
    command.add_argument(
        "--reason", metavar="TEXT", default="", help=_("why frozen conditions are changed")
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """`import FILE SOURCE`: take over what is ticked at first in the window, as one step.

    Conflicts, doubtful cells and the like are listed, and stay as they are.
    """
    if options.sort == answers.SORT:
        return answers.run(options)
    source, *others = options.sources
    if others:
        what = _("Only one workbook can be taken over at a time.")
        raise Refusal(what, _("Nothing was changed."), _("Give the others afterwards."))
    with open_workshop(options.file, read_only=options.dry_run) as workshop:
        proposal = finish(SORTS[options.sort](source, workshop.snapshot, options))
        taken = Taken()
        if proposal.ticked and not options.dry_run:
            with because(workshop, options.reason):
                taken = take_over(workshop, proposal, proposal.ticked)
    lines = as_json if options.json else as_lines
    for line in lines(proposal, taken, dry=options.dry_run):
        print(line)
    if options.dry_run and not options.reason:
        warn_of_freeze(workshop.snapshot, proposal)
    return 0


def warn_of_freeze(snapshot: Snapshot, proposal: Proposal) -> None:
    """Say on the error stream where something of what is ticked changes frozen conditions."""
    ticked = (proposal.items[number] for number in proposal.ticked)
    if any(held(snapshot, item.record, item.name) for item in ticked):
        text = _("The conditions are frozen: all of it is refused without --reason TEXT.")
        print(f"groundwork: {text}", file=sys.stderr)


def _meaning(text: str) -> tuple[str, str]:
    """A letter or word with what it stands for: "S=R", "Owns=A", "Q="."""
    sign, equals, letters = text.partition("=")
    meant = letters.strip().upper()
    if not sign.strip() or not equals or not set(meant) <= KNOWN:
        what = _("“{text}” does not say what a letter stands for.").format(text=text)
        todo = _("Write it as S=R, with any of R, A, C and I behind the sign, or nothing.")
        raise Refusal(what, _("Nothing was changed."), todo)
    return sign.strip(), meant


@contextlib.contextmanager
def because(workshop: Workshop, reason: str) -> Iterator[None]:
    """Within it, frozen conditions may change for a reason; Refusal where none is given."""
    given = workshop.because(Reason(reason)) if reason else contextlib.nullcontext()
    try:
        with given:
            yield
    except NeedsReason as needs:
        todo = _("Say why with --reason TEXT: it is changed then, and listed in the charter.")
        raise Refusal(needs.what, needs.safe, todo) from needs


def as_lines(proposal: Proposal, taken: Taken, *, dry: bool) -> Iterator[str]:
    """What was proposed and taken over, for people."""
    yield from proposal.understood
    if proposal.warning:
        yield proposal.warning
    for item in proposal.items:
        yield f"{'+' if item.ticked else '-'} {item.sort.label:<9} {_told(item)}"
    for remark in proposal.left_out:
        yield f"  {_('Left out'):<9} {remark}"
    yield from taken.left_out
    count = len(proposal.ticked)
    if not count:
        yield _("There is nothing to take over.")
    elif dry:
        text = ngettext(
            "{n} change would be taken over.", "{n} changes would be taken over.", count
        )
        yield text.format(n=count)
    else:
        count -= len(taken.left_out)
        text = ngettext("{n} change was taken over.", "{n} changes were taken over.", count)
        yield text.format(n=count)


def _told(item: Item) -> str:
    text = f"{item.place}: {item.what}"
    if item.before or item.after:
        text += f": {item.before or '–'} → {item.after or '–'}"
    return f"{text} ({item.note})" if item.note else text


def as_json(proposal: Proposal, taken: Taken, *, dry: bool) -> Iterator[str]:
    """The same for programs."""
    items = [
        {
            "sort": item.sort.value,
            "kind": item.record.type_name,
            "record": item.record.id,
            "field": item.name or None,
            "place": str(item.place),
            "what": item.what,
            "before": item.before,
            "after": item.after,
            "note": item.note or None,
            "ticked": item.ticked,
            "values": None if item.name else _values(item.record),
        }
        for item in proposal.items
    ]
    told = {
        "file": proposal.name,
        "warning": proposal.warning or None,
        "understood": list(proposal.understood),
        "items": items,
        "left_out": [str(remark) for remark in proposal.left_out],
        "taken_over": 0 if dry else len(proposal.ticked) - len(taken.left_out),
        "not_taken_over": taken.left_out,
    }
    yield json.dumps(told, indent=1)


def _values(record: Record) -> dict[str, object]:
    """What a record has, as in the JSON of a workshop; see docs/json.md."""
    filled = {name: value for name, value in record.values.items() if value not in (None, "")}
    return {name: str(v) if isinstance(v, date) else v for name, v in filled.items()}
