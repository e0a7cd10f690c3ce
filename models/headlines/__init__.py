"""The two or three key figures of each step, as the window and the charter show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.checks import Severity
from models.findings import Findings
from models.headlines import money, people, production
from models.headlines.common import Headline, unknown
from models.i18n import _, ngettext
from models.records import Action
from models.snapshot import Snapshot

if TYPE_CHECKING:
    from models.simulation import Simulation

__all__ = ["Headline", "headlines"]


def headlines(
    step: str, snapshot: Snapshot, findings: Findings, drawn: Simulation | None = None
) -> list[Headline]:
    """The key figures of a step, by its id.

    Ranges stand in them where the simulation of this snapshot is given; it takes longer than
    an edit may take, so the window makes it in the background.
    """
    if step == "review":
        return review(snapshot, findings)
    if step in _MONEY:
        return _MONEY[step](snapshot, drawn)
    return _PLAIN[step](snapshot) if step in _PLAIN else []


def review(s: Snapshot, findings: Findings) -> list[Headline]:
    """How ready it is, and what is still to do."""
    actions = s.all(Action)
    undone = sum(a.status != "done" for a in actions)
    must = sum(f.severity is Severity.MUST for f in findings.open)
    readiness = findings.readiness()
    count = len(findings.open)
    return [
        Headline(_("Readiness"), f"{int(readiness)} %", _("of all that applies"))
        if readiness is not None
        else unknown(_("Readiness"), _("nothing asked yet")),
        Headline(
            _("Still open"),
            ngettext("{n} point", "{n} points", count).format(n=count),
            _("{n} of them a must").format(n=must),
        ),
        Headline(
            _("Open actions"),
            str(undone),
            _("of {n}").format(n=len(actions)),
            missing=not actions,
        ),
    ]


_MONEY: dict[str, Callable[[Snapshot, Simulation | None], list[Headline]]] = {
    "value": money.value,
    "cost": money.cost,
}
_PLAIN: dict[str, Callable[[Snapshot], list[Headline]]] = {
    "setup": people.setup,
    "frame": people.frame,
    "raci": people.raci,
    "governance": production.governance,
    "data": production.data,
    "change": people.change,
    "operations": production.operations,
    "measures": production.measures,
    "gate": production.gate,
}
