"""The example's pages look as they were approved; `make pictures` approves them anew."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from tools import pictures

PAGES = [page.name for page in pictures.PAGES]
_MEAN = 1.5
"""Grey levels (of 255) that a page may differ on average: elsewhere letters are smoothed so."""
_SHARE, _CLEARLY = 0.01, 96
"""So much of a page may differ by more than so many grey levels."""


@pytest.fixture(scope="module")
def now() -> dict[str, bytes]:
    return pictures.rendered()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Mean difference in grey levels, and the share of pixels that clearly differ."""
    apart = ImageChops.difference(one, other)
    counts = apart.histogram()
    return ImageStat.Stat(apart).mean[0], sum(counts[_CLEARLY:]) / sum(counts)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_was_approved(name: str, now: dict[str, bytes]) -> None:
    approved, found = opened((pictures.FOLDER / name).read_bytes()), opened(now[name])
    assert found.size == approved.size
    mean, share = difference(approved, found)
    assert mean <= _MEAN, "look at it; if it is right: make pictures"
    assert share <= _SHARE, "look at it; if it is right: make pictures"


def test_pages_are_told_apart(now: dict[str, bytes]) -> None:
    first, other = opened(now["finance-1.png"]), opened(now["operations-1.png"])
    mean, share = difference(first, other)
    assert mean > _MEAN
    assert share > _SHARE


def test_the_approved_pictures_are_these_and_small() -> None:
    files = sorted(pictures.FOLDER.glob("*.png"))
    assert [file.name for file in files] == sorted(PAGES)
    assert sum(file.stat().st_size for file in files) < 400_000
