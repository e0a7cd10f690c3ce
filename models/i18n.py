"""One catalogue of texts for the window and the documents.

`_` translates at the moment of use, so that a charter can be written in the client's
language while the window keeps the facilitator's. `N_` only marks a text that is declared
before a language is known (labels of fields, questions of steps).
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from models.paths import RESOURCES

DOMAIN = "groundwork"

_catalogue: ContextVar[gettext.NullTranslations | None] = ContextVar("catalogue", default=None)
_code: ContextVar[str] = ContextVar("code", default="")


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark `text` for translation without translating it yet."""
    return text


def _(text: str) -> str:
    """Return `text` in the current language; the English original where none is set."""
    catalogue = _catalogue.get()
    return catalogue.gettext(text) if catalogue and text else text


def ngettext(one: str, many: str, count: float) -> str:
    """Return the form of a text that fits `count` things, in the current language."""
    catalogue = _catalogue.get()
    number = int(count) if count == int(count) else 2
    if catalogue:
        return catalogue.ngettext(one, many, number)
    return one if number == 1 else many


def translations(language: str) -> gettext.NullTranslations:
    """The catalogue for `language` ("de", "en_GB"); an empty one where there is none."""
    return gettext.translation(
        DOMAIN, str(RESOURCES / "locale"), languages=[language], fallback=True
    )


def use(catalogue: gettext.NullTranslations | None) -> None:
    """Translate with `catalogue` from now on; None goes back to English."""
    _catalogue.set(catalogue)
    _code.set(catalogue.info().get("language", "") if catalogue else "")


def current_language() -> str:
    """The code of the language in use, for another process; empty for English."""
    return _code.get()


@contextmanager
def language(code: str) -> Iterator[None]:
    """Translate into `code` within the block, for instance while a charter is written."""
    before, code_before = _catalogue.set(translations(code)), _code.set(code)
    try:
        yield
    finally:
        _catalogue.reset(before)
        _code.reset(code_before)
