"""Calculated columns say from which records they are calculated."""

from __future__ import annotations

import pytest

from models.derived import DERIVED, Derived
from models.fields import Kind, Value
from models.record import Record
from tests.builders import Watching, full_records, snapshot_of

COLUMNS = [(kind, derived) for kind, columns in DERIVED.items() for derived in columns]


@pytest.mark.parametrize(("kind", "derived"), COLUMNS, ids=[d.name for _kind, d in COLUMNS])
def test_a_calculated_column_declares_exactly_the_tables_it_reads(
    kind: type[Record], derived: Derived
) -> None:
    looked_at: set[type[Record]] = set()
    for record in _cases(kind):
        watching = Watching(snapshot_of(*full_records()))
        derived.function(record, watching)
        looked_at |= watching.looked_at
    assert looked_at == set(derived.reads)


def _cases(kind: type[Record]) -> list[Record]:
    """A record with everything filled, and with each choice and each empty field together."""
    (full,) = (record for record in full_records() if type(record) is kind)
    usual: dict[str, Value] = {name: 50 for name, f in kind.fields.items() if f.kind.numeric}
    usual |= {name: True for name, f in kind.fields.items() if f.kind is Kind.YES_NO}
    full = full.replace(**usual)
    choices = [(name, c.value) for name, f in kind.fields.items() for c in f.choices]
    chosen = [full, *(full.replace(**{name: value}) for name, value in choices)]
    emptied = [r.replace(**{n: f.empty}) for r in chosen for n, f in kind.fields.items()]
    return [*chosen, *emptied]
