"""Colours, fonts and distances: the only place where the window's look is decided.

Every colour is a named token, with a light and a dark value; text tokens have a contrast of
4.5:1 or better on the surfaces that they stand on (`tests/ui/test_theme.py` measures it).
Distances come from the font, so that everything grows with the text.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from exports import palette
from models.paths import RESOURCES

FAMILY = "IBM Plex Sans"
_FONT_FILES = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Medium.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "NotoSansJP-Regular.ttf",
)


class Tokens(NamedTuple):
    """Named colours."""

    page: str
    panel: str
    field: str
    line: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    bar: str
    tint: str
    quiet: str
    must: str
    should: str
    good: str
    on_badge: str
    hover: str


LIGHT = Tokens(
    page="#f5f7fa",
    panel=palette.WHITE,
    field=palette.WHITE,
    line=palette.LINE,
    ink=palette.INK,
    muted=palette.MUTED,
    accent=palette.ACCENT,
    on_accent=palette.WHITE,
    accent_soft="#dcebee",
    bar=palette.BAR,
    tint=palette.TINT,
    quiet="#eff1f3",
    must=palette.RED,
    should=palette.AMBER,
    good="#26714f",
    on_badge=palette.WHITE,
    hover="#ecf1f4",
)
"""On paper and on a light screen the colours are the same."""

DARK = Tokens(
    page="#14181d",
    panel="#1c2229",
    field="#232a32",
    line="#343d47",
    ink="#e8ecf0",
    muted="#a7b2be",
    accent="#6cc3d5",
    on_accent="#0d2026",
    accent_soft="#203c44",
    bar="#458896",
    tint="#24505c",
    quiet="#2a323b",
    must="#ff8f9c",
    should="#e9b563",
    good="#74c7a0",
    on_badge="#14181d",
    hover="#262f38",
)

_current = LIGHT


def tokens() -> Tokens:
    """The colours in force."""
    return _current


@cache
def colour(name: str) -> QColor:
    """A token as a colour for painting. Not to be changed: all share it."""
    return QColor(getattr(_current, name))


@cache
def font(scale: float = 1.0, *, strong: bool = False) -> QFont:
    """The application's font, larger or smaller, regular or semi-bold. Not to be changed."""
    result = QFont(QApplication.font())
    result.setPointSizeF(result.pointSizeF() * scale)
    if strong:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def font_of(height: float, *, strong: bool = False) -> QFont:
    """The application's font in a size of its own, in pixels: for what follows its window."""
    result = QFont(QApplication.font())
    result.setPixelSize(ceil(height))
    result.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return result


def black() -> QColor:
    """A screen that shows nothing."""
    return QColor(Qt.GlobalColor.black)


def em(factor: float = 1.0) -> int:
    """A distance of `factor` times the height of the text, in pixels."""
    return round(_text_height() * factor)


@cache
def _text_height() -> int:
    return QFontMetrics(QApplication.font()).height()


def fill(widget: QWidget, token: str) -> None:
    """Give a widget a surface of its own.

    By palette and not by style sheet: only then does Qt know that nothing shines through, and
    leaves out what lies beneath when a part of the widget is painted anew.
    """
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, colour(token))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)


def load_fonts() -> None:
    """Make the program's own fonts known to Qt (a few milliseconds)."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))


def apply(app: QApplication, *, scheme: str = "system", scale: float = 1.0) -> None:
    """Give the application its font, palette and style sheet.

    `scheme` is "light", "dark" or "system"; `scale` multiplies the size of all text.
    """
    global _current  # noqa: PLW0603 - there is one application, and it has one look
    dark = scheme == "dark" or (scheme == "system" and system_is_dark())
    _current = DARK if dark else LIGHT
    base = QFont(FAMILY)
    base.setFamilies([FAMILY, "Noto Sans JP"])
    base.setPointSizeF(10.0 * scale)
    app.setFont(base)
    for made in (colour, font, _text_height):  # one painted table asks a thousand times
        made.cache_clear()
    app.setPalette(_palette(_current))
    app.setStyleSheet(_style_sheet(_current))


def system_is_dark() -> bool:
    """Whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: t.page,
        role.WindowText: t.ink,
        role.Base: t.field,
        role.AlternateBase: t.quiet,
        role.Text: t.ink,
        role.PlaceholderText: t.muted,
        role.Button: t.panel,
        role.ButtonText: t.ink,
        role.BrightText: t.must,
        role.Highlight: t.accent_soft,
        role.HighlightedText: t.ink,
        role.ToolTipBase: t.panel,
        role.ToolTipText: t.ink,
        role.Link: t.accent,
        role.Mid: t.line,
        role.Accent: t.accent,
    }
    palette = QPalette()
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(t.muted))
    return palette


_SHEET = """
QWidget#panel, QStatusBar, QMenuBar { background: @panel; }
QStatusBar { border-top: 1px solid @line; color: @ink; }
QStatusBar::item { border: none; }
QMenuBar { border-bottom: 1px solid @line; }
QMenuBar::item { padding: 4px 9px; background: transparent; }
QMenuBar::item:selected, QMenu::item:selected { background: @accent_soft; color: @ink; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 12px; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QFrame#card { background: @panel; border: 1px solid @line; border-radius: 8px; }
QFrame#card[marked="true"] { border: 2px solid @accent; }
QFrame#notice { background: @panel; border: 1px solid @accent; border-radius: 6px; }
QFrame#notice[tone="must"] { border-color: @must; }
QFrame#bar { background: @accent_soft; border: none; border-bottom: 1px solid @line; }
QLabel#muted, QLabel#question { color: @muted; }
QLabel#must { color: @must; }
QLabel#accent { color: @accent; }
QPushButton { background: @panel; border: 1px solid @line; border-radius: 5px; padding: 6px 12px; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @muted; background: @page; }
QPushButton#primary { background: @accent; color: @on_accent; border: 1px solid @accent; }
QPushButton#primary:focus { border: 2px solid @ink; padding: 5px 11px; }
QPushButton#primary:disabled { color: @muted; background: @page; border: 1px solid @line; }
QPushButton#flat { border: 1px solid transparent; background: transparent; text-align: left; }
QPushButton#flat:hover { background: @hover; }
QPushButton#flat:checked { background: @accent_soft; }
QPushButton#flat:focus { border: 1px solid @accent; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: @field; border: 1px solid @line; border-radius: 5px; padding: 5px 7px; color: @ink;
  selection-background-color: @accent; selection-color: @on_accent;
  placeholder-text-color: @muted; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 1px solid @accent; }
QSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 1px solid @must; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: @page; }
QTableView QLineEdit, QTableView QPlainTextEdit, QTableView QComboBox {
  border: 1px solid @accent; border-radius: 0; padding: 1px 3px; }
QTableView QComboBox#standing { border-color: transparent; }
QTableView QComboBox#standing:focus { border: 2px solid @accent; padding: 0 2px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("@icons/chevron-down.svg"); width: 12px; height: 12px; }
QAbstractItemView { background: @panel; border: 1px solid @line; outline: none; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator { width: 0.9em; height: 0.9em;
  background: @field; border: 1px solid @muted; border-radius: 3px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
  border-color: @accent; image: url("@icons/check.svg"); }
QTreeView::item { padding: 2px 0; }
QTreeView::indicator:indeterminate { border-color: @accent; background: @tint; }
QCheckBox::indicator:focus { border: 1px solid @accent; background: @accent_soft; }
QTableView { gridline-color: @line; border: 1px solid @line; border-radius: 6px;
  selection-background-color: @accent_soft; selection-color: @ink; }
QTableView#frozen { border: none; border-right: 2px solid @line; border-radius: 0; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @muted; border: none; padding: 4px 6px;
  border-bottom: 1px solid @line; border-right: 1px solid @line; }
QHeaderView#roles::section { padding: 3px 1px; }
QHeaderView::section:vertical { border-right: none; padding: 4px 2px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: @panel; border: none; }
QTabBar::tab { padding: 6px 12px; color: @muted; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @ink; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 28px; min-width: 28px;
  margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: @panel; color: @ink; border: 1px solid @line; padding: 4px; }
QSplitter::handle { background: @line; }
"""


def _style_sheet(t: Tokens) -> str:
    sheet = _SHEET.replace("@icons", (RESOURCES / "icons").as_posix())
    # The longest names first, so that "@accent" does not cut "@accent_soft" in two.
    for name in sorted(t._fields, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", getattr(t, name))
    return sheet
