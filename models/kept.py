"""Sealed versions stay as they were sealed.

Undo takes a sealing back as any other step; what may change later is what a version is for.
"""

from __future__ import annotations

from models.errors import Refusal
from models.history import combine
from models.i18n import _
from models.records import Version
from models.snapshot import Snapshot
from models.step import Step

_LATER = frozenset({Version.reason.name, Version.sealed_by.name})
"""What may change: what it was for, and the link to a person who is no longer listed."""


def guard(step: Step, before: Snapshot) -> None:
    """Refuse to change or remove a version that is there. Raises Refusal."""
    if not before.table(Version):
        return
    for change in combine(step.collected):
        known = change.record_type is Version and change.before is not None
        if known and (change.after is None or not change.after.keys() <= _LATER):
            version = before.table(Version)[change.id]
            raise Refusal(
                _("{version} is sealed.").format(version=version.caption),
                _("Nothing was changed."),
                _("Undo takes a sealing back; later changes go into the next version."),
            )
