"""Colours that everybody can read, and one place where the look is decided."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from tests.ui.driving import action
from ui import theme
from ui.theme import DARK, LIGHT, Tokens
from ui.window import MainWindow

UI = Path(theme.__file__).parent
PAGES = sorted(path for path in UI.rglob("*.py") if path.name != "theme.py")

SURFACES = {
    "ink": (
        *("page", "panel", "field", "accent_soft", "tint", "quiet", "hover"),  # text everywhere
    ),
    "muted": ("page", "panel", "field", "quiet", "accent_soft", "hover"),
    "accent": ("page", "panel"),
    "must": ("page", "panel", "hover", "accent_soft"),
    "should": ("page", "panel", "hover", "accent_soft"),
    "good": ("page", "panel"),
    "on_accent": ("accent",),
    "on_badge": ("must", "should"),
}
"""Each text colour with every surface on which it stands."""

SIZES = re.compile(r"set(Fixed|Minimum|Maximum)(Width|Height|Size)|setContentsMargins|setSpacing")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    value = QColor(colour)
    parts = [value.redF(), value.greenF(), value.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_surface_that_it_stands_on(look: Tokens) -> None:
    ratios = {
        f"{ink} on {surface}": round(contrast(getattr(look, ink), getattr(look, surface)), 2)
        for ink, surfaces in SURFACES.items()
        for surface in surfaces
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_mark_of_the_keyboard_stands_out(look: Tokens) -> None:
    # WCAG 2.2, 1.4.11: 3:1 for what shows a state.
    for surface in (look.page, look.panel, look.field):
        assert contrast(look.accent, surface) >= 3
        assert contrast(look.ink, surface) >= 3


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def offences(pattern: str) -> dict[str, list[str]]:
    """Lines of the window's code that hold a pattern, by file."""
    found = {}
    for path in PAGES:
        lines = [x.strip() for x in path.read_text("utf-8").splitlines() if re.search(pattern, x)]
        if lines:
            found[str(path.relative_to(UI))] = lines
    return found


def test_there_are_files_to_look_through() -> None:
    assert len(PAGES) > 20


def test_no_page_decides_a_colour() -> None:
    assert offences(r"#[0-9a-fA-F]{3,8}\b") == {}
    assert offences(r"QColor\(\s*[\"'\d]") == {}
    assert offences(r"\brgba?\(") == {}
    assert offences(r"GlobalColor\.(?!transparent\b)") == {}


def pixels(path: Path) -> list[str]:
    """Calls in a file that set a size to a plain number; 0 and 1 are nothing and a hairline."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [
        ast.unparse(node)
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and SIZES.fullmatch(node.func.attr)
        and any(isinstance(a, ast.Constant) and a.value not in (0, 1) for a in node.args)
    ]


def test_no_page_decides_a_size_in_pixels() -> None:
    assert {path.name: found for path in PAGES if (found := pixels(path))} == {}
    assert offences(r"set(Point|Pixel)Size\(|\d+p[xt]\b") == {}


def test_the_style_sheet_stays_short_and_every_token_in_it_is_filled(qapp: QApplication) -> None:
    assert 10 < len(qapp.styleSheet().strip().splitlines()) < 100
    assert "@" not in qapp.styleSheet()


@pytest.mark.parametrize(("scheme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_light_and_dark_reach_palette_and_style_sheet(
    qapp: QApplication, scheme: str, tokens: Tokens
) -> None:
    try:
        theme.apply(qapp, scheme=scheme)
        assert qapp.palette().window().color().name() == tokens.page
        assert tokens.accent in qapp.styleSheet()
        assert theme.colour("ink").name() == tokens.ink
    finally:
        theme.apply(qapp)


def test_everything_grows_with_the_text(qapp: QApplication) -> None:
    usual = theme.em(10)
    try:
        theme.apply(qapp, scale=1.5)
        assert theme.em(10) == pytest.approx(usual * 1.5, rel=0.1)
    finally:
        theme.apply(qapp)
    assert theme.em(10) == usual


def test_the_menu_marks_which_colours_are_chosen(empty_window: MainWindow) -> None:
    ids = ("light", "dark", "system_colours")

    def marked() -> list[str]:
        return [id_ for id_ in ids if action(empty_window, id_).isChecked()]

    assert marked() == ["system_colours"]
    action(empty_window, "dark").trigger()
    assert marked() == ["dark"]
    action(empty_window, "light").trigger()
    assert marked() == ["light"]
    action(empty_window, "light").trigger()
    assert marked() == ["light"]
