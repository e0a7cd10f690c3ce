"""What the room was asked for together: numbers estimated in silence, and votes.

Nobody's name stands beside a number or a vote: whoever is higher than the boss says so again.
"""

from models import fields as f
from models.i18n import N_
from models.record import Record

MOST = 1e12
"""Estimates beyond are typing errors."""


class EstimateRound(
    Record,
    name="estimate_round",
    label=N_("estimate round"),
    plural=N_("estimate rounds"),
    hint=N_("For one number, everybody writes theirs on a slip. Ctrl+G begins a round."),
    automatic=True,
):
    """One number as everybody estimated it by themselves, and what was agreed; see
    `models.rounds`.
    """

    question = f.line(N_("Question"), required=True)
    unit = f.line(N_("Unit"))
    number = f.count(
        N_("Round"), minimum=1, help=N_("The second and later rounds ask the same question again.")
    )
    held_on = f.day(N_("Held on"))
    held_at = f.line(N_("Held at"), help=N_("The time of day when the slips were read in."))
    slips = f.text(
        N_("Slips"),
        required=True,
        help=N_("Every number, from the lowest on, with a point before decimals."),
    )
    spread = f.line(N_("How they lie"), help=N_("Median, middle half and what lies far out."))
    low = f.number(N_("Agreed: at least"), minimum=-MOST)
    likely = f.number(N_("Agreed: likely"), minimum=-MOST)
    high = f.number(N_("Agreed: at most"), minimum=-MOST)
    agreed_by = f.line(N_("Agreed by"))
    remark = f.text(N_("Remark"), help=N_("Why the highest and the lowest were so far apart."))
    about = f.line(N_("About"), technical=True)
    """Type, id and field of what it is about, with dots between them; see `models.rounds`."""


class Vote(
    Record,
    name="vote",
    label=N_("vote"),
    plural=N_("votes"),
    hint=N_("Dots for a choice, five fingers for a decision. Ctrl+Shift+G begins a vote."),
    automatic=True,
):
    """How the room voted; see `models.votes`."""

    question = f.line(N_("Question"), required=True)
    sort = f.choice(
        N_("Kind"),
        ("dots", N_("Dot vote")),
        ("fist", N_("Fist to five")),
        required=True,
    )
    votes = f.text(
        N_("Votes"),
        required=True,
        help=N_("Dots of each option, a line each: “5 × Option”; or the fingers shown."),
    )
    result = f.line(N_("Result"), help=N_("What the room saw."))
    dots = f.count(N_("Dots a person"))
    people = f.count(N_("People"))
    decision = f.link(N_("Decision"), "decision", help=N_("The decision that it was about."))
    condition = f.link(N_("Condition"), "condition", help=N_("The condition that it was about."))
    concerns = f.text(
        N_("Concerns"), help=N_("What those said who showed two fingers or fewer, without names.")
    )
    held_on = f.day(N_("Held on"))
    held_at = f.line(N_("Held at"))
