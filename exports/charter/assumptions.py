"""Assumptions: what the figures rest on, the weakest evidence first."""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import cuts, fitting, headings, picture, table
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import INK, MUTED
from models.assumptions import GRADES, Assumption, assumptions, weak_share
from models.display import money, number, text_of
from models.i18n import _, ngettext
from models.records import CostBasis, CostLine, ValueTarget
from models.simulation import simulate
from models.snapshot import Snapshot

_HEAD = style(7.5, bold=True, colour=MUTED)
_HEAD_NUMBER = style(7.5, bold=True, colour=MUTED, align="right", indent_right=6)
_WIDTHS = (0.25, 0.08, 0.12, 0.12, 0.12, 0.09, 0.22)


def draw(pages: Pages) -> Iterator[None]:
    """The chapter: what moves the result as a picture, then every amount by its evidence."""
    snapshot = pages.document.snapshot
    headings.chapter(
        pages, cuts.ASSUMPTIONS, _("What do the figures rest on, and what moves them?")
    )
    found = assumptions(snapshot, simulate(snapshot))
    headings.answer(pages, _answer(found))
    if found:
        yield
        picture.place(pages, "movers", snapshot)
        yield from _table(pages, snapshot, found)
    _stated(pages, snapshot)


def _answer(found: list[Assumption]) -> str:
    if not found:
        return _("Nothing rests on anything yet: no line has an amount a year.")
    weak = [one for one in found if one.weak]
    text = ngettext(
        "{weak} of {n} amount is assumed, estimated, or without evidence.",
        "{weak} of {n} amounts are assumed, estimated, or without evidence.",
        len(found),
    ).format(weak=len(weak), n=len(found))
    moving = max(found, key=lambda one: one.share)
    if not moving.share:
        return text + " " + _("None has a low and a high case, so nothing says what moves them.")
    more = _("They make up {p} % of the range; what moves it most is “{name}” with {q} %.")
    return f"{text} " + more.format(
        p=round(weak_share(found) * 100),
        name=moving.record.caption,
        q=round(moving.share * 100),
    )


def _table(pages: Pages, snapshot: Snapshot, found: list[Assumption]) -> Iterator[None]:
    room = table.room(pages)
    names = (
        (_("Amount a year"), _HEAD),
        (_("Kind"), _HEAD),
        (_("At least"), _HEAD_NUMBER),
        (_("Likely"), _HEAD_NUMBER),
        (_("At most"), _HEAD_NUMBER),
        (_("Moves it"), _HEAD_NUMBER),
        (_("Rests on"), _HEAD),
    )
    heads = [paragraph(text, look) for text, look in names]
    told = [_figures(snapshot, one) for one in found]
    texts = dict(enumerate(zip(*told, strict=True), start=2))
    size, widths = fitting.fitted(room, _WIDTHS, [text for text, _look in names], texts)
    columns = table.columns(widths, heads)
    yield from table.draw(pages, columns, _rows(snapshot, found, size))


def _rows(snapshot: Snapshot, found: list[Assumption], size: float) -> Iterator[table.Row | str]:
    for grade in GRADES:
        of = [one for one in found if one.grade == grade]
        if of:
            yield ValueTarget.evidence.text_of(grade) if grade else _("Evidence not said yet")
        for one in of:
            yield from _row(snapshot, one, size)


def _figures(snapshot: Snapshot, one: Assumption) -> list[str]:
    moves = f"{number(snapshot, one.share * 100, 0)} %" if one.share else "–"
    return [*(money(snapshot, round(x)) for x in (one.low, one.likely, one.high)), moves]


def _row(snapshot: Snapshot, one: Assumption, size: float) -> Iterator[table.Row]:
    name, body = style(size, leading=10.4, bold=True, colour=INK), style(size, leading=10.4)
    figure = style(size, leading=10.4, align="right", indent_right=fitting.INDENT)
    value = isinstance(one.record, ValueTarget)
    rests = text_of(snapshot, one.record, ValueTarget.source if value else CostLine.basis)
    return table.rows_of(
        [
            (one.record.caption, name),
            (_("Value") if value else _("Cost"), body),
            *((text, figure) for text in _figures(snapshot, one)),
            (rests or _("not said yet"), body),
        ]
    )


def _stated(pages: Pages, snapshot: Snapshot) -> None:
    """The discount rate and the planning rule, which no line holds, each with its source."""
    basis = snapshot.one(CostBasis)
    parts = []
    if basis.rate is not None:
        source = _ended(basis.rate_source) or _("source not said yet")
        text = _("Discount rate {rate} % a year ({source}).")
        parts.append(text.format(rate=number(snapshot, basis.rate), source=source))
    if basis.rule_percent is not None:
        source = _ended(basis.rule_source) or _("source not said yet")
        text = _("Planning rule {percent} % ({source}); it replaces no line.")
        parts.append(text.format(percent=number(snapshot, basis.rule_percent), source=source))
    for text in parts:
        pages.put(paragraph(text, style(9, leading=12)), after=4)


def _ended(source: str) -> str:
    """A source without the full stop that would stand within the sentence."""
    return source.rstrip().removesuffix(".")
