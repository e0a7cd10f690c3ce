"""Where lines may break beside the spaces: what stays together, and where long words part.

A figure stays with its unit, a day with its month. A word that is too long for a column is
parted with a hyphen that is seen: before the last consonant of a group, as German orthography
has it (Amtliches Regelwerk, § 110), which hits most joints of compounds, too. There is no
dictionary: other words stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SOFT = "\u00ad"
"""Where a word may part."""
HYPHEN = "\u2010"
"""The hyphen that is drawn there; readers are told `SOFT` (ISO 32000-1, 14.8.2.2)."""
_FIGURE = re.compile(r"(?<![^\s(€$£–-])(\d(?:[\d.,]*\d)?\.?) (?=[^\W\d_]{1,9}\b|%)")
_REFERENCE = re.compile(r"(\b(?:Art|Abs|No|Nr)\.|§) (?=\d)")
_LONG = re.compile(r"[^\W\d_]{16,}")
_ADDRESS = re.compile(r"://|@|\w[._\\]\w")
"""In an address or the name of a file a hyphen would be believed."""
_AT_LEAST = 4
"""Letters on either side of a hyphen."""
_VOWELS = frozenset("aeiouyæøœαεηιουωаеиоуыэюяіє")
_ONE_SOUND = ("sch", "ch", "ph", "th", "sh", "sz", "cz", "rz", "ck")
_BEGINNINGS = ("pfl", "pfr", "bl", "br", "dr", "fl", "fr", "gr", "kl", "kr", "pf", "pl", "pr", "tr")
"""What begins a syllable after another consonant: "haft-pflicht", but "ab-lehnen"."""


def bound(text: str) -> str:
    """`text` with no-break spaces between a figure and a short word after it, and in "Art. 5"."""
    return _REFERENCE.sub("\\1\u00a0", _FIGURE.sub("\\1\u00a0", text))


def parted(text: str) -> str:
    """`text` with `SOFT` where its long words may part; what it had of it already stays."""
    if _LONG.search(text) is None:
        return text
    return re.sub(r"\S+", lambda word: _with_breaks(word[0]), text)


def _with_breaks(word: str) -> str:
    return word if _ADDRESS.search(word) else _LONG.sub(lambda found: _parted(found[0]), word)


@lru_cache(maxsize=2_000)
def _parted(word: str) -> str:
    letters = "".join(unicodedata.normalize("NFD", letter)[0] for letter in word.lower())
    if len(letters) != len(word):
        return word
    pieces, start = [], 0
    for place in range(1, len(word) - _AT_LEAST + 1):
        if letters[place] in _VOWELS and letters[place - 1] not in _VOWELS:
            begin = _begin_of_syllable(letters, place)
            if _AT_LEAST <= begin <= len(word) - _AT_LEAST:
                pieces.append(word[start:begin])
                start = begin
    return SOFT.join([*pieces, word[start:]])


def _begin_of_syllable(letters: str, vowel: int) -> int:
    """Where the syllable of the vowel at `vowel` begins, which a consonant comes before."""
    before = letters[:vowel]
    for group in _BEGINNINGS:
        left = before.removesuffix(group)
        if left != before and left and left[-1] not in _VOWELS:
            return len(left)
    sound = next((one for one in _ONE_SOUND if before.endswith(one)), before[-1])
    return vowel - len(sound)
