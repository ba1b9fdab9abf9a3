"""How far back has a backfill come: to which page of a listing, with which sitemaps?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, delete, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from newsspider.store.lines import storable
from newsspider.store.tables import cursors


@dataclass(frozen=True, slots=True)
class Cursor:
    """`since`, `until`: days of the period, empty without a bound. `place`: URL of a source's first page, or of a
    sitemap; empty: the whole edition. `page`: the last one of which everything is remembered; `reached`: the oldest
    date on it, ISO."""

    since: str
    until: str
    edition: str
    place: str = ""
    page: int = 0
    reached: str | None = None
    done: bool = False
    at: str = ""


def of_period(connection: Connection, source: str, since: str, until: str) -> list[Cursor]:
    return [each for each in of_site(connection, source) if (each.since, each.until) == (since, until)]


def of_site(connection: Connection, source: str) -> list[Cursor]:
    """A state that was only read since newsspider keeps cursors has none yet."""
    if not inspect(connection).has_table(cursors.name):
        return []
    columns = [cursors.c[name] for name in Cursor.__slots__]
    rows = connection.execute(select(*columns).where(cursors.c.source == source).order_by(cursors.c.at))
    return [Cursor(*row) for row in rows]


def keep(connection: Connection, source: str, cursor: Cursor, now: str) -> None:
    connection.execute(_KEEP[connection.dialect.name], {**storable(cursor), "source": source, "at": now})


def forget(connection: Connection, source: str, since: str, until: str, editions: Collection[str]) -> None:
    of_them = (cursors.c.source == source, cursors.c.since == since, cursors.c.until == until)
    connection.execute(delete(cursors).where(*of_them, cursors.c.edition.in_(editions)))


def _upsert(made: sqlite.Insert | postgresql.Insert) -> Executable:
    changing = {name: made.excluded[name] for name in ("page", "reached", "done", "at")}
    return made.on_conflict_do_update(index_elements=[each.name for each in cursors.primary_key], set_=changing)


_KEEP: Mapping[str, Any] = {
    "sqlite": _upsert(sqlite.insert(cursors)),
    "postgresql": _upsert(postgresql.insert(cursors)),
}
