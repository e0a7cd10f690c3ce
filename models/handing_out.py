"""Handing out a copy of the workshop to a group that works on some steps at a table of its own.

The copy is the whole file with its history, so that it can be brought back (`models.merging`).
Everything in it can be edited: what a group says beside its steps must not get lost, and bringing
back shows it before anything is taken over. What the copy is for is a note in its history.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from models import storage
from models.errors import ReadOnly, Refusal
from models.files import SUFFIX, atomic_write, safe_name
from models.history import StepKind, noted
from models.i18n import _
from models.steps import BY_ID, STEPS
from models.workshop import Workshop

_NUMBER, _STEPS, _OF = "copy", "steps", "of"
"""Keys of the note: in the copy, and without the last one in the workshop that was copied."""


class Purpose(NamedTuple):
    """What a copy is for."""

    of: str
    """Name of the file that it was made from."""
    steps: tuple[str, ...]
    """Ids of the steps that it was handed out for."""
    number: int
    """The how manyth copy of that file it is, from 1 on."""

    @property
    def text(self) -> str:
        """In a few words: "Copy of “Day” for Value in numbers"."""
        words = _("Copy of “{name}” for {steps}")
        return words.format(name=Path(self.of).stem, steps=_titles(self.steps))

    @property
    def title(self) -> str:
        """The same within a title: "copy for Value in numbers"."""
        return _("copy for {steps}").format(steps=_titles(self.steps))


def hand_out(workshop: Workshop, steps: Collection[str], target: Path) -> Path:
    """Write a copy for the steps with these ids to `target`, which must not exist.

    The workshop notes in its history that it did. Returns the file, whose name ends as workshops
    do. Raises ReadOnly, and Refusal, with nothing written.
    """
    target = target.absolute()
    if target.suffix.lower() != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    if target.exists():
        raise Refusal(
            _("“{name}” already exists.").format(name=target.name),
            _("It was not changed, and no copy was made: it may hold the work of a group."),
            _("Choose another name."),
        )
    if workshop.read_only:
        raise ReadOnly(workshop.read_only_reason)
    chosen = tuple(step.id for step in STEPS if step.id in steps)
    purpose = Purpose(workshop.path.name, chosen, _last_number(workshop) + 1)
    atomic_write(target, _marked(workshop, target, purpose), verify=_verify)
    # Now the last line that both have is written over no more, whoever types on in its cell.
    name = _("Copy handed out for {steps}").format(steps=_titles(chosen))
    workshop.mark(name, json.dumps({_NUMBER: purpose.number, _STEPS: chosen}))
    return target


def purpose_of(workshop: Workshop) -> Purpose | None:
    """What a workshop was handed out for; None where it is no copy."""
    for note in reversed(_notes(workshop)):
        if _OF in note:
            steps = [id_ for id_ in note.get(_STEPS, ()) if id_ in BY_ID]
            return Purpose(str(note[_OF]), tuple(steps), int(note[_NUMBER]))
    return None


def proposed_name(workshop: Workshop, steps: Collection[str], folder: Path) -> str:
    """A name for the file of a copy, that is not taken yet in a folder."""
    stem = safe_name(f"{workshop.path.stem} – {_titles(steps)}")
    taken = {path.name for path in folder.glob(f"*{SUFFIX}")}
    names = [f"{stem}{SUFFIX}", *(f"{stem} ({n}){SUFFIX}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _marked(workshop: Workshop, target: Path, purpose: Purpose) -> bytes:
    """The bytes of a copy that knows what it is for. No file lies about meanwhile."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    workshop.copy_into(memory)
    with closing(Workshop(target, memory, None, "")) as copy:
        note = {_NUMBER: purpose.number, _STEPS: purpose.steps, _OF: purpose.of}
        copy.mark(purpose.text, json.dumps(note))
        return memory.serialize()


def _verify(path: Path) -> None:
    storage.inspect(path)


def _last_number(workshop: Workshop) -> int:
    return max((int(note[_NUMBER]) for note in _notes(workshop)), default=0)


def _notes(workshop: Workshop) -> list[dict[str, Any]]:
    notes = [noted(line.merge) for line in workshop.lines(StepKind.POINT)]
    return [note for note in notes if _NUMBER in note]


def _titles(steps: Collection[str]) -> str:
    """The names of steps in their order; all of them have one name."""
    if len(steps) == len(STEPS):
        return _("all steps")
    return ", ".join(step.title for step in STEPS if step.id in steps)
