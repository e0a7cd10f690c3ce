"""Where a workshop stands: sealed and unchanged since, or changed, and how."""

from __future__ import annotations

from typing import NamedTuple

from models.differences import Difference, differences
from models.i18n import _, ngettext
from models.records import Version
from models.sealing import content_of, latest, seal_of
from models.snapshot import Snapshot


class Standing(NamedTuple):
    """The version sealed last, and what was changed since."""

    version: Version
    changes: list[Difference]


def standing(snapshot: Snapshot) -> Standing | None:
    """Where a workshop stands; None where it was never sealed.

    Raises Refusal where the version that was sealed last cannot be read.
    """
    version = latest(snapshot)
    if version is None:
        return None
    if version.seal == seal_of(snapshot):
        return Standing(version, [])
    return Standing(version, differences(content_of(version), snapshot))


def standing_text(found: Standing | None) -> str:
    """In a few words: "Version 2, unchanged", "changed since Version 2 (5 changes)"."""
    if found is None:
        return _("not sealed yet")
    name, count = found.version.name, len(found.changes)
    if not count:
        return _("{version}, unchanged").format(version=name)
    changes = ngettext("{n} change", "{n} changes", count).format(n=count)
    return _("changed since {version} ({changes})").format(version=name, changes=changes)
