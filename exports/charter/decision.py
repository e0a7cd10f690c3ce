"""The decision asked for, in sentences made from the data. What is not settled is said."""

from __future__ import annotations

from models.dates import format_date
from models.display import compact, locale_of, number
from models.figures import pilot_weeks
from models.i18n import _, ngettext
from models.records import Ownership, Pilot
from models.snapshot import Snapshot


def asked(snapshot: Snapshot) -> str:
    """What the sponsor is asked to approve."""
    weeks, cost = pilot_weeks(snapshot), snapshot.one(Pilot).cost
    if weeks is not None and cost is not None:
        text = ngettext(
            "Approve a pilot of {weeks} week at {cost}, and in the same decision its way into "
            "production:",
            "Approve a pilot of {weeks} weeks at {cost}, and in the same decision its way into "
            "production:",
            weeks,
        )
    elif weeks is not None:
        text = ngettext(
            "Approve a pilot of {weeks} week, and in the same decision its way into production:",
            "Approve a pilot of {weeks} weeks, and in the same decision its way into production:",
            weeks,
        )
    elif cost is not None:
        text = _("Approve the pilot at {cost}, and in the same decision its way into production:")
    else:
        text = _("Approve the pilot, and in the same decision its way into production:")
    return text.format(
        weeks="" if weeks is None else number(snapshot, weeks),
        cost="" if cost is None else compact(snapshot, cost),
    )


def consequence(snapshot: Snapshot) -> str:
    """What happens when the conditions are met."""
    pilot, ownership = snapshot.one(Pilot), snapshot.one(Ownership)
    owner = snapshot.name_of(Ownership.owner, ownership)
    locale = locale_of(snapshot)
    condition = _("If the conditions are met")
    if pilot.decision_on:
        day = format_date(pilot.decision_on, locale)
        condition = _("If the conditions are met on {day}").format(day=day)
    if owner and pilot.go_live:
        then = _("{condition}, {owner} runs it from {day}.")
    elif owner:
        then = _("{condition}, {owner} runs it in production.")
    elif pilot.go_live:
        then = _("{condition}, it runs in production from {day}.")
    else:
        then = _("{condition}, it goes into production.")
    day = format_date(pilot.go_live, locale) if pilot.go_live else ""
    return then.format(condition=condition, owner=owner, day=day)


def unsettled(snapshot: Snapshot) -> list[str]:
    """What the two sentences leave out because nobody has said it yet."""
    pilot, ownership = snapshot.one(Pilot), snapshot.one(Ownership)
    open_ = []
    if pilot.start is None and pilot.end is None:
        open_.append(_("The pilot has no start and end date yet."))
    elif pilot.start is None:
        open_.append(_("The pilot has no start date yet."))
    elif pilot.end is None:
        open_.append(_("The pilot has no end date yet."))
    elif pilot.end < pilot.start:
        open_.append(_("The pilot ends before it starts."))
    if pilot.cost is None:
        open_.append(_("What the pilot costs is not said yet."))
    if pilot.decision_on is None:
        open_.append(_("The day of the decision is not fixed yet."))
    if not snapshot.name_of(Ownership.owner, ownership):
        open_.append(_("Nobody is named yet to run it in production."))
    if pilot.go_live is None:
        open_.append(_("There is no date for going live yet."))
    return open_
