"""The charter: the PDF that the sponsor signs, and its cuts for other readers.

Page 1 reads alone; then contents, one chapter per step, what is still open or was accepted so,
what the figures rest on, the chains from promise to decision, versions, history, words.
"""

from __future__ import annotations

from exports.charter.cuts import cut_of
from exports.charter.glyphs import missing_characters
from exports.document import Document, Job, in_language_of

__all__ = ["charter", "missing_characters"]

# What draws is loaded with the first charter: who only chooses a cut does not wait for it.


def charter(document: Document, cut: str = "full") -> Job:
    """Make the charter in the workshop's language; the same document gives the same bytes.

    `cut` is the id of one of `cuts.CUTS`. Yields its progress after each page at the latest.
    Raises Refusal for an unknown cut and for a logo that is no picture. Characters that no font
    has are printed as a substitute; `missing_characters` lists them beforehand.
    """
    from exports.charter.making import made  # noqa: PLC0415 - see above

    return in_language_of(document.snapshot, made(document, cut_of(cut)))
