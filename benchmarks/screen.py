"""A screen that nobody sees, as large as the ones in meeting rooms."""

from __future__ import annotations

import json
from pathlib import Path

SIZE = (1920, 1080)


def offscreen(folder: Path) -> str:
    """What QT_QPA_PLATFORM has to say for such a screen, which is described in `folder`."""
    # Qt's own default is 800 by 800, in which most of a page is cut off and never painted.
    screen = {"name": "room", "x": 0, "y": 0, "width": SIZE[0], "height": SIZE[1]}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={path}"
