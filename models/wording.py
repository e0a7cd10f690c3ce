"""What was agreed, as people say it: "from 34 to 24 min or less", "must · last 8 weeks".

Each of these texts is made here and nowhere else: window, room, charter and workbook say the
same. Figures are written in the workshop's way, an amount of money with its sign.
"""

from __future__ import annotations

from unicodedata import east_asian_width

from models.display import currency_of, money, number, text_of
from models.freezing import frozen
from models.i18n import _, ngettext
from models.records import Amendment, Condition, GateDecision, Kpi
from models.snapshot import Snapshot
from models.text import shorten
from models.values import currency_sign

BETWEEN = " · "
"""What stands between the parts of a line; where there is little room, a new line instead."""
_NAME, _UNIT, _WINDOW = 40, 30, 28
"""Characters of what people typed, so that what stands behind it is never lost."""


def amount_text(snapshot: Snapshot, value: float, unit: str) -> str:
    """A figure with its unit: "24 min", "70 %"; "€ 1.10 a claim" where the unit is money."""
    return "".join(_figure_and_unit(snapshot, value, unit))


def _figure_and_unit(snapshot: Snapshot, value: float, unit: str) -> tuple[str, str]:
    """The figure, with the sign of the currency where its unit begins with it, and the rest."""
    code, unit = currency_of(snapshot), brief(unit, _UNIT)
    for sign in (currency_sign(code), code):
        rest = unit.removeprefix(sign)
        if rest != unit and not rest[:1].isalpha():
            return money(snapshot, value), rest
    return number(snapshot, value, 2), f"\u00a0{unit}" if unit else ""


def change_text(snapshot: Snapshot, baseline: float | None, to: str, unit: str) -> str:
    """`to`, with the figure of today before it where there is one: "from 34 to 24 min".

    The unit is said once, with `to`.
    """
    if baseline is None:
        return to
    start, _unit = _figure_and_unit(snapshot, baseline, unit)
    return _("from {start} to {to}").format(start=start, to=to)


def brief(text: str, width: int) -> str:
    """`text` on one line, cut after about `width` letters; Japanese ones count twice."""
    line = shorten(text, width)
    wide = sum(east_asian_width(char) in "WF" for char in line)
    return shorten(line, width - wide // 2) if wide else line


def condition_text(snapshot: Snapshot, condition: Condition) -> str:
    """What must be found: "from 34 to 24 min or less", "2 % or less", "holds".

    The first figure is the baseline of the condition's KPI, where both have the same unit; it
    stands behind where it only must not get worse: "8 or less, today 7.2". What is not settled
    yet is said instead.
    """
    if condition.comparison == "holds":
        return _("holds")
    if condition.threshold is None:
        return _("no threshold yet")
    unit = unit_of(snapshot, condition)
    amount = amount_text(snapshot, condition.threshold, unit)
    words = {
        "at_least": _("{amount} or more"),
        "at_most": _("{amount} or less"),
        "exactly": _("exactly {amount}"),
    }
    if condition.comparison not in words:
        return _("{amount}, not settled whether at least or at most").format(amount=amount)
    to = words[condition.comparison].format(amount=amount)
    kpi = snapshot.get(Kpi, condition.kpi)
    today = kpi.baseline if kpi and kpi.unit in ("", unit) else None
    if today is None or not _kept(condition.comparison, today, condition.threshold):
        return change_text(snapshot, today, to, unit)
    start, _unit = _figure_and_unit(snapshot, today, unit)
    return _("{to}, today {start}").format(to=to, start=start)


def _kept(comparison: str, today: float, threshold: float) -> bool:
    """Whether a condition holds today, and only must not get worse: nothing leads "from to"."""
    holds = {"at_least": today >= threshold, "at_most": today <= threshold}
    return holds.get(comparison, today == threshold)


def unit_of(snapshot: Snapshot, condition: Condition) -> str:
    """The unit of a condition's threshold: its own, else its KPI's, else percent for a share."""
    kpi = snapshot.get(Kpi, condition.kpi)
    return condition.unit or (kpi.unit if kpi else "") or ("%" if condition.proportion else "")


def condition_terms(snapshot: Snapshot, condition: Condition) -> str:
    """How a condition counts and is measured: "must · last 8 weeks · 400 cases".

    Who signs stands there where neither window nor number of cases is said.
    """
    cases = condition.cases
    count = (
        ngettext("{n} case", "{n} cases", cases).format(n=number(snapshot, cases)) if cases else ""
    )
    weight = text_of(snapshot, condition, Condition.weight)
    weight = weight[:1].lower() + weight[1:]
    parts = [weight, brief(condition.window, _WINDOW), count]
    signs = snapshot.name_of(Condition.signed_by, condition)
    if signs and not (condition.window or count):
        parts.append(_("{name} signs").format(name=brief(signs, _NAME)))
    return BETWEEN.join(part for part in parts if part)


def musts_first(snapshot: Snapshot) -> list[Condition]:
    """The conditions that were entered: musts, then those not weighed yet, then shoulds."""
    ranks = {"must": 0, "should": 2}
    entered = [condition for condition in snapshot.all(Condition) if not condition.blank]
    return sorted(entered, key=lambda condition: ranks.get(condition.weight, 1))


def frozen_text(snapshot: Snapshot) -> str:
    """When the conditions were frozen, and how often they changed since; empty before that."""
    if not frozen(snapshot):
        return ""
    day = text_of(snapshot, snapshot.one(GateDecision), GateDecision.frozen_on)
    text = _("frozen on {day}").format(day=day)
    changed = len(snapshot.all(Amendment))
    if not changed:
        return text
    since = ngettext("{n} change since", "{n} changes since", changed).format(n=changed)
    return f"{text}, {since}"
