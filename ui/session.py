"""The workshop that a window has open, as Qt signals.

Every widget that edits calls `Session.do`, which turns refusals into a notice, so that no
page has to; every widget that shows listens to `changed`. What would change frozen conditions
is asked about here, whoever does it: at once for a command, and for an editor as soon as it
has been left, because a dialog must not open in the middle of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.errors import Refusal
from models.fields import Field, Kind
from models.findings import Findings
from models.freezing import NeedsReason, Reason
from models.history import Change, Changes
from models.record import TYPES, Record
from models.snapshot import Snapshot
from models.workshop import Workshop

T = TypeVar("T")


_FIRST_LOOK = 5000
"""Milliseconds after opening until findings are looked for where nothing was painted yet."""


class Session(QObject):
    """One open workshop with its findings."""

    changed = Signal(object)
    """A step was committed, undone or redone: the `Changes`."""
    findings_changed = Signal()
    refused = Signal(object)
    """Something could not be done: the `Refusal`."""
    mended = Signal()
    """What could not be done was put right, or given up: nobody needs the reason any more."""
    added = Signal(object)
    """A typed name that was not known became a `Record` of its own."""
    reveal_requested = Signal(object, str)
    """Show a record, with the cursor in a field: the record, the field's name or ""."""
    finding_chosen = Signal(object)
    """Go to where a `Finding` is mended."""
    declined = Signal()
    """What was typed into a frozen condition is not changed after all."""

    def __init__(self, workshop: Workshop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workshop = workshop
        self.findings = Findings()
        self._unsubscribe: Callable[[], None] | None = workshop.subscribe(self._on_changed)
        # Findings follow when what was edited, or at first the window itself, has been painted.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look_again)
        self._later.start(_FIRST_LOOK)
        self._waiting: list[tuple[NeedsReason, Callable[[], object]]] = []
        """What was typed into frozen conditions and nobody has given a reason for yet."""
        self._asking = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.ask_waiting)
        self._touched: frozenset[str] = frozenset()
        self._latest: Changes | None = None
        """What the editing under way has changed."""
        self.last_reason: tuple[frozenset[str], Reason] | None = None
        """The ids of the records that were changed for a reason last, and that reason."""

    @property
    def snapshot(self) -> Snapshot:
        """The workshop as it is now."""
        return self.workshop.snapshot

    def painted(self) -> None:
        """The window has been painted: if that was the first time, findings are looked for."""
        if self._later.isActive() and self._later.interval():
            self._later.start(0)

    @property
    def writable(self) -> bool:
        """Whether editing is allowed at all."""
        return not self.workshop.read_only

    def do(self, action: Callable[..., T], *arguments: Any, **named: Any) -> T | None:
        """Call `action(workshop, ...)`; a refusal becomes a notice and None is returned.

        Where it would change frozen conditions, a reason is asked for first; None is returned
        where the user gives none.
        """
        try:
            return action(self.workshop, *arguments, **named)
        except NeedsReason as needs:
            return self._ask(needs, partial(action, self.workshop, *arguments, **named))
        except Refusal as refusal:
            self.refused.emit(refusal)
            return None

    def edit(self, action: Callable[..., object], *arguments: Any) -> None:
        """`do` for an editor, which it leaves in peace. Raises Refusal where it does not fit.

        Where it would change frozen conditions, the reason is asked for in the next turn of the
        event loop, or by `ask_waiting`; what is shown stays as it is stored until then.
        """
        self._latest = None
        try:
            action(self.workshop, *arguments)
        except NeedsReason as needs:
            self._waiting.append((needs, partial(action, self.workshop, *arguments)))
            self._soon.start()
        else:
            self._tell_of_names(arguments)

    def _tell_of_names(self, arguments: Iterable[object]) -> None:
        """Say so where a name in a link made a record."""
        links = [each for each in arguments if isinstance(each, Field) and each.kind is Kind.LINK]
        targets = {TYPES[link.target] for link in links}
        for change in self._latest.items if self._latest else ():
            record = self.snapshot.get(change.record_type, change.id)
            if record is not None and change.before is None and change.record_type in targets:
                self.added.emit(record)

    def ask_waiting(self) -> None:
        """Ask now about what was typed into frozen conditions."""
        while self._waiting and not self._asking:
            self._ask(*self._waiting.pop(0))

    def _ask(self, needs: NeedsReason, action: Callable[[], T]) -> T | None:
        from ui.dialogs.reason import ask_reason  # noqa: PLC0415 - hardly anybody needs it

        self._asking = True
        try:
            reason = ask_reason(self, needs, cast("QWidget | None", self.parent()))
        finally:
            self._asking = False
            if self._waiting:
                self._soon.start()
        if reason is None:
            self.declined.emit()
            return None
        try:
            with self.workshop.because(reason):
                result = action()
        except Refusal as refusal:
            self.refused.emit(refusal)
            return None
        self.last_reason = self._touched, reason
        return result

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        self._show(self.do(Workshop.undo))

    def redo(self) -> None:
        """Bring back what was undone last and show where it is."""
        self._show(self.do(Workshop.redo))

    def close(self) -> None:
        """Close the file; the session is of no use afterwards."""
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
        self._later.stop()
        self._soon.stop()
        self.workshop.close()

    def detach(self) -> None:
        """Let go of every view, before they are built anew."""
        for signal in (
            self.changed,
            self.findings_changed,
            self.refused,
            self.reveal_requested,
            self.finding_chosen,
            self.mended,
            self.added,
        ):
            signal.disconnect()

    def settle(self) -> None:
        """Bring the findings up to date now instead of in the next turn of the event loop."""
        if self._later.isActive():
            self._later.stop()
            self._look_again()

    def _show(self, changes: Changes | None) -> None:
        for change in changes.items if changes else ():
            if change.record_type.automatic:
                continue  # a list that nobody was working in
            record = self.snapshot.get(change.record_type, change.id) or self._owner(change)
            if record is not None:
                self.reveal_requested.emit(record, next(iter(change.after or {}), ""))
                return

    def _owner(self, change: Change) -> Record | None:
        """For a record that is gone: the one that it belonged to, such as a letter's activity."""
        for field in change.record_type.links():
            if field.owned and change.before:
                return self.snapshot.get(TYPES[field.target], str(change.before[field.name]))
        return None

    def _on_changed(self, changes: Changes) -> None:
        self._touched = frozenset(change.id for change in changes.items)
        self._latest = changes
        self.changed.emit(changes)
        self._later.start(0)

    def _look_again(self) -> None:
        self.findings.update(self.snapshot)
        self.findings_changed.emit()
