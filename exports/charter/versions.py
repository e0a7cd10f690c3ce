"""Versions: what was sealed, by whom and for what, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from exports.charter import chrome, cuts, headings, table
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED
from models.differences import Difference, differences
from models.display import text_of
from models.errors import Refusal
from models.i18n import _, ngettext
from models.records import Version
from models.sealing import content_of, latest, sealer_of, short
from models.snapshot import Snapshot
from models.steps import BY_ID
from models.wording import brief

_SHOWN = 40
"""Changes that are listed; all of them are in the window."""
_LETTERS = 36
"""Characters of a name in the head of page 1."""
_HEAD = style(7.5, bold=True, colour=MUTED)
_NAME = style(8.5, leading=11.2, bold=True)
_BODY = style(8.5, leading=11.2)
_WIDTHS = (0.15, 0.14, 0.19, 0.34, 0.18)


def standing(pages: Pages) -> tuple[str, ...]:
    """What this document is, in a few words, and of which day: for the head of page 1."""
    snapshot = pages.document.snapshot
    version = latest(snapshot)
    if version is None:
        return _("Draft"), chrome.day_of(pages.document)
    name = brief(version.caption, _LETTERS)
    if version.seal != pages.seal:
        text = _("Draft, changed since {version}").format(version=name)
        return text, chrome.day_of(pages.document)
    day = text_of(snapshot, version, Version.sealed_on)
    by = brief(sealer_of(snapshot, version), _LETTERS)
    if by:
        return name, _("sealed {day} by {name}").format(day=day, name=by)
    return name, _("sealed {day}").format(day=day)


def draw(pages: Pages) -> Iterator[None]:
    """The chapter: every version, and what was changed last."""
    snapshot = pages.document.snapshot
    headings.chapter(pages, cuts.VERSIONS, _("What was agreed when, and what is new since?"))
    versions = [version for version in snapshot.all(Version) if not version.blank]
    headings.answer(pages, _answer(pages, snapshot))
    if not versions:
        return
    room = table.room(pages)
    names = (_("Version"), _("Sealed on"), _("Sealed by"), _("What it is for"), _("Seal"))
    heads = [paragraph(text, _HEAD) for text in names]
    columns = table.columns([room * share for share in _WIDTHS], heads, named=0)
    yield from table.draw(pages, columns, _rows(snapshot, versions))
    yield from _changed(pages, snapshot, versions)


def _answer(pages: Pages, snapshot: Snapshot) -> str:
    version = latest(snapshot)
    if version is None:
        return _("This is a draft: no version was sealed yet.")
    if version.seal == pages.seal:
        return _("This is {version}, as it was sealed.").format(version=version.caption)
    return _("This is a draft: it was changed since {version}.").format(version=version.caption)


def _rows(snapshot: Snapshot, versions: Sequence[Version]) -> Iterator[table.Row]:
    """Newest first."""
    for version in reversed(versions):
        by = sealer_of(snapshot, version) or _("not said")
        yield from table.rows_of(
            [
                (version.caption, _NAME),
                (text_of(snapshot, version, Version.sealed_on), _BODY),
                (by, _BODY),
                (version.reason, _BODY),
                (short(version.seal), _BODY),
            ]
        )


def _changed(pages: Pages, snapshot: Snapshot, versions: Sequence[Version]) -> Iterator[None]:
    """What changed since the last version; up to it from the one before, if nothing did."""
    try:
        title, found = _last_changes(pages, snapshot, versions)
    except Refusal as refusal:  # a damaged version must not stop the charter of today
        pages.put(paragraph(refusal.what, _BODY), after=6)
        return
    if not title:
        return
    headings.subtitle(pages, "changed", title, need=90)
    room = table.room(pages)
    heads = [paragraph(text, _HEAD) for text in (_("Step"), _("Change"))]
    columns = table.columns([room * 0.22, room * 0.78], heads)
    rows = (
        table.Row([paragraph(BY_ID[one.step].title, _BODY), paragraph(one.text, _BODY)])
        for one in found[:_SHOWN]
    )
    yield from table.draw(pages, columns, rows)
    more = len(found) - _SHOWN
    if more > 0:
        text = ngettext("and {n} more change", "and {n} more changes", more).format(n=more)
        pages.put(paragraph(text, style(8.5, colour=MUTED)), after=6)


def _last_changes(
    pages: Pages, snapshot: Snapshot, versions: Sequence[Version]
) -> tuple[str, list[Difference]]:
    last = versions[-1]
    if last.seal != pages.seal:
        title = _("Changed since {version}").format(version=last.caption)
        return title, differences(content_of(last), snapshot)
    for before, after in list(pairwise(versions))[-1:]:
        title = _("Changed from {before} to {after}")
        title = title.format(before=before.caption, after=after.caption)
        return title, differences(content_of(before), content_of(after))
    return "", []
