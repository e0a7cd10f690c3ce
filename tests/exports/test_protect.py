"""A charter with a password: unreadable without it, whole with it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from exports.charter.attachment import NAME
from exports.protect import encrypt
from models.errors import Refusal
from models.passwords import prepared
from tests.exports.charters import full_workshop, made
from tests.exports.structures import Tagged


@pytest.fixture(scope="module")
def charter() -> bytes:
    return made(*full_workshop())


@pytest.mark.parametrize("password", ["secret", "Zażółć gęślą", "パスワード", "a" * 127])
def test_it_opens_with_the_password_only(charter: bytes, password: str) -> None:
    closed = encrypt(charter, password)
    for wrong in ("", "Secret", "x" + password):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(closed), password=wrong)
    with pikepdf.open(BytesIO(closed), password=password) as opened:
        assert opened.owner_password_matched
        assert (opened.encryption.V, opened.encryption.R) == (5, 6)
        assert opened.encryption.stream_method.name == "aesv3"
        assert opened.encryption.string_method.name == "aesv3"
        assert opened.encryption.file_method.name == "aesv3"
        assert opened.encryption.bits == 256
        assert opened.allow.accessibility


def test_nothing_of_it_can_be_read_without_the_password(charter: bytes) -> None:
    closed = encrypt(charter, "secret")
    for words in (b"Claims triage", b"Northwind", b"<dc:title>", b"ContentSeal"):
        assert words not in closed
    with pikepdf.open(BytesIO(charter)) as plain:
        assert plain.attachments[NAME].get_file().read_bytes()[:1] == b"{"


def test_attachment_structure_and_information_survive(charter: bytes) -> None:
    closed = encrypt(charter, "secret")
    with (
        pikepdf.open(BytesIO(charter)) as before,
        pikepdf.open(BytesIO(closed), password="secret") as after,  # noqa: S106
    ):
        attached = after.attachments[NAME].get_file()
        assert attached.read_bytes() == before.attachments[NAME].get_file().read_bytes()
        assert str(after.docinfo.ContentSeal) == str(before.docinfo.ContentSeal)
        out = BytesIO()
        after.save(out, encryption=False)
    assert Tagged(out.getvalue()).words == Tagged(charter).words


def test_another_reader_opens_it_too(charter: bytes) -> None:
    closed = encrypt(charter, "pass wört")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(closed, password="pass wort")  # noqa: S106
    read = pypdfium2.PdfDocument(closed, password="pass wört")  # noqa: S106
    assert "Claims triage assistant" in read[0].get_textpage().get_text_range()
    read.close()


@pytest.mark.parametrize("same", ["café", "cafe\u0301", "ca\u00adfé", "ｃａｆé"])
def test_what_looks_the_same_is_the_same_password(charter: bytes, same: str) -> None:
    assert prepared(same) == "café"


def test_a_space_of_any_kind_is_a_space() -> None:
    assert prepared("a\u00a0b\u3000c") == "a b c"


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("", "protects nothing"),
        ("   ", "protects nothing"),
        ("\u00ad", "protects nothing"),
        ("a\tb", "not every keyboard"),
        ("🎉", "not every keyboard"),
        ("abc\u05d0", "not every keyboard"),
        ("a" * 128, "longer than"),
        ("ü" * 64, "longer than"),
    ],
)
def test_what_cannot_be_a_password_is_refused_in_a_sentence(bad: str, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        encrypt(b"never looked at", bad)
    assert refused.value.safe
    assert refused.value.todo


def test_a_password_from_right_to_left_is_one() -> None:
    assert prepared("\u05d0\u05d1 1\u05d2") == "\u05d0\u05d1 1\u05d2"
