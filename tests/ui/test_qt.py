"""What we rely on in Qt for Python itself."""

from __future__ import annotations

import sys

import pytest

from PySide6.QtCore import QObject


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_without_a_result_lose_no_reference_to_none() -> None:
    # PySide6 6.12.0 lost one with every void call on Python 3.11, until the interpreter
    # aborted ("deallocating None"); see the dependencies in pyproject.toml.
    thing = QObject()
    before = sys.getrefcount(None)
    for _number in range(500):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 100
