"""Logos: pictures that a user chose, checked before a document depends on them.

They are kept as Base64 of PNG or JPEG. What is no such picture is refused in a sentence.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from exports.charter.pages import Pages
from exports.charter.tags import of_place
from models.errors import Refusal
from models.i18n import _
from models.records import Look, WorkshopInfo
from models.snapshot import Snapshot

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT, WIDTH = 30.0, 110.0
"""The room of a logo at the head of the first page, in points."""
_PIXELS = 40_000_000
"""More than any logo has; a small file can say that it is larger."""


@lru_cache(maxsize=8)
def read(text: str) -> Image:
    """The picture that is kept as `text`. Raises Refusal where there is none in it."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _refused(_("What is kept of it is damaged.")) from error
    return _opened(data)


def height(snapshot: Snapshot) -> float:
    """The height that the logos take, in points; 0 where none was chosen."""
    look = snapshot.one(Look)
    return HEIGHT if look.client_logo or look.own_logo else 0.0


def draw(pages: Pages, snapshot: Snapshot, top: float) -> None:
    """Draw the client's logo at the left and the consultant's at the right, below `top`.

    Raises Refusal where one cannot be read.
    """
    look = snapshot.one(Look)
    client = snapshot.one(WorkshopInfo).client
    theirs = _("Logo of {name}").format(name=client) if client else _("Logo of the client")
    if look.client_logo:
        _draw(pages, read(look.client_logo), top, theirs, right=False)
    if look.own_logo:
        _draw(pages, read(look.own_logo), top, _("Logo of the consultant"), right=True)


def _draw(pages: Pages, picture: Image, top: float, said: str, *, right: bool) -> None:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - loads PIL, needed here only

    scale = min(WIDTH / picture.width, HEIGHT / picture.height)
    width, height = picture.width * scale, picture.height * scale
    x = pages.right - width if right else pages.left
    y = top - (HEIGHT + height) / 2
    place = of_place(x, y, x + width, y + height)
    with pages.tag("Figure", alt=said, more=place):
        pages.canvas.drawImage(ImageReader(picture), x, y, width, height, mask="auto")


def _opened(data: bytes) -> Image:
    """The whole picture, read to its end, with its transparency if it has any."""
    from PIL import Image  # noqa: PLC0415 - needed by few documents

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > _PIXELS:
                raise _refused(_("It is larger than any screen."))
            return found.convert("RGBA" if found.has_transparency_data else "RGB")
    except Refusal:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _refused(_("It is neither a PNG nor a JPEG picture, or it is damaged.")) from error


def _refused(why: str) -> Refusal:
    return Refusal(
        _("This logo cannot be used. {why}").format(why=why),
        _("Nothing was written."),
        _("Choose another picture, or none, in the export window."),
    )
