"""The help: first steps and every key, made from the list of commands."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QWidget

from models.i18n import N_, _
from ui import theme
from ui.keys import key_lists, native
from ui.widgets import dialog_column

VERSION = "0.1.0"

_FIRST_STEPS = (
    N_("Make a workshop from a template, or look at the example."),
    N_("Go through the steps at the left, in any order. Nothing is forced."),
    N_("Type into a table: Tab goes on, Enter adds the next row. Paste blocks from Excel."),
    N_("The list at the right says what is still open; a click goes there."),
    N_("Everything is saved as you type. Undo works back to the first change, also tomorrow."),
    N_("When all have signed, freeze the conditions. From then on a change needs a reason."),
    N_("Export the charter for the sponsor, and the workbook for the PMO."),
)


class HelpDialog(QDialog):
    """First steps and keys, to read and to print."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys and first steps"))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(40), theme.em(40))))
        browser = QTextBrowser(self)
        browser.setHtml(help_html())
        browser.setAccessibleName(_("Help"))
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("Keys and first steps"))
        column.addWidget(browser)
        column.addWidget(buttons)


def help_html() -> str:
    """The help as HTML."""
    steps = "".join(f"<li>{escape(_(text))}</li>" for text in _FIRST_STEPS)
    parts = [
        f"<h2>{escape(_('First steps'))}</h2><ol>{steps}</ol>",
        *(_table(title, rows) for title, rows in key_lists(native)),
    ]
    return "".join(parts)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    body = "".join(
        f"<tr><td width='150'><b>{escape(keys)}</b></td><td>{escape(text)}</td></tr>"
        for keys, text in rows
    )
    return f"<h2>{escape(title)}</h2><table cellpadding='3'>{body}</table>"


def about_text() -> str:
    """Version and licences."""
    return _(
        "Version {version}. Design production before the pilot starts. Works without a network: "
        "nothing leaves this computer.\n\nMIT licence. Uses Qt for Python (LGPL), sqlite-utils "
        "(Apache 2), reportlab (BSD), openpyxl (MIT), Babel (BSD), pikepdf (MPL 2), pypdfium2 "
        "(Apache 2, BSD), and the fonts IBM Plex Sans and Noto Sans JP (SIL OFL)."
    ).format(version=VERSION)
