"""Rules of step 9, Operations."""

from __future__ import annotations

from collections.abc import Iterator

from models import display
from models.checks import (
    Check,
    Severity,
    check,
    check_given,
    check_some,
    entered,
    passed,
    rule,
)
from models.i18n import N_, _
from models.records import KnowledgeItem, Person, Pilot, Procedure, ScaleChange, WorkshopInfo
from models.rules.each import each_given, each_stays
from models.snapshot import Snapshot


@rule(
    "operations.some",
    Severity.MUST,
    "operations",
    N_("On day one somebody asks how it is done, and the project team is gone."),
    [Procedure],
)
def some_procedure(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one procedure."""
    yield check_some(snapshot, Procedure, _("There is no procedure yet."))


@rule(
    "operations.documented",
    Severity.MUST,
    "operations",
    N_("A procedure is one when somebody else can find it and follow it."),
    [Procedure],
)
def procedures_documented(snapshot: Snapshot) -> Iterator[Check]:
    """Each procedure has an owner and a document."""
    sentence = _("“{name}” still needs: {missing}.")
    procedures = entered(snapshot, Procedure)
    yield from each_given(procedures, sentence, Procedure.owner, Procedure.document)


@rule(
    "operations.planned",
    Severity.SHOULD,
    "operations",
    N_("When it does not work, nobody has time to find out whom to call."),
    [Procedure],
)
def procedures_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each procedure says who is called, and until it is done, by when it is ready."""
    sentence = _("“{name}” still has to say: {missing}.")
    for procedure in entered(snapshot, Procedure):
        done = procedure.status == "done"
        fields = [Procedure.escalation] if done else [Procedure.escalation, Procedure.ready_by]
        yield check_given(procedure, sentence, *fields)


@rule(
    "operations.ready",
    Severity.MUST,
    "operations",
    N_("What is ready after go-live is missing on day one."),
    [Procedure, ScaleChange, Pilot, WorkshopInfo],
)
def ready_in_time(snapshot: Snapshot) -> Iterator[Check]:
    """Procedures, and what changes with the scale, are ready by go-live."""
    pilot = snapshot.one(Pilot)
    records: list[Procedure | ScaleChange] = [
        *snapshot.all(Procedure),
        *snapshot.all(ScaleChange),
    ]
    for record in records:
        if pilot.go_live is None or record.ready_by is None or record.status == "done":
            continue
        if record.ready_by <= pilot.go_live:
            yield passed()
        else:
            field = type(record).ready_by
            yield check(
                record,
                False,
                _("“{name}” is ready on {ready}, after go-live on {go_live}."),
                field,
                ready=display.text_of(snapshot, record, field),
                go_live=display.text_of(snapshot, pilot, Pilot.go_live),
            )


@rule(
    "operations.stays",
    Severity.MUST,
    "operations",
    N_("Who leaves with the project team answers no call afterwards."),
    [Procedure, ScaleChange, Person],
)
def people_stay(snapshot: Snapshot) -> Iterator[Check]:
    """Nobody who owns a procedure, or is called, leaves after the pilot."""
    sentence = _("“{name}” depends on “{person}”, who leaves after the pilot.")
    procedures, changes = snapshot.all(Procedure), snapshot.all(ScaleChange)
    yield from each_stays(snapshot, procedures, sentence, Procedure.owner, Procedure.escalation)
    yield from each_stays(snapshot, changes, sentence, ScaleChange.owner)


@rule(
    "operations.knowledge",
    Severity.HINT,
    "operations",
    N_("What only the pilot team knows leaves the house with it."),
    [KnowledgeItem],
)
def some_knowledge(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody asked what only the pilot team knows."""
    yield check_some(
        snapshot, KnowledgeItem, _("Nobody has said yet what only the pilot team knows.")
    )


@rule(
    "operations.knowledge-plan",
    Severity.SHOULD,
    "operations",
    N_("Knowledge is handed over when it is written down and somebody has read it."),
    [KnowledgeItem, Person],
)
def knowledge_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each piece is recorded, handed to somebody, and has a date until that is done."""
    sentence = _("“{name}” still needs: {missing}.")
    for item in entered(snapshot, KnowledgeItem):
        fields = [KnowledgeItem.recorded_in]
        if not _holder_leaves(snapshot, item):  # or the rule below speaks
            fields.append(KnowledgeItem.handed_to)
        if item.status == "done":
            yield check_given(item, sentence, *fields)
        else:
            yield check_given(item, sentence, *fields, KnowledgeItem.due)


def _holder_leaves(snapshot: Snapshot, item: KnowledgeItem) -> bool:
    holder = snapshot.get(Person, item.held_by)
    return holder is not None and bool(holder.leaves)


@rule(
    "operations.knowledge-kept",
    Severity.MUST,
    "operations",
    N_("What one person knows is gone with that person."),
    [KnowledgeItem, Person],
)
def knowledge_kept(snapshot: Snapshot) -> Iterator[Check]:
    """What somebody knows who leaves is handed to somebody."""
    sentence = _("“{name}” is known to “{person}”, who leaves, and is handed to nobody.")
    items = [item for item in snapshot.all(KnowledgeItem) if not item.handed_to]
    yield from each_stays(snapshot, items, sentence, KnowledgeItem.held_by)


@rule(
    "operations.knowledge-stays",
    Severity.MUST,
    "operations",
    N_("Handed to somebody who leaves, it leaves a little later."),
    [KnowledgeItem, Person],
)
def knowledge_stays(snapshot: Snapshot) -> Iterator[Check]:
    """Nobody to whom knowledge is handed leaves after the pilot."""
    sentence = _("“{name}” is handed to “{person}”, who leaves after the pilot.")
    items = snapshot.all(KnowledgeItem)
    yield from each_stays(snapshot, items, sentence, KnowledgeItem.handed_to)


@rule(
    "operations.scale",
    Severity.HINT,
    "operations",
    N_("Ten users can be helped by hand; two hundred cannot."),
    [ScaleChange],
)
def some_scale_change(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody asked what changes with the number of users."""
    yield check_some(
        snapshot, ScaleChange, _("Nobody has said yet what changes with many more users.")
    )


@rule(
    "operations.scale-plan",
    Severity.SHOULD,
    "operations",
    N_("What has to work otherwise needs somebody who makes it so."),
    [ScaleChange],
)
def scale_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each change of scale says how it is in production, and who sees to it."""
    sentence = _("“{name}” still needs: {missing}.")
    changes = entered(snapshot, ScaleChange)
    yield from each_given(changes, sentence, ScaleChange.in_production, ScaleChange.owner)
