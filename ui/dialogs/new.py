"""Making a workshop: what it is called, what is in it from the start, where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from models.files import SUFFIX
from models.i18n import _
from models.starters import WorkshopTemplate, workshop_templates
from ui import settings, theme
from ui.dialogs import door
from ui.widgets import button, dialog_column, label, make_primary

_UNSAFE = '<>:"/\\|?*'


class NewDialog(QDialog):
    """Asks for initiative, client, template and file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New workshop"))
        self.setMinimumWidth(theme.em(30))
        self.initiative = QLineEdit(self)
        self.client = QLineEdit(self)
        self.template_box = QComboBox(self)
        self._templates: list[WorkshopTemplate | None] = [*workshop_templates(), None]
        self._about = label("", self, name="muted")
        self._file = QLineEdit(self)
        self._folder = settings.folder()
        self._chosen = False
        self._buttons = QDialogButtonBox(self)
        self._fill()
        self._lay_out()
        self._name_file()

    @property
    def template(self) -> WorkshopTemplate | None:
        """What is put in from the start; None for a blank workshop."""
        return self._templates[self.template_box.currentIndex()]

    @property
    def path(self) -> Path:
        """The file to make."""
        path = Path(self._file.text().strip()).expanduser()
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        return path

    def _fill(self) -> None:
        for template in self._templates:
            self.template_box.addItem(template.title if template else _("Blank"))
        self.initiative.setPlaceholderText(_("What the pilot is called"))
        self.client.setPlaceholderText(_("Organisation"))
        for widget, name in (
            (self.initiative, _("Initiative")),
            (self.client, _("Client")),
            (self.template_box, _("Start with")),
            (self._file, _("File")),
        ):
            widget.setAccessibleName(name)
        self.initiative.textChanged.connect(self._name_file)
        self.client.textChanged.connect(self._name_file)
        self._file.textEdited.connect(self._on_file_edited)
        self._file.textChanged.connect(self._check)
        self.template_box.currentIndexChanged.connect(self._describe)
        self._describe()

    def _lay_out(self) -> None:
        other = button(_("Other place …"), self)
        other.setAutoDefault(False)
        other.clicked.connect(self._on_other_place)
        place = QHBoxLayout()
        place.addWidget(self._file, 1)
        place.addWidget(other)
        form = QFormLayout()
        form.setVerticalSpacing(theme.em(0.6))
        form.addRow(_("&Initiative"), self.initiative)
        form.addRow(_("&Client"), self.client)
        form.addRow(_("Start &with"), self.template_box)
        form.addRow("", self._about)
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
        column.addStretch()
        column.addWidget(self._buttons)

    def _describe(self) -> None:
        template = self.template
        self._about.setText(template.description if template else _("Nothing but empty steps."))

    def _name_file(self) -> None:
        if self._chosen:
            return
        parts = [self.client.text().strip(), self.initiative.text().strip()]
        name = " ".join(part for part in parts if part) or _("Workshop")
        name = "".join("-" if c in _UNSAFE or not c.isprintable() else c for c in name)[:80]
        path = self._folder / f"{name.strip(' .')}{SUFFIX}"
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
