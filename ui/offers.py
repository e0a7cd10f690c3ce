"""What the palette offers: commands, steps and their parts, records, templates, files, texts.

Each offer says what it is in words, with the keys that do the same where there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from models.i18n import _
from models.record import Record
from models.searching import Hit
from models.steps import STEPS, step_of
from models.text import shorten
from ui import commands, settings
from ui.keys import native

if TYPE_CHECKING:
    from models.starter_sets import StarterSet
    from ui.window import MainWindow

_LONGEST = 120
_KEPT = 6
"""Commands that are remembered as used lately."""
_LATELY = "commands_used"
_SELF = ("palette", "search")
_NAMED = ("undo", "redo")
"""Commands whose words in the menu say what they are about."""


class Offer(NamedTuple):
    """One line of the palette."""

    title: str
    kind: str
    """What it is, in a word or two."""
    act: Callable[[], object]
    detail: str = ""
    keys: str = ""
    why_not: str = ""
    """Why it cannot be done now; empty where it can."""
    found: tuple[int, int] = (0, 0)
    """In a text: where in `detail` the hit stands, and its length."""
    stays: bool = False
    """The palette stays open: it shows something else."""

    @property
    def spoken(self) -> str:
        """All that it says, for those who hear the window."""
        parts = (self.title, self.kind, self.detail, self.keys, self.why_not)
        return ", ".join(part for part in parts if part)


def every_command(window: MainWindow) -> list[Offer]:
    """Every command; those that cannot be given now stand last."""
    found = [_command(window, c) for c in commands.COMMANDS if c.id not in _SELF]
    return sorted(found, key=lambda offer: bool(offer.why_not))


def commands_now(window: MainWindow) -> list[Offer]:
    """The commands that can be given now."""
    return [offer for offer in every_command(window) if not offer.why_not]


def recent_commands(window: MainWindow) -> list[Offer]:
    """The commands given lately through the palette, the last one first, if they can be now."""
    known = {command.id: command for command in commands.COMMANDS}
    found = [_command(window, known[id_]) for id_ in _used_lately() if id_ in known]
    return [offer for offer in found if not offer.why_not]


def steps(window: MainWindow) -> Iterator[Offer]:
    """The steps of the open workshop."""
    for number, step in enumerate(STEPS) if window.workspace is not None else ():
        go, keys = partial(_go_to, window, number, None), native(commands.step_keys(number))
        detail = _("step {n}").format(n=number + 1)
        yield Offer(step.title, _("Step"), go, detail=detail, keys=keys)


def parts(window: MainWindow) -> Iterator[Offer]:
    """The parts of its steps, pictures among them."""
    if window.workspace is None:
        return
    from ui.page import VIEWS  # noqa: PLC0415 - the empty window has no pages

    for number, step in enumerate(STEPS):
        labels = [section.label for section in step.sections]
        labels += [_(VIEWS[name].label) for name in step.pictures]
        for part, label in enumerate(labels):
            kind = _("Part") if part < len(step.sections) else _("Picture or table")
            yield Offer(label, kind, partial(_go_to, window, number, part), detail=step.title)


def files(window: MainWindow) -> Iterator[Offer]:
    """Workshops opened lately."""
    here = window.session.workshop.path if window.session else None
    for path in settings.recent_files():
        if path != here:
            opened = partial(window.open_path, path)
            yield Offer(path.stem, _("Recent workshop"), opened, detail=str(path.parent))


def templates(window: MainWindow) -> Iterator[list[Offer]]:
    """The templates that rows can be added from, once all are read; pauses often before.

    Reading all of them at once takes longer than the next key is away.
    """
    if window.session is None or not window.session.writable:
        return
    from models.shelf import names, starter_set  # noqa: PLC0415 - reads templates
    from models.starter_files import TEMPLATE  # noqa: PLC0415
    from ui.templates import shelf  # noqa: PLC0415

    for id_ in names(""):
        if not id_.startswith(TEMPLATE):
            starter_set(id_)
            yield []
    yield [
        Offer(starter.title, _("Template"), partial(_add_from, window, starter))
        for starter in shelf().sets
    ]


def record_offer(window: MainWindow, record: Record) -> Offer:
    """The way to a record."""
    step = step_of(type(record))
    return Offer(
        shorten(record.caption, _LONGEST),
        record.label(),
        partial(_reveal, window, record, ""),
        detail=step.title if step else "",
    )


def hit_offer(window: MainWindow, hit: Hit) -> Offer:
    """The way to a text."""
    record, field = hit.record, hit.record.fields[hit.field]
    head = f"{field.label}: "
    kinds = ["" if record.single else record.label(), _("private") if field.private else ""]
    return Offer(
        record.label() if record.single else shorten(record.caption, _LONGEST),
        ", ".join(filter(None, kinds)),
        partial(_reveal, window, record, hit.field),
        detail=head + hit.text,
        found=(len(head) + hit.place, hit.length),
    )


def _command(window: MainWindow, command: commands.Command) -> Offer:
    action = window.menus.action(command.id)
    return Offer(
        commands.plain(action.text() if command.id in _NAMED else command.text),
        commands.plain(_(command.menu)),
        partial(_give, window, command.id),
        keys=native(command.keys),
        why_not="" if action.isEnabled() else _why_not(window, command),
    )


def _why_not(window: MainWindow, command: commands.Command) -> str:
    if window.session is None:
        return _("needs an open workshop")
    if command.needs == "write" and not window.session.writable:
        return _("the workshop is open for reading only")
    return _("there is nothing for it to do now")


def _give(window: MainWindow, id_: str) -> None:
    others = [known for known in _used_lately() if known != id_]
    settings.put(_LATELY, ",".join([id_, *others][:_KEPT]))
    window.menus.action(id_).trigger()


def _used_lately() -> list[str]:
    return settings.text(_LATELY, "").split(",")


def _go_to(window: MainWindow, number: int, part: int | None) -> None:
    workspace = window.workspace
    if workspace is not None:
        workspace.go_to(number)
        if part is not None:
            workspace.page.show_section(part)
            workspace.page.pane.reveal(None, "")


def _reveal(window: MainWindow, record: Record, field: str) -> None:
    """Go to a record as it is now, which may be gone by now."""
    if window.session is not None:
        there = window.session.snapshot.get(type(record), record.id)
        if there is not None:
            window.session.reveal_requested.emit(there, field)


def _add_from(window: MainWindow, starter: StarterSet) -> None:
    from ui.dialogs import door  # noqa: PLC0415
    from ui.dialogs.starter import StarterDialog  # noqa: PLC0415 - reads templates

    if window.session is not None:
        door.run(StarterDialog(window.session, (starter,), window))
