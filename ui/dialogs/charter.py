"""The export window of the charter: for whom, how it looks, and how it will come out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QWidget

from exports.charter import missing_characters
from exports.charter.cuts import cut_of
from exports.document import Document
from models.checks import Severity
from models.errors import Refusal
from models.files import safe_name
from models.i18n import _, ngettext
from models.looks import with_look
from models.records import Look, WorkshopInfo
from models.versions import Standing, standing, standing_text
from ui import settings, theme
from ui.dialogs import door
from ui.dialogs.charter_choices import CharterChoices
from ui.making.exporters import charter_of, ready
from ui.preview import Preview
from ui.session import Session
from ui.widgets import dialog_column, label, make_primary

if TYPE_CHECKING:
    from ui.making.making import Exporter

_LISTED = 12
"""Characters without a font that are listed; more are counted."""


class Export(NamedTuple):
    """What was decided."""

    exporter: Exporter
    document: Document
    path: Path


class CharterDialog(QDialog):
    """Asks for cut and look, shows the pages, and asks for the file.

    `document` is the workshop at this moment. Accepted, `look` is what to remember and
    `export`, if there is one, what to make.
    """

    def __init__(self, session: Session, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.export: Export | None = None
        self._document = document
        self._standing, self._standing_text = _standing(document)
        self._shown: tuple[str, Look] | None = None
        self.choices = CharterChoices(document.snapshot.one(Look), self)
        self.preview = Preview(self)
        self._missing = label("", self, name="must")
        self._buttons = QDialogButtonBox(self)
        self.setWindowTitle(_("Export the charter"))
        self._lay_out()
        self._connect()
        self._set_up_keys()
        self._fit_screen()
        self.choices.cuts.setFocus()
        self.preview.renew(at_once=True)

    @property
    def look(self) -> Look:
        """What is chosen."""
        return self.choices.look

    @property
    def proposal(self) -> Path:
        """The file to propose: initiative, cut and version, where this workshop's lay last."""
        known = self._standing
        sealed = known is not None and not known.changes
        parts = (
            self._document.snapshot.one(WorkshopInfo).initiative or self.session.workshop.path.stem,
            cut_of(self.choices.cut).title,
            known.version.name if known is not None and sealed else _("draft"),
        )
        name = " - ".join(filter(None, map(safe_name, parts)))
        return settings.export_folder(self.session.workshop.path) / f"{name}.pdf"

    def ask_file(self) -> None:
        """Ask where to put the charter, and close."""
        if not self.choices.protection.complete():
            self.choices.ensureWidgetVisible(self.choices.protection)
            return
        pattern = _("PDF documents (*.pdf)")
        path = door.ask_save_file(self, _("Export the charter"), self.proposal, pattern)
        if path is None:
            return
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
        settings.remember_export(self.session.workshop.path, path.parent)
        self.export = Export(self._exporter(), self._chosen(), path)
        self.accept()

    def done(self, result: int) -> None:
        """Closing stops the preview."""
        self.preview.stop()
        super().done(result)

    def _exporter(self) -> Exporter:
        """What is looked at is written as it is; else it is made now."""
        password, made = self.choices.protection.password, self.preview.made
        if made is not None and self._shown == (self.choices.cut, self.look):
            return partial(ready, pdf=made.pdf, password=password)
        return partial(charter_of, cut=self.choices.cut, password=password)

    def _chosen(self) -> Document:
        """The workshop as it is printed with these choices, whether they are kept or not."""
        before = self._document
        return Document(with_look(before.snapshot, self.look), before.log, before.made_at)

    def _lay_out(self) -> None:
        add = self._buttons.addButton
        self._export = add(_("&Export …"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._keep = add(_("&Keep choices"), QDialogButtonBox.ButtonRole.ResetRole)
        add(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        make_primary(self._export)
        self._export.setToolTip("Ctrl+Return")
        self._keep.setToolTip(_("Remember what is chosen for this workshop, and export nothing"))
        self._keep.setEnabled(self.session.writable)
        column = dialog_column(self, _("Export the charter"))
        column.addWidget(label(self._state(), self, name="muted"))
        column.addWidget(self._missing)
        row = QHBoxLayout()
        row.setSpacing(theme.em(1))
        row.addWidget(self.choices)
        row.addWidget(self.preview, 1)
        column.addLayout(row, 1)
        column.addWidget(self._buttons)
        self._missing.hide()

    def _state(self) -> str:
        found = self.session.findings.open
        musts = sum(finding.severity is Severity.MUST for finding in found)
        open_ = ngettext("{n} must is open", "{n} musts are open", musts).format(n=musts)
        parts = [self._standing_text, open_ if musts else _("no must is open")]
        text = " · ".join(parts)
        text = text[:1].upper() + text[1:] + "."
        if not self.session.writable:
            text += " " + _("This workshop can only be read: choices hold for this export.")
        return text

    def _connect(self) -> None:
        self.choices.cut_changed.connect(self._on_cut)
        self.choices.look_changed.connect(self._on_look)
        self.preview.renewal_due.connect(self._make)
        self.preview.renewed.connect(self._on_renewed)
        self._buttons.accepted.connect(self.ask_file)
        self._buttons.rejected.connect(self.reject)
        self._keep.clicked.connect(self.accept)

    def _set_up_keys(self) -> None:
        view = self.preview.view
        for keys, slot in (
            ("Ctrl+Return", self.ask_file),
            ("Ctrl+Enter", self.ask_file),
            ("PgDown", view.read_on),
            ("PgUp", view.read_back),
            ("Ctrl++", view.larger),
            ("Ctrl+-", view.smaller),
            ("Ctrl+0", view.fit_page),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _fit_screen(self) -> None:
        """As large as the window behind it, and never larger than the screen."""
        behind = self.parentWidget()
        room = self.screen().availableSize()
        wanted = behind.size() if behind is not None else room
        self.resize(wanted.boundedTo(room - QSize(theme.em(1), theme.em(2))))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)

    def _on_cut(self) -> None:
        self.preview.renew()

    def _on_look(self) -> None:
        self.preview.renew(keep_page=True)

    def _make(self) -> None:
        self._shown = (self.choices.cut, self.look)
        self._say_missing(missing_characters(self._chosen().snapshot))  # some milliseconds
        exporter = partial(charter_of, cut=self.choices.cut)
        self.preview.expect(self.preview.maker.make(exporter, self._chosen()))

    def _on_renewed(self) -> None:
        made = self.preview.made
        if made is not None:
            self.choices.say_sheets([(size.width(), size.height()) for size in made.sizes])

    def _say_missing(self, missing: Sequence[str]) -> None:
        """Say which characters will be boxes."""
        if missing:
            # With their numbers: the window's fonts lack most of them, too.
            shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing[:_LISTED])
            shown += " …" if len(missing) > _LISTED else ""
            text = ngettext(
                "{n} character is in no font and is printed as a box: {shown}",
                "{n} characters are in no font and are printed as boxes: {shown}",
                len(missing),
            )
            self._missing.setText(text.format(n=len(missing), shown=shown))
        self._missing.setVisible(bool(missing))


def _standing(document: Document) -> tuple[Standing | None, str]:
    """Where the workshop stands, and that in words."""
    try:
        found = standing(document.snapshot)
    except Refusal as refusal:
        return None, refusal.what
    return found, _("draft, not sealed yet") if found is None else standing_text(found)
