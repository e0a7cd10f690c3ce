"""Whether a charter is the workshop's: its content, and what it says about its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from models.differences import Difference, differences
from models.display import text_of
from models.i18n import _, ngettext
from models.incoming.charter import Carried, Marked
from models.records import Version
from models.sealing import content_of, seal_of, sealer_of, short
from models.snapshot import Snapshot
from models.text import shorten


class Verdict(NamedTuple):
    """What comparing a charter with a workshop found."""

    workshop: str
    charter: str
    """The seals of the two contents."""
    printed: str
    """The seal that the charter says; empty where it says none."""
    version: Version | None
    """The version of the workshop that the charter is."""
    differences: list[Difference]
    """From the charter to the workshop."""
    known: bool = True
    """Whether it is known what the charter was made from, and so what differs."""

    @property
    def genuine(self) -> bool:
        """Whether the charter still holds the content that its seal was made for."""
        return self.printed in ("", self.charter)

    @property
    def matches(self) -> bool:
        """Whether the charter is genuine and nothing in the workshop differs from it."""
        return self.genuine and self.known and not self.differences


def compare(workshop: Snapshot, carried: Carried | Marked) -> Verdict:
    """Compare a workshop with what a charter carries, or with the seal that it says.

    Raises Refusal where the seal is that of a version whose content is damaged.
    """
    if isinstance(carried, Marked):
        return _with_seal(workshop, carried.seal)
    seal = seal_of(carried.snapshot)
    versions = [version for version in workshop.all(Version) if version.seal == seal]
    return Verdict(
        seal_of(workshop),
        seal,
        carried.printed,
        versions[-1] if versions else None,
        differences(carried.snapshot, workshop),
    )


def _with_seal(workshop: Snapshot, seal: str) -> Verdict:
    """Compare a workshop with a seal alone: what it was made for is known if it is here."""
    now = seal_of(workshop)
    versions = [version for version in workshop.all(Version) if version.seal == seal]
    version = versions[-1] if versions else None
    if now == seal or version is None:
        return Verdict(now, seal, seal, version, [], known=now == seal)
    return Verdict(now, seal, seal, version, differences(content_of(version), workshop))


def told(workshop: Snapshot, verdict: Verdict) -> Iterator[str]:
    """The verdict in sentences, without the differences themselves."""
    if not verdict.genuine:
        yield _(
            "The workshop inside the charter was altered: it says the seal {printed}, and its "
            "content has {seal}."
        ).format(printed=short(verdict.printed) or "–", seal=short(verdict.charter))
    elif verdict.matches:
        seal = short(verdict.workshop)
        yield _("The charter matches the workshop. Seal {seal}.").format(seal=seal)
    elif not verdict.known:
        yield _(
            "The charter differs from the workshop: it has the seal {charter}, and the workshop "
            "has {workshop}. No sealed version has the charter's seal, either."
        ).format(charter=short(verdict.charter), workshop=short(verdict.workshop))
        yield _(
            "What differs cannot be listed, because this document carries only its seal. "
            "Compare the full charter of the same day: it carries everything."
        )
    if verdict.version is not None and verdict.genuine:
        yield _("It is {version}.").format(version=version_text(workshop, verdict.version))
    if count := len(verdict.differences):
        yield ngettext(
            "The workshop differs from the charter in {n} point:",
            "The workshop differs from the charter in {n} points:",
            count,
        ).format(n=count)
    elif not verdict.genuine:
        yield _("It says the same as the workshop all the same.")


def version_text(snapshot: Snapshot, version: Version) -> str:
    """A version as it is named: "Version 2, sealed on 24 Nov 2026 by Head of Claims"."""
    who = sealer_of(snapshot, version)
    words = _("{version}, sealed on {day} by {who}") if who else _("{version}, sealed on {day}")
    day = text_of(snapshot, version, Version.sealed_on)
    return words.format(version=version.name, day=day, who=shorten(who))
