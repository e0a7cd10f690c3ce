# ruff: noqa: T201 - the command line talks to its user
"""`verify`: whether a charter matches a workshop, and what differs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from models.i18n import _
from models.opening import open_workshop
from models.snapshot import Snapshot
from models.steps import BY_ID
from models.verifying import Verdict, compare, told
from ui.cli.common import DIFFERS, Commands, add_file
from ui.cli.reading import add_password, document_of


def describe(known: Commands) -> None:
    """Add the command."""
    verify = known.add_parser("verify", help=_("say whether a charter matches a workshop"))
    add_file(verify)
    verify.add_argument("charter", type=Path, metavar="CHARTER", help=_("the charter, as PDF"))
    verify.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    add_password(verify)
    verify.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """`verify FILE CHARTER`: 1 where they differ."""
    with open_workshop(options.file, read_only=True) as workshop:
        snapshot = workshop.snapshot
    verdict = compare(snapshot, document_of(options.charter, options.password_file))
    lines = _as_json(verdict) if options.json else _as_lines(snapshot, verdict)
    for line in lines:
        print(line)
    return 0 if verdict.matches else DIFFERS


def _as_lines(snapshot: Snapshot, verdict: Verdict) -> Iterator[str]:
    yield from told(snapshot, verdict)
    for difference in verdict.differences:
        yield f"  {BY_ID[difference.step].title}: {difference}"


def _as_json(verdict: Verdict) -> Iterator[str]:
    answer = {
        "matches": verdict.matches,
        "genuine": verdict.genuine,
        "known": verdict.known,
        "version": verdict.version.name if verdict.version else None,
        "seals": {
            "workshop": verdict.workshop,
            "charter": verdict.charter,
            "printed": verdict.printed or None,
        },
        "differences": [
            {
                "sentence": str(difference),
                "sort": difference.sort.value,
                "step": difference.step,
                "kind": difference.record_type.type_name,
                "record": difference.id or None,
                "field": difference.field or None,
                "before": difference.before if difference.field else None,
                "after": difference.after if difference.field else None,
            }
            for difference in verdict.differences
        ],
    }
    yield json.dumps(answer, indent=1, ensure_ascii=False)
