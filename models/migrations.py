"""The workshop file's schema, step by step, in literal SQL.

Never edit a migration that has shipped: files in the field were made by it. A test compares
the result of all migrations with what the declarations in `models.records` need.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from models.paths import ROOT

migrations = Migrations("groundwork")


def _run(db: Database, name: str) -> None:
    script = (ROOT / "models" / "schema" / f"{name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations(name="0001")
def first(db: Database) -> None:
    """The seven steps of the first version, and the history."""
    _run(db, "0001")
