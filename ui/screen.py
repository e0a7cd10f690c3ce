"""Whether a window can be shown, asked before Qt is loaded.

Where it cannot, Qt does not raise an error: it aborts the process. This module loads nothing
of Qt, so that the command line can ask.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from models.i18n import _


def why_no_screen() -> str:
    """Why no window can be shown here, as a sentence; empty where one can.

    On X11 that costs about as much as opening a small workshop; elsewhere nothing.
    """
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not os.environ.get("DISPLAY"):
        return _("There is no screen here.")
    return _why_no_x11(os.environ["DISPLAY"])


def _why_no_x11(display: str) -> str:
    import ctypes  # noqa: PLC0415 - only where it is needed

    try:
        if (plugin := _x11_plugin()).exists():
            ctypes.CDLL(str(plugin))  # Qt loads the same file next, so its time is not lost
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        library = str(error).partition(":")[0]
        return _("Qt lacks the system library {library} for windows.").format(library=library)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return _("The screen “{name}” does not answer.").format(name=display) if failed else ""


def _x11_plugin() -> Path:
    found = find_spec("PySide6")
    folder = Path(found.origin).parent if found and found.origin else Path()
    return folder / "Qt" / "plugins" / "platforms" / "libqxcb.so"
