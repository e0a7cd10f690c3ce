"""The colours of the documents, declared once, as plain hex strings.

Each text colour has a contrast of at least 4.5:1 on white (WCAG 2.2, 1.4.3), and no colour
carries a meaning alone: a letter, a mark or a word always goes with it.
"""

WHITE = "#FFFFFF"
INK = "#1B2430"
MUTED = "#5B6675"
LINE = "#DDE2E7"
PANEL = "#F4F6F8"
ACCENT = "#0F5C6E"
TINT = "#D3E6EA"
GREY = "#E9ECEF"
RED = "#B23A48"
AMBER = "#9A6412"
