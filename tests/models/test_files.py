"""Files that leave the program are complete, or the old ones are untouched."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import files
from models.errors import Refusal
from models.files import atomic_write


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "charter.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    return path


def only_the_old_file(target: Path) -> bool:
    return [p.name for p in target.parent.iterdir()] == [target.name] and (
        target.read_bytes() == b"old"
    )


def failing(number: int) -> Callable[..., Any]:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_new_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "charter.pdf"
    atomic_write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_is_replaced_and_keeps_its_rights(target: Path) -> None:
    atomic_write(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_the_check_reads_the_new_content_before_the_old_is_replaced(target: Path) -> None:
    seen: list[tuple[bytes, bytes]] = []
    atomic_write(
        target, b"new", verify=lambda p: seen.append((p.read_bytes(), target.read_bytes()))
    )
    assert seen == [(b"new", b"old")]


def test_a_file_that_does_not_pass_its_check_changes_nothing(target: Path) -> None:
    def wrong(_path: Path) -> None:
        raise ValueError("no PDF")

    with pytest.raises(ValueError, match="no PDF"):
        atomic_write(target, b"new", verify=wrong)
    assert only_the_old_file(target)


@pytest.mark.parametrize(
    ("function", "number", "reason"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("fsync", errno.EIO, "the computer reported"),
        ("replace", errno.EACCES, "open elsewhere"),
        ("replace", errno.EPERM, "write-protected"),
    ],
)
def test_a_failure_at_any_moment_changes_nothing_and_says_why(
    target: Path, monkeypatch: pytest.MonkeyPatch, function: str, number: int, reason: str
) -> None:
    owner = os if function == "fsync" else Path
    monkeypatch.setattr(owner, function, failing(number))
    with pytest.raises(Refusal, match=reason) as refused:
        atomic_write(target, b"new")
    assert refused.value.safe
    assert refused.value.todo
    assert only_the_old_file(target)


def test_a_disk_that_takes_only_half_changes_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, data: bytes) -> None:
        path.write_bytes(data[: len(data) // 2])

    monkeypatch.setattr(files, "_write_through", half)
    with pytest.raises(Refusal):
        atomic_write(target, b"new content")
    assert only_the_old_file(target)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("missing/charter.pdf", "the folder does not exist"),
        ("file/charter.pdf", "the folder does not exist"),
        ("folder", "there is a folder of that name"),
    ],
)
def test_an_impossible_place_is_refused_with_its_reason(
    tmp_path: Path, place: str, reason: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refusal, match=reason):
        atomic_write(tmp_path / place, b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    atomic_write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_device_or_pipe_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Refusal, match="a device, not a file"):
        atomic_write(pipe, b"new")
    assert pipe.is_fifo()


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    link = tmp_path / "a"
    link.symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(link)
    with pytest.raises(Refusal):
        atomic_write(link, b"new")
