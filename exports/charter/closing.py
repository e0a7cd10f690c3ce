"""The last sections: what is still open, what was accepted so, and what was done when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.charter import cuts, headings, table
from exports.charter.marks import COLOURS
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED
from models.display import locale_of, text_of
from models.findings import Finding, Findings
from models.history import LogEntry, StepKind
from models.i18n import _, ngettext
from models.records import AcceptedFinding
from models.steps import STEPS, Step
from models.values import format_moment

_LATEST = 60
_FEW = 6
"""So many open points are measured before they are drawn."""
_ELSEWHERE = 25.0
"""Height of the line about other steps, in points."""
_HEAD = style(7.5, bold=True, colour=MUTED)
_BODY = style(8.5, leading=11.2)
_NOTE = style(8, leading=10.6, colour=MUTED)


def still_open(pages: Pages, findings: Findings) -> Iterator[None]:
    """All open findings by step, with their weight and the reason why they matter."""
    lead = _("What the charter cannot say yet, and why it matters.")
    steps = [step for step in STEPS if pages.cut.id == "full" or pages.cut.part(step.id)]
    shown = sum(len(findings.of_step(step.id)) for step in steps)
    need = headings.SECTION
    if 0 < shown <= _FEW:  # a short list does not need a page of its own
        whole = table.height(pages, _open_columns(pages), _open_rows(steps, findings))
        need = min(need, headings.CHAPTER + whole + _ELSEWHERE)
    headings.chapter(pages, cuts.STILL_OPEN, lead, need=need)
    if not shown:
        headings.nothing_yet(pages, _("Nothing is open: every check that applies passes."))
        _elsewhere(pages, len(findings.open))
        return
    yield from table.draw(pages, _open_columns(pages), _open_rows(steps, findings))
    _elsewhere(pages, len(findings.open) - shown)


def _open_columns(pages: Pages) -> table.Columns:
    heads = [paragraph(text, _HEAD) for text in ("", _("What is missing"), _("Why it matters"))]
    half = (table.room(pages) - 62) / 2
    return table.columns([62.0, half, half], heads)


def _elsewhere(pages: Pages, others: int) -> None:
    """What is open in steps that this document is not about."""
    if others:
        text = ngettext(
            "{n} more point is open in other steps: see the full charter.",
            "{n} more points are open in other steps: see the full charter.",
            others,
        )
        pages.put(paragraph(text.format(n=others), _NOTE), after=8)


def _open_rows(steps: Sequence[Step], findings: Findings) -> Iterator[table.Row | str]:
    for step in steps:
        found = findings.of_step(step.id)
        if found:
            yield step.title
        for finding in found:
            yield from _open_row(finding)


def _open_row(finding: Finding) -> Iterator[table.Row]:
    word = style(8.5, leading=11.2, bold=True, colour=COLOURS[finding.severity])
    texts = [
        (finding.severity.label, word),
        (finding.sentence, _BODY),
        (finding.rule.why, _NOTE),
    ]
    return table.rows_of(texts, mark=finding.severity)


def accepted(pages: Pages, findings: Findings) -> Iterator[None]:
    """What was accepted as it is: by whom, for which reason, and whether it is still missing."""
    lead = _("What is missing and stays so, on purpose, and who said so.")
    headings.chapter(pages, cuts.ACCEPTED, lead)
    if not pages.document.snapshot.table(AcceptedFinding):
        headings.nothing_yet(pages, _("Nothing that is missing was accepted."))
        return
    names = (_("What is missing"), _("Reason"), _("Accepted by"), _("Accepted on"))
    heads = [paragraph(text, _HEAD) for text in names]
    half = (table.room(pages) - 90 - 66) / 2
    widths = [half, half, 90.0, 66.0]
    yield from table.draw(pages, table.columns(widths, heads), _accepted_rows(pages, findings))


def _accepted_rows(pages: Pages, findings: Findings) -> Iterator[table.Row]:
    snapshot = pages.document.snapshot
    missing = {record.id: finding.sentence for finding, record in findings.accepted}
    for record in snapshot.all(AcceptedFinding):
        anew = findings.anew(record)
        settled = (
            _("{point} (settled by now)").format(point=record.what)
            if anew is None
            else _("{point} (open again, as: {now})").format(point=record.what, now=anew.sentence)
        )
        by = text_of(snapshot, record, AcceptedFinding.accepted_by) or _("not said")
        on = text_of(snapshot, record, AcceptedFinding.accepted_on) or _("not said")
        texts = [(missing.get(record.id, settled), _BODY), (record.reason, _BODY)]
        yield from table.rows_of([*texts, (by, _NOTE), (on, _NOTE)])


def history(pages: Pages, log: tuple[LogEntry, ...]) -> Iterator[None]:
    """The latest lines of the history, newest first."""
    shown = log[:_LATEST]
    lead = _("What was captured when; the latest {n} entries.").format(n=_LATEST)
    if len(log) <= _LATEST:
        lead = _("What was captured when, the latest first.")
    headings.chapter(pages, cuts.HISTORY, lead)
    if not shown:
        headings.nothing_yet(pages)
        return
    locale = locale_of(pages.document.snapshot)
    heads = [paragraph(text, _HEAD) for text in (_("When"), _("What"))]
    rows = (
        table.Row([paragraph(format_moment(e.at, locale), _NOTE), paragraph(_told(e), _BODY)])
        for e in shown
    )
    yield from table.draw(pages, table.columns([120.0, table.room(pages) - 120], heads), rows)


def _told(entry: LogEntry) -> str:
    words = {
        StepKind.UNDO: _("Taken back: {name}"),
        StepKind.REDO: _("Done again: {name}"),
        StepKind.POINT: _("Restore point: {name}"),
    }
    return words.get(entry.kind, "{name}").replace("{name}", entry.name)
