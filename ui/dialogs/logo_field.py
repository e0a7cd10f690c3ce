"""Choosing a logo: from a file, from the clipboard, or dropped from another program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QPixmap
from PySide6.QtGui import QShortcut as Shortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.errors import Refusal
from models.i18n import _
from ui import logo, settings, theme
from ui.dialogs import door
from ui.widgets import button, label

_HEIGHT = 2.4
"""Of the picture, in em."""


class LogoField(QFrame):
    """A logo as it is kept in `Look`, with what can be done about it."""

    changed = Signal()

    def __init__(self, name: str, kept: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = kept
        """The picture as Base64 of a PNG; empty where there is none."""
        self._name = name
        self._picture = QLabel(self)
        self._wrong = label("", self, name="must")
        self.choose = self._button(_("Choose …"), _("{logo}: choose a file"), self._on_choose)
        self._paste = self._button(_("Paste"), _("{logo}: paste"), self._on_paste)
        self._remove = self._button(_("Remove"), _("{logo}: remove"), self._on_remove)
        self.setFocusProxy(self.choose)
        self.setAcceptDrops(True)
        self._lay_out()
        keys = Shortcut(QKeySequence.StandardKey.Paste, self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_paste)
        self._show()

    def take(self, read: Callable[[], str]) -> None:
        """Take the picture that `read` gives, or say why that does not work."""
        try:
            kept = read()
        except Refusal as refusal:
            self._say(str(refusal))
        else:
            self._put(kept)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures and files can be dropped here."""
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        data = event.mimeData()
        self.take(lambda: logo.from_mime(data))
        event.acceptProposedAction()

    def _button(self, text: str, name: str, slot: Callable[[], None]) -> QPushButton:
        made = button(text, self)
        made.setAccessibleName(name.format(logo=self._name))
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        return made

    def _lay_out(self) -> None:
        self._picture.setFixedHeight(theme.em(_HEIGHT))
        self._picture.setObjectName("muted")
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.4))
        for each in (self.choose, self._paste, self._remove):
            row.addWidget(each)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.3))
        column.addWidget(self._picture)
        column.addLayout(row)
        column.addWidget(self._wrong)

    def _put(self, kept: str) -> None:
        changed = kept != self.kept
        self.kept = kept
        self._show()
        if changed:
            self.changed.emit()

    def _show(self) -> None:
        self._say("")
        image = logo.image_of(self.kept) if self.kept else None
        self._remove.setEnabled(bool(self.kept))
        self._picture.setVisible(bool(self.kept))
        if image is None:
            self._picture.clear()
        elif image.isNull():
            self._picture.setText(_("This picture cannot be shown."))
        else:
            room = QSize(theme.em(14), theme.em(_HEIGHT)) * self.devicePixelRatio()
            keep, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture = QPixmap.fromImage(image.scaled(room, keep, smooth))
            picture.setDevicePixelRatio(self.devicePixelRatio())
            self._picture.setPixmap(picture)

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _on_choose(self) -> None:
        pattern = _("Pictures ({patterns});;All files (*)").format(patterns=logo.PATTERN)
        path = door.ask_open_file(self, self._name, settings.folder(), pattern)
        if path is not None:
            self.take(lambda: logo.from_file(path))

    def _on_paste(self) -> None:
        self.take(lambda: logo.from_mime(QGuiApplication.clipboard().mimeData()))

    def _on_remove(self) -> None:
        self._put("")
        self.choose.setFocus()
