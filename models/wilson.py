"""How many cases prove a share, and what a measured share proves.

Wilson's score interval (E. B. Wilson, JASA 22, 1927, pp. 209-212), two-sided, 95 %, without
continuity correction. Its bounds are the shares t for which (p - t)² = z² t (1 - t) ÷ n, so
that a bound need not be calculated to know on which side of t it lies. Shares are 0 to 1.
"""

from __future__ import annotations

import math
from enum import StrEnum

from models.i18n import N_, _
from models.records import Condition, Kpi
from models.snapshot import Snapshot

Z = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""
_ROUNDING = 1e-9


class Verdict(StrEnum):
    """What a result says about its condition."""

    MET = "met"
    NOT_MET = "not_met"
    TOO_FEW = "too_few"

    @property
    def label(self) -> str:
        """The verdict in words, in the current language."""
        return _(_VERDICTS[self])


_VERDICTS = {
    Verdict.MET: N_("Met"),
    Verdict.NOT_MET: N_("Not met"),
    Verdict.TOO_FEW: N_("Not enough evidence"),
}


def interval(share: float, cases: int) -> tuple[float, float]:
    """The 95 % interval around a share measured on so many cases."""
    if cases < 1:
        return 0.0, 1.0
    weight = 1 + Z * Z / cases
    middle = share + Z * Z / (2 * cases)
    spread = Z * math.sqrt(share * (1 - share) / cases + Z * Z / (4 * cases * cases))
    return max(0.0, (middle - spread) / weight), min(1.0, (middle + spread) / weight)


def cases_for(expected: float, threshold: float) -> int | None:
    """Cases needed until the interval around `expected` lies on its side of `threshold`.

    n = z² t (1 - t) ÷ (p - t)². None where nothing proves it: expected and threshold are the
    same, or the threshold is 0 or 1, which no sample can prove.
    """
    if expected == threshold or not 0 < threshold < 1:
        return None
    needed = Z * Z * threshold * (1 - threshold) / (expected - threshold) ** 2
    return math.ceil(needed - _ROUNDING)


_BEST = {"at_least": 100.0, "at_most": 0.0}
"""The share in percent without a single failure."""


def cases_needed(condition: Condition, snapshot: Snapshot) -> int | None:
    """Cases that a condition on a share needs, if the result is as hoped.

    Where nothing is hoped for, a result without a single failure is assumed, which needs the
    fewest. None where the condition is not about a share.
    """
    threshold, best = condition.threshold, _BEST.get(condition.comparison)
    if not condition.proportion or threshold is None or best is None or not 0 < threshold < 100:
        return None
    result = hoped(condition, snapshot)
    return cases_for((best if result is None else result) / 100, threshold / 100)


def hoped(condition: Condition, snapshot: Snapshot) -> float | None:
    """The result that is hoped for, in percent: what the condition expects, else its KPI's target.

    None where neither is said, or where it is not on the right side of the threshold: then
    nothing that could be proved is hoped for.
    """
    threshold, best = condition.threshold, _BEST.get(condition.comparison)
    result = condition.expected
    if result is None:
        kpi = snapshot.get(Kpi, condition.kpi)
        result = kpi.target if kpi else None
    if result is None or threshold is None or best is None:
        return None
    return result if (result - threshold) * (best - threshold) > 0 else None


def verdict(condition: Condition) -> Verdict | None:
    """What the result says, once there is one; None before that.

    A share is met when its whole interval is on the right side of the threshold, and not met
    when it is on the wrong side. Any other number counts when as many cases were looked at
    as agreed. A threshold of 0 or 100 % is compared as it stands: one failure decides.
    """
    if condition.comparison == "holds":
        if condition.holds is None:
            return None
        return Verdict.MET if condition.holds else Verdict.NOT_MET
    if condition.result is None or condition.threshold is None or not condition.comparison:
        return None
    if condition.proportion and condition.comparison != "exactly":
        return _of_share(condition, condition.result, condition.threshold)
    if condition.cases and (condition.result_cases or 0) < condition.cases:
        return Verdict.TOO_FEW
    return _compared(condition.comparison, condition.result, condition.threshold)


def _of_share(condition: Condition, result: float, threshold: float) -> Verdict:
    if not condition.result_cases:
        return Verdict.TOO_FEW
    if 0 < threshold < 100:
        p, t = result / 100, threshold / 100
        proved = (p - t) ** 2 * condition.result_cases + _ROUNDING >= Z * Z * t * (1 - t)
        if not proved:
            return Verdict.TOO_FEW
    return _compared(condition.comparison, result, threshold)


def _compared(comparison: str, result: float, threshold: float) -> Verdict:
    met = {
        "at_least": result >= threshold,
        "at_most": result <= threshold,
        "exactly": result == threshold,
    }[comparison]
    return Verdict.MET if met else Verdict.NOT_MET
