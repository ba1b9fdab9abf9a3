"""What were the articles of a site like in its last weeks?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from newsspider.store.tables import articles, days
from newsspider.store.times import stamp

LOOKED_BACK = timedelta(weeks=4)

ByEdition = Mapping[str, Mapping[str, int]]


def add(connection: Connection, site: str, now: datetime, counts: ByEdition) -> None:
    """Add a crawl's counts to those of its day, and forget what is too old to be compared with."""
    day = stamp(now)[:10]
    connection.execute(delete(days).where(days.c.source == site, days.c.day < _since(now)))
    for edition, new in counts.items():
        row = (days.c.source == site, days.c.edition == edition, days.c.day == day)
        known = connection.execute(select(days.c.counts).where(*row)).scalar()
        connection.execute(delete(days).where(*row))
        both = Counter(known or {}) + Counter(new)
        connection.execute(insert(days).values(source=site, edition=edition, day=day, counts=dict(both)))


def past(connection: Connection, site: str, now: datetime) -> dict[str, Counter[str]]:
    """Counts of the last weeks, by edition."""
    found: dict[str, Counter[str]] = {}
    query = select(days.c.edition, days.c.counts).where(days.c.source == site, days.c.day >= _since(now))
    for edition, counts in connection.execute(query):
        found.setdefault(edition, Counter()).update(counts)
    return found


def titles(connection: Connection, site: str, many: int) -> list[str]:
    """Of the articles that were stored last, newest first."""
    query = select(articles.c.title).where(articles.c.source == site, articles.c.version == 1)
    newest = query.order_by(articles.c.stored_at.desc()).limit(many)
    return [title for title in connection.execute(newest).scalars() if title]


def _since(now: datetime) -> str:
    return stamp(now - LOOKED_BACK)[:10]
