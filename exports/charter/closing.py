"""The last two sections: what is still open, and what was done when."""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import headings, table
from exports.charter.marks import COLOURS
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED
from models.display import locale_of
from models.findings import Finding, Findings
from models.history import LogEntry, StepKind
from models.i18n import _
from models.steps import STEPS
from models.values import format_moment

OPEN, HISTORY = "still-open", "history"
_LATEST = 60
_HEAD = style(7.5, bold=True, colour=MUTED)
_BODY = style(8.5, leading=11.2)
_NOTE = style(8, leading=10.6, colour=MUTED)


def still_open(pages: Pages, findings: Findings) -> Iterator[None]:
    """All open findings by step, with their weight and the reason why they matter."""
    lead = _("What the charter cannot say yet, and why it matters.")
    headings.title(pages, OPEN, len(STEPS) + 1, _("Still open"), lead)
    if not findings.open:
        headings.nothing_yet(pages, _("Nothing is open: every check that applies passes."))
        return
    heads = [paragraph(text, _HEAD) for text in ("", _("What is missing"), _("Why it matters"))]
    half = (table.room(pages) - 62) / 2
    widths = [62.0, half, half]
    yield from table.draw(pages, table.columns(widths, heads), _open_rows(findings))


def _open_rows(findings: Findings) -> Iterator[table.Row | str]:
    for step in STEPS:
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


def history(pages: Pages, log: tuple[LogEntry, ...]) -> Iterator[None]:
    """The latest lines of the history, newest first."""
    shown = log[:_LATEST]
    lead = _("What was captured when; the latest {n} entries.").format(n=_LATEST)
    if len(log) <= _LATEST:
        lead = _("What was captured when, the latest first.")
    headings.title(pages, HISTORY, len(STEPS) + 2, _("History"), lead)
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
