"""A password for a PDF: AES with 256 bits, as in ISO 32000-2, 7.6 (V 5, R 6).

The password opens the document fully. Assistive programs may read it, as PDF/UA-1, 7.16 asks.
Nobody can read the file without the password, and nobody can restore it.
"""

from __future__ import annotations

import time
from io import BytesIO

from models.passwords import prepared


def encrypt(pdf: bytes, password: str) -> bytes:
    """`pdf` such that it opens with `password` only, with its attachments. Raises Refusal.

    The password is brought into the form of `models.passwords.prepared`. Two runs give different
    bytes, because the keys are random.
    """
    import pikepdf  # noqa: PLC0415 - needed by few documents

    said = prepared(password)
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        protection = pikepdf.Encryption(owner=said, user=said, R=6, aes=True, metadata=True)
        document.save(out, encryption=protection, progress=_let_others_run)
    return out.getvalue()


def _let_others_run(_percent: int) -> None:
    """qpdf holds Python's lock from the first object to the last; the window must not wait."""
    time.sleep(0)
