"""What a measurement is, and how it is shown."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One row of the table."""

    what: str
    bound: float
    values: Sequence[float]
    """One per run: a ratio, or milliseconds where `unit` is "ms"."""
    figure: float
    """What is held against the bound: the median of the ratios, or a percentile."""
    absolute: str
    """Times in milliseconds, for orientation."""
    noise: float | None = None
    """How far apart the middle half of the baseline's runs lies, as a share of its median."""
    unit: str = "x"

    @property
    def ok(self) -> bool:
        """Whether the bound is kept."""
        return self.figure <= self.bound


def compare(
    what: str, bound: float, ours: Sequence[float], theirs: Sequence[float], names: tuple[str, str]
) -> Result:
    """Interleaved runs of ours against the baseline, in milliseconds: the ratio of each pair."""
    ratios = [mine / bare for mine, bare in zip(ours, theirs, strict=True)]
    absolute = ", ".join(
        f"{name} {statistics.median(times):.{0 if statistics.median(times) > 20 else 2}f} ms"
        for name, times in zip(names, (ours, theirs), strict=True)
    )
    return Result(what, bound, ratios, statistics.median(ratios), absolute, noise(theirs))


def noise(times: Sequence[float]) -> float:
    """The distance between the quartiles as a share of the median."""
    low, middle, high = statistics.quantiles(times, n=4)
    return (high - low) / middle


def percentile(times: Sequence[float], share: int) -> float:
    """The value that `share` percent of the times do not exceed."""
    return statistics.quantiles(times, n=100)[share - 1]


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def calm() -> None:
    """Collect garbage now, so that it does not fall into what is measured next."""
    gc.collect()


def show(results: Sequence[Result]) -> None:
    """Print the table."""
    wide = max(len(result.what) for result in results)
    print(f"{'what':<{wide}}  {'bound':>8}  {'measured':>9}  {'spread':>13}  {'':4}  noise")
    for r in results:
        low, high = min(r.values), max(r.values)
        if len(r.values) > 3:
            low, _middle, high = statistics.quantiles(r.values, n=4)
        spread = f"{low:.2f} to {high:.2f}" if len(r.values) > 1 else ""
        jitter = "" if r.noise is None else f"{r.noise:5.0%}"
        print(
            f"{r.what:<{wide}}  {r.bound:>5.4g} {r.unit:<2}  {r.figure:>6.2f} {r.unit:<2}  "
            f"{spread:>13}  {'ok' if r.ok else 'OVER':4}  {jitter}"
        )
        print(f"{'':<{wide}}  {r.absolute}")
