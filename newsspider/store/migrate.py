"""How does a state made by an earlier version become one of today's?

New tables are made where they are missing; here stands what has to change in those that were there.
"""

from __future__ import annotations

from sqlalchemy import Connection, text, update

from newsspider.store.tables import SCHEMA, about

_STEPS: dict[str, tuple[str, ...]] = {
    "1": ("ALTER TABLE pages ADD COLUMN seen_in TEXT",),
    "2": ("ALTER TABLE pages ADD COLUMN of_backfill BOOLEAN",),  # articles: compared by the next crawls (indexing.py)
}

OLDER = tuple(_STEPS)


def migrate(connection: Connection, made_as: str) -> bool:
    """In the caller's transaction: all of it or nothing. False: nobody knows a version of this number."""
    if made_as not in _STEPS:
        return False
    for number in range(int(made_as), SCHEMA):
        for step in _STEPS[str(number)]:
            connection.execute(text(step))
    connection.execute(update(about).where(about.c.key == "schema").values(value=str(SCHEMA)))
    return True
