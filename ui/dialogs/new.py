"""Making a workshop: what it is called, what is in it from the start, where it lies."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from models import packs
from models.files import SUFFIX, safe_name
from models.i18n import _
from models.starter_sets import Pack, Sector, StarterSet, WorkshopTemplate
from models.starters import Beginning
from ui import settings, templates, theme
from ui.dialogs import door
from ui.widgets import button, dialog_column, label, make_primary, tip

_PACK = Qt.ItemDataRole.UserRole
_ABOUT = Qt.ItemDataRole.UserRole + 1
"""What a template says about itself."""
_PACKS_SHOWN = 4
"""More are reached by scrolling: the dialog has to fit a small screen."""


class NewDialog(QDialog):
    """Asks for initiative, client, what the workshop begins with, and file.

    `today` decides which requirement packs are old.
    """

    def __init__(self, parent: QWidget, *, today: date | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New workshop"))
        self.setMinimumWidth(theme.em(34))
        self._shelf = templates.shelf()
        self._today = today or datetime.now().astimezone().date()
        self.initiative = QLineEdit(self)
        self.client = QLineEdit(self)
        self.template_box = QComboBox(self)
        self.kind_box = QComboBox(self)
        self.sector_box = QComboBox(self)
        self.pack_list = QListWidget(self)
        self._templates: list[WorkshopTemplate | None] = [*self._shelf.templates, None]
        self._kinds: list[StarterSet | None] = [None, *self._shelf.kinds]
        self._sectors: list[Sector | None] = [None, *self._shelf.sectors]
        self._about = label("", self, name="muted")
        self._form = QFormLayout()
        self._file = QLineEdit(self)
        self._folder = settings.folder()
        self._chosen = False
        self._buttons = QDialogButtonBox(self)
        self._fill()
        self._lay_out()
        self._list_packs()
        self._describe()
        self._name_file()

    @property
    def beginning(self) -> Beginning:
        """What is put in from the start."""
        items = map(self.pack_list.item, range(self.pack_list.count()))
        return Beginning(
            self._templates[self.template_box.currentIndex()],
            self._kinds[self.kind_box.currentIndex()],
            self._sectors[self.sector_box.currentIndex()],
            tuple(i.data(_PACK) for i in items if i.checkState() == Qt.CheckState.Checked),
        )

    @property
    def path(self) -> Path:
        """The file to make."""
        path = Path(self._file.text().strip()).expanduser()
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        return path

    def _fill(self) -> None:
        for box, options, none in (
            (self.template_box, self._templates, _("Blank")),
            (self.kind_box, self._kinds, _("Not chosen")),
            (self.sector_box, self._sectors, _("Not chosen")),
        ):
            for number, option in enumerate(options):
                box.addItem(option.title if option else none)
                about = option.description if option else ""
                box.setItemData(number, about, _ABOUT)
                box.setItemData(number, tip(about), Qt.ItemDataRole.ToolTipRole)
            box.currentIndexChanged.connect(self._describe)
        self.pack_list.setSpacing(theme.em(0.1))
        self.initiative.setPlaceholderText(_("What the pilot is called"))
        self.client.setPlaceholderText(_("Organisation"))
        for widget, name in (
            (self.initiative, _("Initiative")),
            (self.client, _("Client")),
            (self.template_box, _("Start with")),
            (self.kind_box, _("Kind of pilot")),
            (self.sector_box, _("Sector")),
            (self.pack_list, _("Requirement packs")),
            (self._file, _("File")),
        ):
            widget.setAccessibleName(name)
        self.initiative.textChanged.connect(self._name_file)
        self.client.textChanged.connect(self._name_file)
        self._file.textEdited.connect(self._on_file_edited)
        self._file.textChanged.connect(self._check)
        self.sector_box.currentIndexChanged.connect(self._list_packs)

    def _lay_out(self) -> None:
        other = button(_("Other place …"), self)
        other.setAutoDefault(False)
        other.clicked.connect(self._on_other_place)
        place = QHBoxLayout()
        place.addWidget(self._file, 1)
        place.addWidget(other)
        form = self._form
        form.setVerticalSpacing(theme.em(0.6))
        form.addRow(_("&Initiative"), self.initiative)
        form.addRow(_("&Client"), self.client)
        form.addRow(_("Start &with"), self.template_box)
        form.addRow(_("&Kind of pilot"), self.kind_box)
        form.addRow(_("&Sector"), self.sector_box)
        form.addRow(_("Add &rules"), self.pack_list)
        form.addRow("", self._about)
        self._about.setMinimumHeight(theme.em(2.8))
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        name = QLabel(_("&File"), self)
        name.setBuddy(self._file)
        form.addRow(name, place)
        ok = self._buttons.addButton(_("Make workshop"), QDialogButtonBox.ButtonRole.AcceptRole)
        make_primary(ok)
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("New workshop"))
        column.addLayout(form)
        troubles = [refusal.what for refusal in self._shelf.refused]
        if troubles:
            column.addWidget(label("\n".join(troubles), self, name="must"))
        column.addStretch()
        column.addWidget(self._buttons)

    def _describe(self) -> None:
        """Say what the choice that was made last brings."""
        box = self.sender()
        if not isinstance(box, QComboBox):
            box = self.template_box
        about = str(box.currentData(_ABOUT))
        if not about and not self.beginning.titles:
            about = _("Nothing but empty steps.")
        self._about.setText(about)

    def _list_packs(self) -> None:
        """Offer the packs of the sector. None is ticked: rules that nobody asked for are noise."""
        found = self._shelf.packs_for(self._sectors[self.sector_box.currentIndex()])
        self.pack_list.clear()
        for pack in found:
            item = QListWidgetItem(self._title(pack))
            item.setToolTip(tip(pack.description))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_PACK, pack)
            self.pack_list.addItem(item)
        rows = min(len(found), _PACKS_SHOWN)
        row, edge = self.pack_list.sizeHintForRow(0), 2 * self.pack_list.frameWidth()
        self.pack_list.setFixedHeight((row + 2 * self.pack_list.spacing()) * rows + edge)
        self._form.setRowVisible(self.pack_list, bool(found))
        self.adjustSize()

    def _title(self, pack: Pack) -> str:
        if packs.is_old(pack, self._today):
            return _("{title} – older than a year, check its sources").format(title=pack.title)
        return pack.title

    def _name_file(self) -> None:
        if self._chosen:
            return
        parts = [self.client.text().strip(), self.initiative.text().strip()]
        name = " ".join(part for part in parts if part) or _("Workshop")
        name = safe_name(name)
        path = self._folder / f"{name}{SUFFIX}"
        number = 2
        while path.exists():
            path = path.with_name(f"{name} {number}{SUFFIX}")
            number += 1
        self._file.setText(str(path))
        self._file.setToolTip(str(path))

    def _on_file_edited(self) -> None:
        self._chosen = True

    def _on_other_place(self) -> None:
        pattern = _("Groundwork workshops (*{suffix})").format(suffix=SUFFIX)
        chosen = door.ask_save_file(self, _("Where to keep the workshop"), self.path, pattern)
        if chosen:
            self._chosen = True
            self._file.setText(str(chosen))

    def _check(self) -> None:
        named = bool(self._file.text().strip())
        for each in self._buttons.buttons():
            if self._buttons.buttonRole(each) == QDialogButtonBox.ButtonRole.AcceptRole:
                each.setEnabled(named)
