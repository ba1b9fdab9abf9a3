"""How did a site's sources answer in its last crawls, and which articles might they have announced?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from newsspider.store.lines import storable
from newsspider.store.tables import articles, watched

CHUNK = 200

Rows = Mapping[str, Mapping[str, Any]]


def watch(connection: Connection, site: str, rows: Rows) -> None:
    """Remember how sources answered."""
    urls = list(rows)
    for at in range(0, len(urls), CHUNK):
        connection.execute(delete(watched).where(watched.c.url.in_(urls[at : at + CHUNK])))
    if rows:
        connection.execute(
            insert(watched), [{"url": url, "site": site, "told": storable(row)} for url, row in rows.items()]
        )


def sources(connection: Connection, site: str) -> dict[str, dict[str, Any]]:
    """By URL."""
    query = select(watched.c.url, watched.c.told).where(watched.c.site == site)
    return {row.url: row.told for row in connection.execute(query)}


def published_between(connection: Connection, site: str, edition: str, after: str, until: str) -> int:
    """How many stored articles of an edition were published then (ISO)?"""
    published = (articles.c.published_at > after, articles.c.published_at <= until)
    # What was published later was stored later, and of that there is an index.
    mine = (articles.c.source == site, articles.c.stored_at > after, articles.c.edition == edition)
    query = select(func.count()).select_from(articles).where(*mine, *published, articles.c.version == 1)
    return int(connection.execute(query).scalar_one())
