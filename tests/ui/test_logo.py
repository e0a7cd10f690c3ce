"""Logos: from files, the clipboard and other programs, made small; what is none is told."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from models.errors import Refusal
from tests.ui.driving import button, click, inside, label_texts, press
from ui import logo
from ui.dialogs import door
from ui.dialogs.logo_field import LogoField


def picture(width: int = 40, height: int = 20) -> QImage:
    """A picture in one colour."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("teal"))
    return image


@pytest.fixture
def field(qapp: QApplication) -> LogoField:
    """A field without a logo."""
    made = LogoField("Your logo", "")
    made.show()
    return made


@pytest.fixture
def file(tmp_path: Path, qapp: QApplication) -> Path:
    """A logo in a file."""
    path = tmp_path / "logo.png"
    picture().save(str(path))
    return path


def test_a_large_picture_becomes_a_small_png_and_keeps_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    picture(3000, 1500).save(str(path))
    kept = logo.image_of(logo.from_file(path))
    assert kept.size() == QSize(600, 300)
    assert base64.b64decode(logo.from_file(path)).startswith(b"\x89PNG")


def test_a_small_picture_stays_as_it_is(file: Path) -> None:
    kept = logo.image_of(logo.from_file(file))
    assert kept.size() == QSize(40, 20)
    assert kept.pixelColor(3, 3) == QColor("teal")


def test_a_drawing_is_drawn_as_large_as_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='15'><rect width='30'/></svg>"
    path.write_text(svg)
    assert logo.image_of(logo.from_file(path)).size() == QSize(600, 300)


def test_what_does_not_become_small_is_made_smaller(qapp: QApplication) -> None:
    noise = random.Random(1).randbytes(600 * 600 * 4)  # noqa: S311 - noise
    kept = logo.kept(QImage(noise, 600, 600, QImage.Format.Format_RGB32))
    assert len(kept) * 3 / 4 <= 200_000
    assert logo.image_of(kept).width() < 600


def test_nothing_but_pixels_is_kept(tmp_path: Path) -> None:
    image = picture()
    image.setText("Author", "Ada of Northwind")
    path = tmp_path / "logo.png"
    image.save(str(path))
    assert b"Northwind" in path.read_bytes()
    assert logo.image_of(logo.from_file(path)).textKeys() == []


def not_a_picture(path: Path) -> None:
    path.write_bytes(b"nonsense")


def too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20_000_001)


def missing(_path: Path) -> None:
    pass


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [not_a_picture, too_large, missing, a_folder])
def test_what_is_no_picture_is_refused_in_a_sentence(
    tmp_path: Path, qapp: QApplication, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "logo.png"
    make(path)
    with pytest.raises(Refusal, match=r"“logo.png” .*The logo is as it was\. Choose a PNG"):
        logo.from_file(path)


def test_a_bad_logo_is_told_in_the_window_and_the_old_one_stays(
    field: LogoField, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"nonsense")
    chosen = iter((file, bad, None))
    monkeypatch.setattr(door, "ask_open_file", lambda *_asked: next(chosen))
    changes: list[None] = []
    field.changed.connect(lambda: changes.append(None))
    click(button(field, "Choose …"))
    kept = field.kept
    assert logo.image_of(kept).size() == QSize(40, 20)
    click(button(field, "Choose …"))
    assert any("“bad.png” is not a picture" in text for text in label_texts(field))
    click(button(field, "Choose …"))
    assert field.kept == kept
    assert len(changes) == 1


def test_a_logo_can_be_pasted_by_button_and_by_key_and_removed(field: LogoField) -> None:
    QGuiApplication.clipboard().setImage(picture())
    click(button(field, "Paste"))
    assert logo.image_of(field.kept).size() == QSize(40, 20)
    click(button(field, "Remove"))
    assert field.kept == ""
    assert not button(field, "Remove").isEnabled()
    field.activateWindow()
    field.choose.setFocus()
    press("Ctrl+V")
    assert field.kept


def test_text_that_is_pasted_is_no_logo(field: LogoField) -> None:
    QGuiApplication.clipboard().setText("Northwind")
    click(button(field, "Paste"))
    assert any("not a picture" in text for text in label_texts(field))
    assert field.kept == ""


def test_a_logo_can_be_dropped(field: LogoField, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
    field.dropEvent(event)
    assert logo.image_of(field.kept).size() == QSize(40, 20)


def test_what_is_kept_but_cannot_be_shown_is_said_and_can_be_removed(qapp: QApplication) -> None:
    field = LogoField("Your logo", "bm9uc2Vuc2U=")
    field.show()
    assert "This picture cannot be shown." in label_texts(field)
    click(button(field, "Remove"))
    assert field.kept == ""
    assert list(inside(field, QWidget))
