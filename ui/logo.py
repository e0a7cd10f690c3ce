"""Logos for the charter: pictures from anywhere, made small enough to be kept in the workshop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from models.errors import Refusal
from models.i18n import _

SIDE = 600
"""Pixels of the longer side at most: twice what the printed page can show."""
_MOST = 200_000
"""Bytes of a logo as it is kept; each change of it is kept in the history, too."""
_LARGEST_FILE = 20_000_000
PATTERN = "*.png *.jpg *.jpeg *.svg *.gif *.webp *.bmp *.tif *.tiff"


def from_file(path: Path) -> str:
    """The picture in a file, as it is kept. Raises Refusal where there is none in it."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _refusal(_("“{name}” cannot be read.").format(name=path.name)) from error
    if size > _LARGEST_FILE:
        raise _refusal(_("“{name}” is larger than 20 MB.").format(name=path.name))
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if reader.format() == b"svg":  # a drawing has no pixels of its own
        reader.setScaledSize(_fitting(reader.size()))
    image = reader.read()
    if image.isNull():
        raise _refusal(_("“{name}” is not a picture that can be read.").format(name=path.name))
    return kept(image)


def from_mime(data: QMimeData) -> str:
    """The picture that was pasted or dropped, as it is kept. Raises Refusal where there is none."""
    for url in data.urls():
        if url.isLocalFile():
            return from_file(Path(url.toLocalFile()))
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        raise _refusal(_("What was copied or dropped is not a picture."))
    return kept(image)


def kept(image: QImage) -> str:
    """A picture as Base64 of a PNG of limited size, without anything that its file said of it."""
    if max(image.width(), image.height()) > SIDE:
        image = _scaled(image, SIDE)
    data = _png(image)
    while data.size() > _MOST:
        image = _scaled(image, max(image.width(), image.height()) * 3 // 4)
        data = _png(image)
    return data.toBase64().toStdString()


def image_of(text: str) -> QImage:
    """The picture that is kept as `text`; a null one where there is none."""
    image = QImage()
    image.loadFromData(QByteArray.fromBase64(text.encode("ascii", "replace")))
    return image


def _scaled(image: QImage, side: int) -> QImage:
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, keep, smooth)


def _fitting(size: QSize) -> QSize:
    return size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)


def _png(image: QImage) -> QByteArray:
    # Painted anew, nothing but pixels is left: a file also says where and by whom it was made.
    plain = QImage(image.size(), QImage.Format.Format_ARGB32)
    plain.fill(Qt.GlobalColor.transparent)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(plain)
    return data


def _refusal(what: str) -> Refusal:
    return Refusal(what, _("The logo is as it was."), _("Choose a PNG, JPEG or SVG picture."))
