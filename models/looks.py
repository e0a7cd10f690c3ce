"""What was chosen for the charter, remembered in the workshop."""

from __future__ import annotations

from models.history import Changes
from models.i18n import _
from models.records import Look
from models.snapshot import Snapshot, Table
from models.workshop import Workshop


def remember(workshop: Workshop, look: Look) -> Changes:
    """Keep what was chosen for the charter, as one step; none where nothing was changed.

    Raises:
        Refusal: the workshop can only be read.
    """
    if look.values == workshop.snapshot.one(Look).values:
        return Changes("", ())
    with workshop.step(_("Choose the look of the charter")) as step:
        step.set_one(Look, **look.values)
    return step.changes


def with_look(snapshot: Snapshot, look: Look) -> Snapshot:
    """The workshop as if `look` had been chosen for its documents."""
    return snapshot.with_table(Look, Table({look.id: look}))
