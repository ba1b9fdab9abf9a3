"""How did the last crawls of a site go?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from newsspider.store.tables import articles, runs

BACK = 100  # crawls: two days of one every half hour

Counts = Mapping[str, int]


def before(connection: Connection, source: str, run: int) -> tuple[Counts, ...]:
    """Counts of the crawls before the one with this number, newest first."""
    earlier = select(runs.c.counts).where(runs.c.source == source, runs.c.id < run).order_by(runs.c.id.desc())
    return tuple(connection.execute(earlier.limit(BACK)).scalars().all())


def last_stored(connection: Connection, source: str) -> str | None:
    """When (ISO) was the last article of the site stored? A version of one is nothing new."""
    first = (articles.c.source == source, articles.c.version == 1)
    return connection.execute(select(func.max(articles.c.stored_at)).where(*first)).scalar()
