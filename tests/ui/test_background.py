"""Worker threads beside the window: what they change is put back."""

from __future__ import annotations

import gc
import sys

import pytest

from ui.background import beside_the_window


def test_threads_take_turns_faster_only_while_somebody_works() -> None:
    usual = sys.getswitchinterval()
    with beside_the_window():
        with beside_the_window():
            assert sys.getswitchinterval() < usual / 5
        assert sys.getswitchinterval() < usual / 5
        assert gc.get_freeze_count() > 0
    assert sys.getswitchinterval() == usual
    assert gc.get_freeze_count() == 0


def test_an_error_puts_everything_back() -> None:
    usual = sys.getswitchinterval()
    with pytest.raises(ZeroDivisionError), beside_the_window():
        raise ZeroDivisionError
    assert sys.getswitchinterval() == usual
    assert gc.get_freeze_count() == 0
