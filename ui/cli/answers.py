# ruff: noqa: T201 - the command line talks to its user
"""`import --as prework`: take over the answers of questionnaires that came back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from models.i18n import _, ngettext
from models.incoming.prework import Filled, Given, Received, read_answers, take_over
from models.incoming.sheets import finish
from models.opening import open_workshop
from ui.cli.common import NOT_DONE

SORT = "prework"
"""How a questionnaire is called on the command line."""


def run(options: argparse.Namespace) -> int:
    """`import FILE SOURCE ... --as prework`: take over what is in all of them, as one step.

    What is doubtful is marked, and taken over as it was said. A file that cannot be read is
    named on the error stream; the others are taken over all the same.
    """
    with open_workshop(options.file, read_only=options.dry_run) as workshop:
        received = finish(read_answers(workshop.snapshot, options.sources))
        if received.filled and not options.dry_run:
            take_over(workshop, received.filled)
    lines = _as_json if options.json else _as_lines
    for line in lines(received, dry=options.dry_run):
        print(line)
    for refusal in received.refused:
        print(f"groundwork: {refusal}", file=sys.stderr)
    return NOT_DONE if received.refused else 0


def _as_lines(received: Received, *, dry: bool) -> Iterator[str]:
    for filled in received.filled:
        yield f"{filled.person.caption} ({filled.name})"
        yield from (
            f"  {'?' if given.answer.doubt else '+'} {_told(given)}" for given in filled.given
        )
        for answer in filled.withdrawn:
            goes = _("Earlier answer that goes: “{text}”").format(text=answer.answer)
            yield f"  - {answer.question} {goes}"
        yield from (f"  {_('Left out')}: {question}" for question in filled.gone)
    count = sum(len(filled.taken) for filled in received.filled)
    if dry:
        text = ngettext(
            "{n} answer would be taken over.", "{n} answers would be taken over.", count
        )
    else:
        text = ngettext("{n} answer was taken over.", "{n} answers were taken over.", count)
    yield text.format(n=count)


def _told(given: Given) -> str:
    text = f"{given.asked.title} {given.answer.text or given.answer.shown}"
    notes = [given.answer.doubt]
    if given.earlier:
        notes.append(_("Before: “{text}”.").format(text=given.earlier))
    return " ".join(part for part in (text, *(f"({note})" for note in notes if note)))


def _as_json(received: Received, *, dry: bool) -> Iterator[str]:
    count = 0 if dry else sum(len(filled.taken) for filled in received.filled)
    told = {
        "files": [_file(filled) for filled in received.filled],
        "refused": [str(refusal) for refusal in received.refused],
        "taken_over": count,
    }
    yield json.dumps(told, indent=1)


def _file(filled: Filled) -> dict[str, object]:
    return {
        "file": filled.name,
        "person": filled.person.id,
        "name": filled.person.caption,
        "answers": [
            {
                "about": given.asked.key,
                "question": given.asked.title,
                "shown": given.answer.shown,
                "answer": given.answer.text or None,
                "doubt": given.answer.doubt or None,
                "before": given.earlier or None,
            }
            for given in filled.given
        ],
        "withdrawn": [answer.about for answer in filled.withdrawn],
        "left_out": list(filled.gone),
    }
