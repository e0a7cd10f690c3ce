"""A file with lists as a proposal: which of its tables are meant, and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.display import locale_of
from models.errors import Refusal
from models.i18n import _
from models.incoming.lists.columns import ListTable, find
from models.incoming.lists.lines import has_records
from models.incoming.lists.proposing import propose
from models.incoming.package import Watch, nothing_changed
from models.incoming.proposal import Proposal
from models.incoming.sheets import Reading
from models.incoming.source import Source, read_source
from models.record import Record
from models.records import CostLine, Kpi, Person, Requirement, Risk
from models.snapshot import Snapshot

SORTS: dict[str, type[Record]] = {
    "requirements": Requirement,
    "people": Person,
    "risks": Risk,
    "costs": CostLine,
    "kpis": Kpi,
}
"""What lists can be about, by their names on the command line."""
_ALIKE = 0.6
"""Tables whose weight is this share of the best one's are read as well."""


def read_list(path: Path, sort: str, now: Snapshot) -> Reading[Proposal]:
    """What the lists of one sort in a file propose for a workshop as it is `now`.

    Raises Refusal where the file cannot be read, has no such list, or is an empty template.
    """
    watch = Watch(path.name)
    source = yield from read_source(path, watch)
    tables = yield from tables_in(source, SORTS[sort], locale_of(now)[:2], watch)
    yield 1.0
    return propose_list(source, chosen(tables), now)


def tables_in(
    source: Source, record_type: type[Record], language: str, watch: Watch | None = None
) -> Reading[list[ListTable]]:
    """The lists of a sort that were found, in their order."""
    watch = watch or Watch(source.name)
    found = []
    for number, page in enumerate(source.pages):
        watch.look()
        table = find(page, record_type, language, watch)
        if table is not None:
            found.append(table)
        yield number / len(source.pages)
    return found


def chosen(tables: Sequence[ListTable]) -> list[ListTable]:
    """Those that are meant, of several: the best one, and what is like it; hidden sheets never."""
    shown = [table for table in tables if not table.page.veiled] or list(tables)
    surest = max(shown, key=lambda table: table.score, default=None)
    if surest is None:
        return []
    # A form that was not filled in goes before something filled that hardly looks like a list.
    likely = [table for table in shown if table.score >= _ALIKE * surest.score]
    best = max(likely, key=weight)
    return [t for t in likely if t.key == best.key or weight(t) >= _ALIKE * weight(best)]


def weight(table: ListTable) -> float:
    """How much a table looks like a list: its heads, and that it has rows."""
    rows = sum(row > table.last for row in table.page.rows) if has_records(table) else 0
    return table.score * (1 + min(rows, 30) / 10)


def propose_list(source: Source, tables: Sequence[ListTable], now: Snapshot) -> Proposal:
    """What these lists propose. Raises Refusal where there is none, or nothing in them."""
    if source.empty:
        raise Refusal(_("“{name}” is empty.").format(name=source.name), nothing_changed())
    if not tables:
        raise Refusal(
            _("Nothing in “{name}” looks like such a list.").format(name=source.name),
            nothing_changed(),
            _("It needs a row of heads, and one of them has to say the name of what is listed."),
        )
    filled = [table for table in tables if has_records(table)]
    if not filled:
        raise _template(source)
    return propose(source, filled, now)


def _template(source: Source) -> Refusal:
    said = " ".join([nothing_changed(), *source.said])
    return Refusal(
        _("“{name}” is an empty template: it has heads and no rows.").format(name=source.name),
        said,
        _("Choose the file that was filled in."),
    )
