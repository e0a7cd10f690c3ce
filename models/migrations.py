"""The workshop file's schema, step by step, in literal SQL (`models/schema/`).

Every file there is one migration, applied in the order of the names. Never edit one that has
shipped: workshops in the field were made by it. A test compares the result of all migrations
with what the declarations in `models.records` need.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database, Migrations

from models import storage


def migrations() -> Migrations:
    """All migrations that this program knows."""
    known = Migrations("groundwork")
    for script in storage.schema_scripts():
        known(name=script.stem)(_migration(script))
    return known


def _migration(script: Path) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        for statement in script.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                db.execute(statement)

    return run
