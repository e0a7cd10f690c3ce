"""Plays the workshop day and renews the pictures and the table of keys in docs/day.md."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from PIL import Image

from models.files import atomic_write
from models.paths import ROOT
from tests.day import screens
from tests.day.table import table

PAGE = ROOT / "docs" / "day.md"
WIDTH, COLOURS = 1000, 64
"""Of a picture, in pixels, and how many colours are left: the page is read, not printed."""
_TABLE = re.compile(r"\| what \|.*?(?=\n\n|\Z)", re.DOTALL)


def main() -> None:
    """Play it; every picture that the page shows is renewed."""
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = screens.play(folder, screens.offscreen(folder))
        for picture in re.findall(r"\(day/([\w-]+)\.png\)", text):
            _shrink(folder / f"{picture}.png", PAGE.parent / "day" / f"{picture}.png")
    new = _TABLE.sub(lambda _found: table(told["acts"]), text)
    atomic_write(PAGE, new.encode())


def _shrink(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with Image.open(source) as picture:
        picture.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
        picture.convert("RGB").quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    main()
