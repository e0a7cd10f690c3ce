"""Rules of step 3, Value in numbers."""

from __future__ import annotations

from collections.abc import Iterator

from models.findings import Check, Severity, check, rule
from models.i18n import N_, _
from models.records import ValueTarget
from models.snapshot import Snapshot


@rule(
    "value.some",
    Severity.MUST,
    "value",
    N_("Without a target nobody can say afterwards whether the pilot was worth it."),
    [ValueTarget],
)
def some_target(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one value target."""
    yield check(None, snapshot.all(ValueTarget), _("There is no value target yet."))


@rule(
    "value.owner",
    Severity.MUST,
    "value",
    N_("A value that nobody answers for is not reached."),
    [ValueTarget],
)
def owned(snapshot: Snapshot) -> Iterator[Check]:
    """Each value target has an owner."""
    for target in snapshot.all(ValueTarget):
        yield check(target, target.owner, _("“{name}” has no owner."), ValueTarget.owner)
