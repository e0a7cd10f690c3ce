"""A charter read back: the workshop that is attached to the PDF, or exported as JSON.

The PDF may come from a stranger. Nothing in it is run and no page is looked at; what it holds is
unpacked within bounds, and nothing is guessed: it has one workshop, whole, or it is refused.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from models.errors import Refusal
from models.i18n import _
from models.interchange import FORMAT, from_json, load_into
from models.opening import create_workshop
from models.passwords import prepared
from models.record import Record
from models.sealing import seal_of, snapshot_of
from models.snapshot import Snapshot
from models.workshop import Workshop

if TYPE_CHECKING:
    import pikepdf

MAX_FILE = 60_000_000
"""Bytes of a file; a charter of 2,000 records has less than three million."""
MAX_JSON = 32_000_000
"""Bytes of a workshop as JSON, unpacked."""
MAX_ATTACHED = 50
"""Files attached to one PDF that are looked at."""
SUFFIXES = (".pdf", ".json")
"""How the files end that can be read."""

_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes within which a PDF begins (ISO 32000-1, annex H, note 13)."""
_SEAL = "/ContentSeal"
"""Where a charter says its seal, in the document information."""
_SEAL_TEXT = re.compile("[0-9a-f]{64}")
_FLATE = "/FlateDecode"


class Carried(NamedTuple):
    """A workshop that came with a file."""

    records: list[Record]
    snapshot: Snapshot
    printed: str
    """The seal that the charter says; empty for a JSON file and an unsealed document."""

    @property
    def untouched(self) -> bool:
        """Whether the workshop is the one that the charter was made from."""
        return self.printed in ("", seal_of(self.snapshot))


class Marked(NamedTuple):
    """A document that says its seal and carries no workshop: one made for some readers."""

    name: str
    seal: str

    def refusal(self) -> Refusal:
        """What to say where a workshop is needed."""
        return Refusal(
            _("“{name}” has the seal of a workshop and not the workshop itself.").format(
                name=self.name
            ),
            _nothing_changed(),
            _("Choose the full charter: only that carries everything."),
        )


class NeedsPassword(Refusal):
    """The PDF is encrypted, and the password is missing or wrong."""

    def __init__(self, name: str, *, wrong: bool) -> None:
        what = _("The password does not open “{name}”.") if wrong else _("“{name}” is encrypted.")
        super().__init__(
            what.format(name=name), _nothing_changed(), _("Give the password it was made with.")
        )


def read_carried(path: Path, password: str = "") -> Carried:
    """The workshop in a charter (PDF) or in an exported JSON file.

    Raises NeedsPassword for an encrypted PDF, and Refusal for everything that is not a charter
    of this program, carries no workshop, is damaged, too large or of a newer version.
    """
    found = read_document(path, password)
    if isinstance(found, Marked):
        raise found.refusal()
    return found


def read_document(path: Path, password: str = "") -> Carried | Marked:
    """The same, or the seal alone of a document that carries no workshop."""
    data = _bytes(path)
    if not data.strip():
        raise _empty(path.name)
    attached: bytes | None
    if _PDF in data[:_HEAD]:
        attached, printed = _attached(path.name, data, password)
    elif _may_be_json(path, data):
        attached, printed = data, ""
    else:
        raise _neither(path.name)
    if attached is None:
        return Marked(path.name, printed)
    records = from_json(_text(path.name, attached))
    return Carried(records, snapshot_of(records), printed)


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise Refusal(
                _("“{name}” cannot be read: it is not a file.").format(name=path.name),
                _nothing_changed(),
                _choose(),
            )
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise Refusal(
            _("“{name}” cannot be read: {reason}.").format(name=path, reason=error.strerror),
            _nothing_changed(),
            _("Check that it is there, and that you may read it."),
        ) from error
    if len(data) > MAX_FILE:
        raise _too_large(path.name)
    return data


def _may_be_json(path: Path, data: bytes) -> bool:
    """Whether to read a file as JSON: its name says so, or it begins as a workshop does."""
    return path.suffix.lower() == ".json" or data.removeprefix(BOM_UTF8).lstrip()[:1] == b"{"


def _text(name: str, data: bytes) -> str:
    if len(data) > MAX_JSON:
        raise _too_large(name)
    try:
        return data.decode("utf-8-sig")  # Windows' editors put a mark in front
    except UnicodeDecodeError as error:
        raise Refusal(
            _("“{name}” holds no workshop: it cannot be read as text.").format(name=name),
            _nothing_changed(),
            _choose(),
        ) from error


def _attached(name: str, data: bytes, password: str) -> tuple[bytes | None, str]:
    """The workshop attached to a PDF as JSON, and the seal that the PDF says; one of them."""
    import pikepdf  # noqa: PLC0415 - a tenth of a second
    from pikepdf import settings  # noqa: PLC0415

    settings.set_qpdf_limits(
        flate_max_memory=2 * MAX_JSON, run_length_max_memory=2 * MAX_JSON, max_stream_filters=2
    )
    try:
        # Not mended where it is damaged: that would take as long as the file is large.
        asked = prepared(password) if password else ""
        with pikepdf.open(BytesIO(data), password=asked, attempt_recovery=False) as pdf:
            found = [text for stream in _streams(pdf, name) if _is_ours(text := _unpacked(stream))]
            printed = str(pdf.docinfo.get(_SEAL, "")) if "/Info" in pdf.trailer else ""
    except pikepdf.PasswordError as error:
        raise NeedsPassword(name, wrong=bool(password)) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, *_BROKEN) as error:
        raise _damaged(name) from error
    if not found and _SEAL_TEXT.fullmatch(printed):
        return None, printed
    if len(found) != 1:
        raise _none_or_many(name, len(found))
    return found[0], printed


_BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError)
"""What pikepdf raises where an object of the PDF is not of the type that it should be."""


def _streams(pdf: pikepdf.Pdf, name: str) -> Iterator[Any]:
    """The attached files as they lie in the PDF."""
    for number, specification in enumerate(pdf.attachments.values()):
        if number == MAX_ATTACHED:
            raise _too_large(name)
        files = specification.obj.get("/EF")
        if files is not None and (stream := files.get("/UF") or files.get("/F")) is not None:
            yield stream


def _unpacked(stream: Any) -> bytes:
    """What an attached file holds; nothing where it is packed in a way that ours never are."""
    filters = stream.get("/Filter")
    used = [] if filters is None else [str(f) for f in _as_list(filters)]
    if used not in ([], [_FLATE]) or stream.get("/DecodeParms") is not None:
        return b""
    data: bytes = stream.read_bytes()
    return data


def _as_list(filters: Any) -> list[Any]:
    import pikepdf  # noqa: PLC0415

    return list(filters) if isinstance(filters, pikepdf.Array) else [filters]


def _is_ours(data: bytes) -> bool:
    """Whether an attached file says that it is a workshop; whether it is whole comes later."""
    start = data[:_HEAD].decode("utf-8", errors="ignore").split()
    return "".join(start).startswith(f'{{"format":"{FORMAT}"')


def make_workshop(path: Path, carried: Carried, source: str) -> Workshop:
    """Make a workshop file of what the file called `source` carried, and open it.

    Raises Refusal where the charter was altered or the file cannot be made; nothing stays behind.
    """
    if not carried.untouched:
        raise altered(source)
    workshop = create_workshop(path)
    try:
        load_into(workshop, carried.records, _("Load {name}").format(name=source))
    except BaseException:
        workshop.close()
        workshop.path.unlink(missing_ok=True)
        raise
    return workshop


def altered(name: str) -> Refusal:
    """The workshop in a charter is not the one that it was made from."""
    return Refusal(
        _(
            "The workshop inside “{name}” was altered: it does not fit the seal that it says."
        ).format(name=name),
        _nothing_changed(),
        _("Ask for the charter as it was exported."),
    )


def _nothing_changed() -> str:
    return _("Nothing was changed.")


def _choose() -> str:
    return _("Choose a charter (PDF) or an exported workshop (JSON).")


def _empty(name: str) -> Refusal:
    what = _("“{name}” is empty.").format(name=name)
    return Refusal(what, _nothing_changed(), _choose())


def _neither(name: str) -> Refusal:
    what = _("“{name}” holds no workshop: it is neither a charter nor an exported workshop.")
    return Refusal(what.format(name=name), _nothing_changed(), _choose())


def _none_or_many(name: str, count: int) -> Refusal:
    what = (
        _("“{name}” holds more than one workshop.")
        if count
        else _("“{name}” holds no workshop: it is another document, or its attachment was removed.")
    )
    return Refusal(
        what.format(name=name),
        _nothing_changed(),
        _("Choose a charter as Groundwork exported it; a printed and scanned one holds no data."),
    )


def _damaged(name: str) -> Refusal:
    return Refusal(
        _("“{name}” is damaged and cannot be read.").format(name=name),
        _nothing_changed(),
        _("Fetch it again, or ask for another copy."),
    )


def _too_large(name: str) -> Refusal:
    return Refusal(
        _("“{name}” is too large to be a charter.").format(name=name),
        _nothing_changed(),
        _("Choose a charter as Groundwork exported it."),
    )
