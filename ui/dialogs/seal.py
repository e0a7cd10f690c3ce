"""Sealing the workshop as it is: what changed, what is open, and who signs for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.dates import today
from models.i18n import _, ngettext
from models.records import Version
from models.sealing import seal_version, sealer_of
from models.text import shorten
from models.versions import Standing
from ui.dialogs.fields import Asked, FieldsDialog
from ui.session import Session
from ui.widgets import label

_MOST = 6
"""More changes than that are counted, not listed."""
_LONGEST = 160


class SealDialog(FieldsDialog):
    """Says what the version is made of, and asks who seals it and what for."""

    def __init__(self, session: Session, before: Standing | None, parent: QWidget | None) -> None:
        super().__init__(session.snapshot, _("Seal this version"), _("Seal it"), parent)
        self.session = session
        self.version: Version | None = None
        """What was made."""
        about = _("What is here now becomes a version with a checksum, which the charter prints.")
        self.say(label(about, self, name="muted"))
        if before is not None:
            self.say(label("\n".join(_changed(before)), self))
        self.say(label(_open_points(len(session.findings.open)), self, strong=True))
        who = sealer_of(session.snapshot, before.version) if before else ""
        self.ask(Asked(Version.sealed_by, who), Asked(Version.reason, required=False))

    def carry_out(self) -> None:
        """Seal it, with today's date."""
        self.version = seal_version(
            self.session.workshop,
            person=self.text(Version.sealed_by),
            reason=self.text(Version.reason),
            on=today(),
        )


def _changed(before: Standing) -> list[str]:
    count = len(before.changes)
    head = ngettext("{n} change since {version}:", "{n} changes since {version}:", count)
    lines = [head.format(n=count, version=before.version.name)]
    lines += [f"· {shorten(str(each), _LONGEST)}" for each in before.changes[:_MOST]]
    if (rest := count - _MOST) > 0:
        lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    return lines


def _open_points(count: int) -> str:
    if not count:
        return _("Nothing is open.")
    text = ngettext(
        "{n} point is still open; the charter lists it.",
        "{n} points are still open; the charter lists them.",
        count,
    )
    return text.format(n=count)
