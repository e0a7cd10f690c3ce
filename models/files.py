"""Writing files that leave the program: complete or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

from models.errors import Refusal
from models.i18n import _

SUFFIX = ".groundwork"
"""How the files of workshops end."""

_UNSAFE = '<>:"/\\|?*'


def safe_name(text: str) -> str:
    """`text` as the name of a file, without its ending, that every system allows."""
    plain = "".join("-" if c in _UNSAFE or not c.isprintable() else c for c in text)
    return plain[:80].strip(" .")


def atomic_write(path: Path, data: bytes, *, verify: Callable[[Path], None] | None = None) -> None:
    """Write `data` to `path`, or leave what was there untouched.

    A new file in the same folder is written, flushed to the disk, opened again by `verify`
    (which raises when the content is wrong), and only then takes the place of the old one.

    Raises:
        Refusal: the folder is missing or read-only, the disk is full, or the file is open
            elsewhere. Nothing half-written stays behind.
    """
    path = _regular(Path(path))
    # Not tempfile: its files belong to the owner alone, and the target's rights would be lost.
    part = path.with_name(f".{path.name[:100]}.{os.urandom(4).hex()}.part")
    try:
        _write_through(part, data)
        if part.stat().st_size != len(data):
            raise OSError(errno.EIO, "short write")
        if verify is not None:
            verify(part)
        if path.exists():
            with contextlib.suppress(OSError):
                part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise refusal_for(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def no_pipe(path: Path) -> None:
    """Before a file is read: an OSError for a pipe or a device, which would be waited for."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, _("it is not a file"))


def _regular(path: Path) -> Path:
    """The file that is really meant: links are followed, devices and pipes refused.

    Moving the finished file over a device would replace it by a file.
    """
    try:
        path = path.resolve() if path.is_symlink() else path
        if path.exists() and not path.is_file() and not path.is_dir():
            raise OSError(errno.EINVAL, "not a file")
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        cause = error if isinstance(error, OSError) else OSError(errno.ELOOP, "links in a circle")
        raise refusal_for(cause, path) from error
    return path


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network file systems cannot; the file itself is already on the disk
    finally:
        os.close(descriptor)


def refusal_for(error: OSError, path: Path) -> Refusal:
    """The sentences for a file that could not be written."""
    what = _("“{name}” could not be written: {reason}").format(
        name=path.name, reason=_reason(error)
    )
    safe = _("Your workshop is safe, and a file that was there before is unchanged.")
    return Refusal(what, safe, _todo(error))


def _reason(error: OSError) -> str:
    reasons = {
        errno.ENOSPC: _("the disk is full."),
        errno.EDQUOT: _("the disk is full."),
        errno.EACCES: _("this place is write-protected, or the file is open elsewhere."),
        errno.EPERM: _("this place is write-protected, or the file is open elsewhere."),
        errno.EROFS: _("this place is write-protected."),
        errno.ENOENT: _("the folder does not exist."),
        errno.ENOTDIR: _("the folder does not exist."),
        errno.EISDIR: _("there is a folder of that name."),
        errno.ENAMETOOLONG: _("the name is too long."),
        errno.EINVAL: _("it is a device, not a file."),
    }
    return reasons.get(error.errno or 0, _("the computer reported “{e}”.").format(e=error.strerror))


def _todo(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Free some space, or choose another place, and try again.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return _("Close it in the other program, or choose another place, and try again.")
    return _("Choose another place and try again.")


def as_os_error(error: Exception) -> OSError:
    """What SQLite reports about the disk, in the operating system's terms."""
    if isinstance(error, OSError):
        return error
    full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
    return OSError(errno.ENOSPC if full else errno.EIO, str(error))
