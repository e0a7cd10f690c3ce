"""Workshops whose workbooks are calculated again, each with what makes a figure difficult."""

from __future__ import annotations

from datetime import date
from itertools import product

from models.record import Record
from models.records import (
    Activity,
    Assignment,
    Claim,
    Condition,
    CostBasis,
    CostLine,
    DataSource,
    Group,
    KnowledgeItem,
    Kpi,
    Person,
    Pilot,
    Procedure,
    RehearsalCard,
    Requirement,
    Role,
    Training,
    ValueTarget,
    Wave,
    WorkshopInfo,
)

BREAKING_EVEN = (
    (1_200.0, 0.0, 300.0, 4),  # month 3 ends at nothing: that is not above it
    (100_000.0, 4_000.0, 96_000.0, 13),  # a twelfth of each is no exact number
    (12.0, 0.0, 0.999, 2),  # a tenth of a cent is left after month 1
    (48_000.0, 48_000.0, 1.0, None),
)
"""Value and cost a year, cost once, and the month in which it has paid back."""


def breaking_even(value: float, year: float, once: float) -> list[Record]:
    """One value target against one cost line."""
    return [
        ValueTarget.new(what="Letters", money_year=value, adoption=100.0, cash=True),
        CostLine.new(what="All of it", category="staff", one_off=once, year=year),
    ]


def claims_service() -> list[Record]:
    """A service that is paid for from the first day and reaches its people in three waves."""
    people = [Group.new(name="Clerks", in_pilot=12, in_production=180)]
    people += [Group.new(name="Team leads", in_pilot=2, in_production=20)]
    values = [
        ValueTarget.new(
            what="Letters",
            volume=9_400.0,
            minutes_before=34.0,
            minutes_after=24.0,
            hourly_cost=46.5,
            adoption=70.0,
            low=60.0,
            high=120.0,
        ),
        ValueTarget.new(what="Postage", money_year=48e3, adoption=90.0, cash=True),
    ]
    lines = [
        ("Seats", "licences", 9_000.0, 4_000.0, 58_000.0),
        ("Interfaces", "integration", None, 61_500.0, 12_000.0),
        ("Second look", "review", 3_000.0, None, 31_200.75),
        ("Somebody on call", "staff", None, None, 52_000.0),
        ("What else", "", 1_999.99, 2_500.0, None),
    ]
    spent = [
        CostLine.new(what=what, category=category, pilot=pilot, one_off=once, year=year)
        for what, category, pilot, once, year in lines
    ]
    waves = [
        Wave.new(name="First", people=40, start=date(2027, 1, 31)),
        Wave.new(name="Second", people=60, start=date(2027, 4, 12)),
        Wave.new(name="Third", people=90, start=date(2027, 9, 1)),
        Wave.new(name="Some day", people=10),
    ]
    basis = CostBasis.new(rate=6.5, rule_percent=380.0, rule_reading="more")
    start = Pilot.new(
        start=date(2026, 9, 1), end=date(2026, 11, 20), go_live=date(2027, 1, 31), cost=99e3
    )
    nothing = CostLine.new(what="Exit", category="exit", zero_because="In the contract")
    return [basis, start, *people, *values, *spent, nothing, *waves]


def day_one() -> list[Record]:
    """What is rehearsed and prepared for the first day; only the pilot as a whole has a cost."""
    go_live = date(2027, 1, 4)
    lines = [
        ("Seats", "licences", "user", 58_000.0),
        ("Tokens", "licences", "case", 7_000.0),
        ("Second look", "review", "case", 31_000.0),
        ("Somebody on call", "staff", "fixed", 52_000.0),
    ]
    sorts = [choice.value for choice in RehearsalCard.sort.choices]
    days = [None, date(2027, 1, 3), go_live, date(2027, 1, 5)]
    return [
        Pilot.new(go_live=go_live, cost=40_000.0),
        *(
            CostLine.new(what=what, category=category, driver=driver, year=year)
            for what, category, driver, year in lines
        ),
        *(
            RehearsalCard.new(scenario="It happens", sort=sort, factor=factor)
            for sort, factor in product(sorts, [None, 1.5, 10.0])
        ),
        *(
            Procedure.new(name="Restart", ready_by=day, status=status)
            for day, status in product(days, ["", "open", "done"])
        ),
        *(
            DataSource.new(name="Letters", gap=gap, status=status)
            for gap, status in product(["", "Old scans"], ["", "doing", "done"])
        ),
        *(KnowledgeItem.new(what="Prompts", status=status) for status in ("", "open", "done")),
    ]


def every_combination() -> list[Record]:
    """KPIs in every state, and conditions with every verdict."""
    measured = [None, 0.0, 3.0, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0]
    kpis = [
        Kpi.new(
            name=f"KPI {n}", direction=way, result=result, target=5.0, least=least, warn_at=warn
        )
        for n, (way, result, least, warn) in enumerate(
            product(["", "up", "down"], measured, [None, 3.0, 7.0], [None, 4.5, 5.5])
        )
    ]
    targets = [None, 50.0, 95.0, 100.0]
    proofs = [Kpi.new(name=f"Target {n}", target=t) for n, t in enumerate(targets)]
    conditions: list[Record] = [
        Condition.new(
            what="Share",
            comparison=comparison,
            proportion=share,
            threshold=threshold,
            result=result,
            result_cases=cases,
            cases=50,
            kpi=proofs[n % len(proofs)].id if n % 5 else "",
            expected=97.0 if n % 3 else None,
        )
        for n, (comparison, share, threshold, (result, cases)) in enumerate(
            product(
                ["", "at_least", "at_most", "exactly"],
                [None, True, False],
                [None, 0.0, 90.0, 99.5, 100.0, 101.0],
                [(None, 9), (90.0, None), (92.0, 49), (97.0, 50), (97.0, 10_000), (80.0, 80)],
            )
        )
    ]
    conditions += [
        Condition.new(what="Signed", comparison="holds", holds=holds)
        for holds in (None, True, False)
    ]
    return [*kpis, *proofs, *conditions]


def shared_names() -> list[Record]:
    """Records that share a name, or have none, and links to each of them."""
    totals = [Claim.new(what="Hours saved"), Claim.new(what="hours saved"), Claim.new()]
    parts = [
        Claim.new(what=f"Part {n}", stated=10.0 + n, part_of=totals[n % 3].id) for n in range(6)
    ]
    kpis = [Kpi.new(name="Accuracy", target=target) for target in (95.0, 99.0)]
    kpis.append(Kpi.new(target=97.0))
    shares = [
        Condition.new(
            what="Right", comparison="at_least", threshold=90.0, proportion=True, kpi=kpi.id
        )
        for kpi in kpis
    ]
    targets = [ValueTarget.new(what="Letters"), ValueTarget.new(what="Letters"), ValueTarget.new()]
    proof = Kpi.new(name="Minutes", value_target=targets[1].id)
    groups = [Group.new(name="Clerks", in_production=n) for n in (10, 20)]
    groups.append(Group.new(in_production=40))
    courses = [Training.new(content="Basics", hours=2.0, group=group.id) for group in groups]
    people = [Person.new(name="Lead", leaves=True), Person.new(name="LEAD"), Person.new()]
    roles = [Role.new(name="Owner", person=person.id) for person in people]
    first = [*totals, *parts, *kpis, *shares, *targets, proof]
    return [*first, *groups, *courses, *people, *roles]


def ugly() -> list[Record]:
    """As much as a workshop ever holds, in long words and in Japanese."""
    people = [Person.new(name=f"監査責任者 {n} · Straße") for n in range(12)]
    roles = [
        Role.new(name=f"業務システム運用担当 {n}", person=people[n % 12].id) for n in range(40)
    ]
    activities = [
        Activity.new(name=f"モデルの監視と報告 {n} " + "sehr" * 30, section=f"運用 {n // 9}")
        for n in range(100)
    ]
    letters = ("AR", "R", "C", "I")
    cells = [
        Assignment.new(activity=activity.id, role=role.id, letters=letters[(a + r) % 4])
        for a, activity in enumerate(activities)
        for r, role in enumerate(roles)
        if (a + r) % 3 == 0
    ]
    areas = [choice.value for choice in Requirement.area.choices]
    requirements = [
        Requirement.new(
            what=f"Requirement {n} " + "Datenschutzfolgenabschätzung" * (n % 5),
            area=[*areas, ""][n % 7],
            applies=("yes", "no", "unclear", "")[n % 4],
            owner=people[n % 12].id if n % 3 else "",
            due_on=date(2027, 1, 4) if n % 2 else None,
        )
        for n in range(120)
    ]
    targets = [
        ValueTarget.new(
            what=f"価値 {n} 👩‍💻 " + "x" * 200,
            money_year=1_000.0 * n,
            adoption=70.0,
            low=60.0,
            remark="word " * 3_000,
        )
        for n in range(14)
    ]
    worse = ValueTarget.new(
        what="Slower", volume=9.0, minutes_before=1.0, minutes_after=90.0, hourly_cost=40.0,
        adoption=50.0, low=80.0, high=130.0,
    )  # fmt: skip
    info = WorkshopInfo.new(initiative="請求 triage " * 30, currency="JPY", language="ja_JP")
    return [info, *people, *roles, *activities, *cells, *requirements, *targets, worse]
