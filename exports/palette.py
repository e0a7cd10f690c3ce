"""The colours of documents and window, declared once, as plain hex strings.

Each text colour has a contrast of at least 4.5:1 on white (WCAG 2.2, 1.4.3), and no colour
carries a meaning alone: a letter, a mark or a word always goes with it.
"""

WHITE = "#ffffff"
INK = "#1b2430"
MUTED = "#586373"
LINE = "#dde2e7"
PANEL = "#f4f6f8"
ACCENT = "#0f5c6e"
BAR = "#5b9aa8"
"""Bars of a picture; 3:1 on white, as shapes that mean something need (WCAG 2.2, 1.4.11)."""
TINT = "#d3e6ea"
GREY = "#e9ecef"
RED = "#b03445"
AMBER = "#8a5a0b"
