"""What the room sees of an estimate round or a vote: first the question and how many have
answered, and everything else only once the facilitator shows it.
"""

from __future__ import annotations

from models.display import number
from models.estimating import amount
from models.headlines import Headline
from models.i18n import _
from models.record import Record
from models.records import EstimateRound, Person, Vote
from models.room import RoomPage, without_addresses
from models.rounds import agreed_of, spread, values_of
from models.snapshot import Snapshot
from models.votes import Option, fingers_of, lines_of, options_of


def round_page(
    snapshot: Snapshot, kept: EstimateRound, *, shown: bool, proposed: bool = False
) -> RoomPage:
    """The page of an estimate round; while it is not `shown` without a single number.

    What is only `proposed` is not called agreed.
    """
    over = _("Estimate round")
    if kept.number is not None and kept.number > 1:
        over = _("Estimate round {n}").format(n=kept.number)
    values = values_of(kept)
    if not shown or not values:
        hidden = EstimateRound.new(question=kept.question, number=kept.number)
        return _page(over, hidden, _answered(snapshot, _("Slips so far"), len(values)))
    return _page(over, kept, *_figures(snapshot, kept, values, proposed=proposed))


def _figures(
    snapshot: Snapshot, kept: EstimateRound, values: tuple[float, ...], *, proposed: bool
) -> list[Headline]:
    found, agreed = spread(values), agreed_of(kept)
    assert found is not None  # noqa: S101 - there are values

    def between(low: float, high: float) -> str:
        return f"{number(snapshot, low, 2)} – {amount(snapshot, high, kept.unit)}"

    middle = Headline(_("Middle half"), between(found.lower, found.upper))
    if agreed is None:
        median = Headline(_("Median"), amount(snapshot, found.median, kept.unit))
        return [Headline(_("Slips"), str(found.slips)), median, middle]
    likely = amount(snapshot, agreed.likely, kept.unit)
    return [
        Headline(_("Slips"), str(found.slips)),
        Headline(_("Proposed, likely") if proposed else _("Agreed, likely"), likely),
        Headline(
            _("Proposed, low to high") if proposed else _("Agreed, low to high"),
            between(agreed.low, agreed.high),
        ),
    ]


def vote_page(snapshot: Snapshot, vote: Vote, *, shown: bool) -> RoomPage:
    """The page of a vote; while it is not `shown` without a single result."""
    fist = vote.sort == "fist"
    over = _("Fist to five") if fist else _("Dot vote")
    fingers = fingers_of(vote)
    dots = sum(option.dots or 0 for option in options_of(vote))
    if not shown and fist:
        hidden = Vote.new(question=vote.question, sort=vote.sort)
        return _page(over, hidden, _answered(snapshot, _("Hands so far"), fingers.people))
    if not shown:
        return _page(over, _uncounted(vote), Headline(_("Dots so far"), str(dots)))
    if not fist:
        return _page(over, vote, Headline(_("Dots"), str(dots)))
    if not fingers.people:
        return _page(over, vote, Headline(_("Hands"), "0"))
    return _page(
        over,
        vote,
        Headline(_("Hands"), str(fingers.people)),
        Headline(_("Mean"), number(snapshot, fingers.mean)),
        Headline(_("From, to"), f"{fingers.lowest} – {fingers.highest}"),
    )


def _uncounted(vote: Vote) -> Vote:
    """The options of a vote by name, so that not even their order says how many dots they got."""
    options = sorted(options_of(vote), key=lambda option: option.text.casefold())
    lines = lines_of([Option(option.text) for option in options])
    return Vote.new(question=vote.question, sort=vote.sort, votes=lines)


def _answered(snapshot: Snapshot, label: str, count: int) -> Headline:
    """How many have answered, of those who are present, where that is known."""
    present = sum(person.present is True for person in snapshot.all(Person))
    if 0 < present >= count:
        return Headline(label, _("{n} of {all}").format(n=count, all=present))
    return Headline(label, str(count))


def kept_page(snapshot: Snapshot, record: Record | None) -> RoomPage | None:
    """The page of a round or a vote that was kept; None for any other record."""
    if isinstance(record, EstimateRound):
        return round_page(snapshot, record, shown=True)
    return vote_page(snapshot, record, shown=True) if isinstance(record, Vote) else None


def _page(over: str, asked: EstimateRound | Vote, *figures: Headline) -> RoomPage:
    return RoomPage(over, without_addresses(asked.question), figures=figures, asked=asked)
