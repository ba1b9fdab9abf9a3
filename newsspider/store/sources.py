"""What does a source (feed, sitemap, …) need to be told so that it answers "not modified"?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from newsspider.store.lines import storable
from newsspider.store.tables import sources

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Validators:
    """`complete_since`: ISO time back to which the source was walked when it said this; "": to its end.
    `finished_at`: when the crawl that did so ended."""

    etag: str | None = None
    last_modified: str | None = None
    complete_since: str | None = None
    finished_at: str | None = None


def get(connection: Connection, url: str) -> Validators | None:
    columns = [sources.c[name] for name in Validators.__slots__]
    row = connection.execute(select(*columns).where(sources.c.url == url)).first()
    return Validators(*row) if row else None


def read_back_to(connection: Connection, site: str) -> str | None:
    """As far back as any source of the site was read by a crawl that finished; "": to its end; None: none was."""
    query = select(func.min(sources.c.complete_since)).where(sources.c.site == site)
    return connection.execute(query).scalar()


def keep(connection: Connection, site: str, noted: Mapping[str, Validators], now: str) -> None:
    """Only after a crawl that finished: kept earlier, they turn a crawl cut short into a gap for good."""
    if noted:
        urls = list(noted)
        for at in range(0, len(urls), CHUNK):  # databases bound the values of one statement
            connection.execute(delete(sources).where(sources.c.url.in_(urls[at : at + CHUNK])))
        rows = [{**storable(each), "url": url, "site": site, "finished_at": now} for url, each in noted.items()]
        connection.execute(insert(sources), rows)
