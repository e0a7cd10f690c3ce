# ruff: noqa: T201 - the command line talks to its user
"""`check`: list what is still open."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from models.checks import Severity
from models.findings import Finding, findings_of
from models.i18n import _, ngettext
from models.opening import open_workshop
from models.steps import BY_ID
from ui.cli.common import Commands, add_file


def describe(known: Commands) -> None:
    """Add the command."""
    check = known.add_parser("check", help=_("list what is still open"))
    add_file(check)
    check.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """`check FILE`: list the findings; 1 when a must is open."""
    with open_workshop(options.file, read_only=True) as workshop:
        found = findings_of(workshop.snapshot)
    lines = _as_json(found) if options.json else _as_lines(found)
    for line in lines:
        print(line)
    return int(any(finding.severity is Severity.MUST for finding in found))


def _as_lines(found: list[Finding]) -> Iterator[str]:
    for finding in found:
        yield f"{finding.severity.label:<7} {BY_ID[finding.step].title}: {finding.sentence}"
    yield ngettext("{n} point is open.", "{n} points are open.", len(found)).format(n=len(found))


def _as_json(found: list[Finding]) -> Iterator[str]:
    rows = [
        {
            "id": finding.id,
            "severity": finding.severity.value,
            "step": finding.step,
            "sentence": finding.sentence,
            "why": finding.rule.why,
            "kind": finding.record.type_name if finding.record else None,
            "record": finding.record.id if finding.record else None,
            "field": finding.field or None,
        }
        for finding in found
    ]
    yield json.dumps(rows, indent=1)
