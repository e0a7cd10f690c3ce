"""Saving a template or a requirement pack: what goes into it, and what never does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from models.errors import Refusal
from models.i18n import _
from models.records import Requirement
from models.snapshot import Snapshot
from models.starter_sets import StarterSet
from models.starter_writing import (
    HAPPENED,
    Content,
    mentions,
    pack_from,
    savable,
    starter_from,
)
from models.text import shorten
from ui import theme
from ui.widgets import button, dialog_column, label, make_primary

_TYPE = Qt.ItemDataRole.UserRole
_LONGEST = 200


class TemplateDialog(QDialog):
    """Asks what to save; `starter` is the answer. Where it is saved is asked afterwards."""

    def __init__(self, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Save as template"))
        self.setMinimumSize(theme.em(34), theme.em(25))
        self._snapshot = snapshot
        self.title = QLineEdit(self)
        self.description = QLineEdit(self)
        self.types = QListWidget(self)
        self.everything = QCheckBox(_("With &figures, dates, states and results"), self)
        self.pack = QCheckBox(_("As a requirement &pack: only requirements, with sources"), self)
        self._warning = label("", self, name="must")
        self._save = button(_("Save …"), self)
        self._fill()
        self._lay_out()
        self._connect()
        self._check()

    @property
    def starter(self) -> StarterSet:
        """What is to be saved. Raises Refusal where it cannot be a template."""
        make = pack_from if self.pack.isChecked() else starter_from
        return make(self._snapshot, self._content)

    @property
    def _content(self) -> Content:
        types = [item.data(_TYPE) for item in self._items() if _ticked(item)]
        texts = self.title.text(), self.description.text()
        return Content(*texts, types, self.everything.isChecked())

    def _fill(self) -> None:
        for record_type, count in savable(self._snapshot).items():
            item = QListWidgetItem(f"{record_type.plural()} ({count})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setData(_TYPE, record_type)
            ticked = record_type not in HAPPENED
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.types.addItem(item)
        self.types.setSpacing(theme.em(0.1))
        self.title.setPlaceholderText(_("What it is called in the lists"))
        self.description.setPlaceholderText(_("One sentence: what is it good for?"))
        self.pack.setEnabled(Requirement in savable(self._snapshot))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(theme.em(0.6))
        form.addRow(_("&Title"), self.title)
        form.addRow(_("&Description"), self.description)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        make_primary(self._save)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("Save as template"))
        column.addLayout(form)
        column.addWidget(self.types, 1)
        column.addWidget(self.everything)
        column.addWidget(self.pack)
        column.addWidget(label(_left_out(), self, name="muted"))
        column.addWidget(self._warning)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.title.setAccessibleName(_("Title"))
        self.description.setAccessibleName(_("Description"))
        self.types.setAccessibleName(_("What to save"))
        self.title.textChanged.connect(self._check)
        self.types.itemChanged.connect(self._check)
        self.everything.toggled.connect(self._check)
        self.pack.toggled.connect(self._check)

    def _check(self) -> None:
        """Allow what can be saved, or say why not; name those who stand in its texts."""
        self.types.setEnabled(not self.pack.isChecked())
        titled, text = bool(self.title.text().strip()), ""
        self._save.setEnabled(True)
        try:
            names = ", ".join(mentions(self._snapshot, self.starter)) if titled else ""
        except Refusal as refusal:
            self._save.setEnabled(False)
            text = str(refusal)
        else:
            if names:
                text = _("Names that stand in the texts: {names}. Change them in the file.")
                text = text.format(names=shorten(names, _LONGEST))
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def accept(self) -> None:
        """Take it, or say that it has no title yet."""
        if self.title.text().strip():
            super().accept()
            return
        self._warning.setText(_("Say what the template is called."))
        self._warning.show()
        self.title.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.types.item(number) for number in range(self.types.count())]


def _left_out() -> str:
    return _(
        "Never saved: people, and who owns or decides what; private notes; the forms. Left out "
        "unless ticked above: amounts and other figures, dates, baselines and results, what is "
        "done, how things are at this client. Kept: since when a rule applies and when its source "
        "was looked at, which is the same for everybody. Texts are saved as they stand, with each "
        "name and day that is written in them (“Week of 6 Sep”): read the file before you pass it "
        "on."
    )


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
