"""What can be chosen for the charter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exports.charter.cuts import CUTS, FULL, POSTER
from exports.charter.papers import Size, papers_of
from exports.charter.remarks import on_watermark
from models.i18n import _, ngettext
from models.records import Look
from ui import theme
from ui.dialogs.accent import AccentField
from ui.dialogs.logo_field import LogoField
from ui.dialogs.protection import Protection
from ui.widgets import label

_ID = Qt.ItemDataRole.UserRole


class CharterChoices(QScrollArea):
    """Fields for everything in `Look`, and for a password, one below the other."""

    cut_changed = Signal()
    look_changed = Signal()
    """Anything else that shows in the document."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        inside = QWidget(self)
        self.cuts = QListWidget(inside)
        self.paper = QComboBox(inside)
        self.accent = AccentField(look.accent, inside)
        self.watermark = QLineEdit(look.watermark, inside)
        self._remark = label("", inside, name="muted")
        self._sheet = label("", inside, name="muted")
        self.client_logo = LogoField(Look.client_logo.label, look.client_logo, inside)
        self.own_logo = LogoField(Look.own_logo.label, look.own_logo, inside)
        self.protection = Protection(inside)
        self._about = label("", inside, name="muted")
        self._fill()
        self._lay_out(inside)
        self._connect()
        self._describe()
        self._show_remark()

    @property
    def cut(self) -> str:
        """The id of the chosen cut."""
        return str(self.cuts.currentItem().data(_ID))

    @property
    def look(self) -> Look:
        """What is chosen, as it is remembered."""
        cut = self.cut if self._look.cut or self.cut != FULL.id else ""
        return self._look.replace(
            None,
            cut=cut,
            paper=str(self.paper.currentData()),
            accent=self.accent.colour,
            watermark=" ".join(self.watermark.text().split()),
            client_logo=self.client_logo.kept,
            own_logo=self.own_logo.kept,
        )

    def say_sheets(self, sizes: Sequence[Size]) -> None:
        """Say the sheets of a poster that was made, each width and height in points."""
        poster = CUTS[self.cuts.currentRow()].part(POSTER)
        self._sheet.setVisible(poster is not None)
        if poster is None:
            return
        text = ""
        if sizes:
            known = papers_of(str(self.paper.currentData()))
            words = ngettext("{n} sheet of {paper}", "{n} sheets of {paper}", len(sizes))
            text = words.format(n=len(sizes), paper=known.told(sizes[0]))
        self._sheet.setText(text)

    def _fill(self) -> None:
        for cut in CUTS:
            item = QListWidgetItem(cut.title)
            item.setData(_ID, cut.id)
            item.setToolTip(cut.description)
            self.cuts.addItem(item)
        known = [cut.id for cut in CUTS]
        wanted = self._look.cut if self._look.cut in known else FULL.id
        self.cuts.setCurrentRow(known.index(wanted))
        for choice in Look.paper.choices:
            self.paper.addItem(_(choice.text), choice.value)
        self.paper.setCurrentIndex(max(0, self.paper.findData(self._look.paper)))
        self.watermark.setPlaceholderText(_("None; “Draft”, for instance"))
        for widget, name in (
            (self.cuts, _("For whom")),
            (self.paper, _("Paper")),
            (self.watermark, _("Watermark")),
            (self, _("What is exported, and how it looks")),
        ):
            widget.setAccessibleName(name)

    def _lay_out(self, inside: QWidget) -> None:
        self.cuts.setSpacing(theme.em(0.1))
        row = self.cuts.sizeHintForRow(0) + 2 * self.cuts.spacing()
        rows = row * self.cuts.count()
        self.cuts.setFixedHeight(rows + 2 * self.cuts.frameWidth())
        self.cuts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._about.setMinimumHeight(theme.em(2.6))
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.em(0.8), 0)
        column.setSpacing(theme.em(0.3))
        for text, widget in (
            (_("For &whom"), self.cuts),
            ("", self._about),
            (_("&Paper"), self.paper),
            ("", self._sheet),
            (_("&Accent colour"), self.accent),
            (_("Wa&termark"), self.watermark),
            ("", self._remark),
            (_("&Logo of the client"), self.client_logo),
            (_("&Your logo"), self.own_logo),
        ):
            if text:
                name = QLabel(text, inside)
                name.setBuddy(widget)
                column.addSpacing(theme.em(0.4) if column.count() else 0)
                column.addWidget(name)
            column.addWidget(widget)
        column.addSpacing(theme.em(0.6))
        column.addWidget(self.protection)
        column.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(theme.em(21))

    def _connect(self) -> None:
        self.cuts.currentRowChanged.connect(self._on_cut)
        self.paper.currentIndexChanged.connect(self._on_paper)
        self.watermark.textChanged.connect(self._on_watermark)
        for field in (self.accent, self.client_logo, self.own_logo):
            field.changed.connect(self.look_changed)
        self.protection.opened.connect(self._show_protection, Qt.ConnectionType.QueuedConnection)

    def _on_paper(self) -> None:
        self.say_sheets(())
        self.look_changed.emit()

    def _on_watermark(self) -> None:
        self._show_remark()
        self.look_changed.emit()

    def _show_remark(self) -> None:
        remark = on_watermark(self.look.watermark)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def _on_cut(self) -> None:
        self._describe()
        self.cut_changed.emit()

    def _show_protection(self) -> None:
        self.ensureWidgetVisible(self.protection)

    def _describe(self) -> None:
        cut = CUTS[self.cuts.currentRow()]
        self._about.setText(cut.description)
        for row, choice in enumerate(Look.paper.choices):
            smallest = papers_of(choice.value).sheets[0].name
            larger = _("{paper}, or larger if need be").format(paper=smallest)
            self.paper.setItemText(row, larger if cut.part(POSTER) else _(choice.text))
        self.say_sheets(())
