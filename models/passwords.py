"""Passwords in the one form in which every program asks for them."""

from __future__ import annotations

import stringprep
import unicodedata

from models.errors import Refusal
from models.i18n import _

LONGEST = 127
"""Bytes of a password in UTF-8; a PDF keeps no more (ISO 32000-2, 7.6.4.3.3)."""


def prepared(password: str) -> str:
    """The password as it is to be used for writing and for reading a PDF.

    This is SASLprep (RFC 4013), which the standard asks for and qpdf leaves to its callers:
    compatible forms of a letter are one letter, all spaces are the space, what is not seen is
    left out. What cannot be typed again for certain is refused: nothing at all, control
    characters, letters younger than the rules (Unicode 3.2) such as emoji, both directions
    of writing mixed up. Raises Refusal.
    """
    mapped = "".join(
        " " if stringprep.in_table_c12(char) else char
        for char in password
        if not stringprep.in_table_b1(char)
    )
    said = unicodedata.normalize("NFKC", mapped)
    if not said.strip():
        raise _refused(_("An empty password protects nothing."))
    if any(_forbidden(char) for char in said) or _mixed_directions(said):
        raise _refused(_("The password has characters that not every keyboard gives back."))
    if len(said.encode()) > LONGEST:
        raise _refused(_("The password is longer than a PDF can keep."))
    return said


def _forbidden(char: str) -> bool:
    """The tables that RFC 4013 prohibits, and what Unicode 3.2 did not know (RFC 3454, 7)."""
    tables = (
        *(stringprep.in_table_c21_c22, stringprep.in_table_c3, stringprep.in_table_c4),
        *(stringprep.in_table_c5, stringprep.in_table_c6, stringprep.in_table_c7),
        *(stringprep.in_table_c8, stringprep.in_table_c9, stringprep.in_table_a1),
    )
    return any(table(char) for table in tables)


def _mixed_directions(text: str) -> bool:
    """RFC 3454, 6: with a letter from right to left, both ends are such, and none is another."""
    leftwards = [bool(stringprep.in_table_d1(char)) for char in text]
    if not any(leftwards):
        return False
    other = any(stringprep.in_table_d2(char) for char in text)
    return other or not (leftwards[0] and leftwards[-1])


def _refused(why: str) -> Refusal:
    return Refusal(why, _("Nothing was written."), _("Choose another password."))
