"""What one cell of a matrix says: letters, with what stands beside them.

Letters come as R/A, RA, "R et A", **A**, as whole words in several languages, with notes
("C (if security)", "A*"), with names ("Sponsor A, PM R"), and as look-alikes from other
alphabets. What is neither a letter nor a sign for "nobody" is `Cell.strange`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

ORDER = "DRASCIVQFO"
"""The order in which letters of one cell are told; the first ones are those of common schemes."""
KNOWN = frozenset("RACI")
_SCHEMES = frozenset(ORDER)
_GLUES = frozenset("RASCI")
"""Letters that people write without anything between them; CIO and DRI are no assignments."""
_NOBODY = frozenset(
    {"", "-", "–", "—", "―", "/", ".", "x̶", "n/a", "na", "n.a.", "not applicable", "none", "tbd"}
    | {"tbc", "nicht zutreffend", "entfällt", "no aplica", "não se aplica", "sans objet", "n.v.t."}
)
_WORDS = {
    "R": "responsible responsables responsable responsável responsabile verantwortlich "
    "durchführung verantwoordelijk uitvoerend wykonuje zodpovedný ansvarig doer 実行責任者 担当",
    "A": "accountable approver approves approvatore aprobador aprovador autoridade autorité "
    "rechenschaft rechenschaftspflichtig eindverantwoordelijk rozlicza imputável garant 承認 "
    "説明責任者",
    "C": "consulted consult consultado consultada consulté consultée konsultiert beratend "
    "geraadpleegd consultato konsultowany consulted/contributor 相談先 協業先",
    "I": "informed inform informado informada informé informée informiert geïnformeerd informato "
    "informowany 報告先 通知先",
    "S": "support supports supportive soporte apoio unterstützend ondersteunend 支援",
    "V": "verifier verify verifies verificador",
    "Q": "quality reviewer",
    "F": "facilitator facilitador",
    "D": "driver drives",
    "O": "omitted out",
}
WORDS = {word: letter for letter, words in _WORDS.items() for word in words.split()}
"""Whole words by the letter that they stand for; only where they are all that a cell says."""
_AND = re.compile(r"\s+(?:and|et|y|e|und|en|og|och|i|と)\s+", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s/,;+&|·•、／，]+")
_NOTE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|（([^（）]*)）")
_FOOTNOTE = re.compile(r"[*†‡§¹²³⁴#?!\d]+$")
_LIKE = re.compile(r"\W*[^\W\d_](?:\s*[/,+&;|-]\s*[^\W\d_])*\W*\d?\W*")
"""A letter, or several with something between them, of whatever scheme."""
_NAMED = re.compile(r"^(?P<who>.*\S)[\s:–-]+(?P<letters>[A-Z](?:\s*[/,&+]\s*[A-Z]|[A-Z])*)$")
_ALIKE = str.maketrans(
    "АВСЕІРЅАВЕΡΑΙСⅠⅭ", "ABCEIPSABEPAICIC"
)  # Cyrillic, Greek and Roman-numeral letters that look like Latin ones
_GLUED = 5
"""More capitals than this in a row are a word, not letters."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What was read: `letters` in one order, and why somebody should look at it."""

    letters: str = ""
    note: str = ""
    """What stands beside the letters: a condition, a footnote mark."""
    named: tuple[tuple[str, str], ...] = ()
    """Who within the role has which letters, where the cell says so."""
    strange: str = ""
    """Text that is no letter and no sign for nobody."""
    alike: bool = False
    """A letter of another alphabet was taken for the Latin one."""

    @property
    def flagged(self) -> bool:
        """Whether somebody should look at it."""
        return bool(self.note or self.named or self.strange or self.alike or self.foreign)

    @property
    def foreign(self) -> str:
        """The letters that are not R, A, C or I: somebody has to say what they mean."""
        return "".join(letter for letter in self.letters if letter not in KNOWN)


@lru_cache(maxsize=4096)
def read_cell(text: str) -> Cell:
    """Read one cell; `text` is without mark-up, lines kept."""
    plain = " ".join(text.split())
    if plain.casefold() in _NOBODY:
        return Cell()
    whole = _read(plain)
    if whole is not None:
        return whole
    lines = [line.strip() for line in re.split(r"[\n;]|,(?=\s*\w+ )", text) if line.strip()]
    pairs = tuple(pair for line in lines if (pair := _pair(line)))
    if lines and len(pairs) == len(lines):
        return Cell(_ordered("".join(letters for _who, letters in pairs)), named=pairs)
    return Cell(strange=plain)


def like_letters(text: str) -> bool:
    """Whether a cell looks as those of a matrix do, even where nobody knows its letters."""
    return bool(read_cell(text).letters) or _LIKE.fullmatch(text.strip()) is not None


def _pair(line: str) -> tuple[str, str] | None:
    """A name with its letters; letters alone are those of the role itself."""
    if letters := _tokens(line):
        return "", _ordered(letters)
    found = _NAMED.match(line)
    if found is None or not _tokens(found["letters"]):
        return None
    return found["who"].strip(), _ordered(found["letters"])


def _read(plain: str) -> Cell | None:
    """Letters with notes; None where that is not all that the cell says."""
    notes = [next(filter(None, found), "") for found in _NOTE.findall(plain)]
    bare = _NOTE.sub(" ", plain).strip().removesuffix(".")
    if not bare and len(notes) == 1:  # "(A)": meant with a reserve that nobody wrote down
        bare, notes = notes[0], [plain]
    mark = _FOOTNOTE.search(bare)
    if mark:
        notes.append(mark[0])
        bare = bare[: mark.start()].strip()
    letters, alike = _tokens_alike(bare)
    if not letters:
        first, _space, rest = bare.partition(" ")
        letters, alike = _tokens_alike(first)
        condition = rest.lower().startswith(("if ", "when ", "for ", "only ", "wenn ", "si "))
        if not letters or not condition:
            return None
        notes.append(rest)
    return Cell(_ordered(letters), note="; ".join(filter(None, notes)), alike=alike)


def _tokens_alike(text: str) -> tuple[str, bool]:
    found = _tokens(text)
    if found:
        return found, False
    other = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    found = _tokens(other) if other != text else ""
    return found, bool(found)


def _tokens(text: str) -> str:
    """All letters of a text that is nothing but letters or their words; else nothing."""
    found = ""
    for token in _SEPARATORS.split(_AND.sub(" ", text.strip())):
        if not token:
            continue
        word = WORDS.get(token.casefold())
        if word:
            found += word
        elif len(token) == 1 and token.upper() in _SCHEMES:
            found += token.upper()
        elif 1 < len(token) <= _GLUED and token.isupper() and set(token) <= _GLUES:
            if len(set(token)) != len(token):
                return ""
            found += token
        else:
            return ""
    return found


def _ordered(letters: str) -> str:
    return "".join(letter for letter in ORDER if letter in letters)
