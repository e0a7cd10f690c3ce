"""Pictures: what a step is about, at a glance.

Each is a pure function of the workshop that gives shapes; screen, room and charter paint the
same ones. The names are those of `models.steps.Step.pictures`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from exports.pictures import bridge, coverage, flows, movers, ranges, slips, timeline, votes, waves
from exports.pictures.board import Board
from exports.pictures.shapes import Letters, Picture, Spot
from models.records import EstimateRound, Vote
from models.snapshot import Snapshot

__all__ = [
    "IN_DOCUMENTS",
    "PICTURES",
    "Letters",
    "Picture",
    "Spot",
    "height_wanted",
    "picture",
    "picture_of",
]

HEADING = 1.25
"""Size of a picture's name, in em."""


class _Kind(NamedTuple):
    draw: Callable[[Board, Snapshot, float], Picture]
    """Draw on the board, with a heading of this size in em."""
    height: Callable[[Snapshot], float]
    """The height that suits it, in em."""


PICTURES: dict[str, _Kind] = {
    "bridge": _Kind(bridge.draw, bridge.height),
    "ranges": _Kind(ranges.draw, ranges.height),
    "coverage": _Kind(coverage.draw, coverage.height),
    "waves": _Kind(waves.draw, waves.height),
    "timeline": _Kind(timeline.draw, timeline.height),
}
"""Every picture of a step by its name."""

IN_DOCUMENTS: dict[str, _Kind] = {
    "movers": _Kind(movers.draw, movers.height),
    "flows": _Kind(flows.draw, flows.height),
    "slips": _Kind(slips.draw, slips.height),
}
"""Pictures that only documents show: they need the simulation, or belong to no step."""


def picture(
    name: str,
    snapshot: Snapshot,
    width: float,
    height: float,
    letters: Letters,
    *,
    heading: float = HEADING,
) -> Picture:
    """Draw a picture into a frame of `width` by `height`, in the units of `letters`.

    No text is cut without an ellipsis, stands on another or leaves the frame; with little room
    there is less to read. `heading` is the size of its name, in em.
    """
    return _kind(name).draw(Board(width, height, letters), snapshot, heading)


def picture_of(
    record: EstimateRound | Vote,
    snapshot: Snapshot,
    width: float,
    height: float,
    letters: Letters,
) -> Picture:
    """Draw one estimate round or vote, kept or not yet, as large as the frame allows."""
    board = Board(width, height, letters)
    if isinstance(record, EstimateRound):
        return slips.draw_one(board, snapshot, record)
    return votes.draw_one(board, snapshot, record)


def height_wanted(name: str, snapshot: Snapshot) -> float:
    """The height in em at which a picture shows all that it has to say."""
    return _kind(name).height(snapshot)


def _kind(name: str) -> _Kind:
    return PICTURES.get(name) or IN_DOCUMENTS[name]
