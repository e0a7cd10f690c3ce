"""The colours of documents and window, declared once, as plain hex strings.

Each text colour has a contrast of at least 4.5:1 on white (WCAG 2.2, 1.4.3), and no colour
carries a meaning alone: a letter, a mark or a word always goes with it.
"""

WHITE = "#FFFFFF"
INK = "#1B2430"
MUTED = "#586373"
LINE = "#DDE2E7"
PANEL = "#F4F6F8"
ACCENT = "#0F5C6E"
TINT = "#D3E6EA"
GREY = "#E9ECEF"
RED = "#B03445"
AMBER = "#8A5A0B"
