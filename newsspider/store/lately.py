"""What has a site published lately, and which of its sources have answered?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from newsspider.store.reading import reading_only
from newsspider.store.tables import articles, sources
from newsspider.store.times import stamp
from newsspider.store.weeks import LOOKED_BACK


@dataclass(frozen=True, slots=True)
class Lately:
    """`arrivals`: by edition, when its articles were published. `answered`: by URL of a source, when the crawl ended
    that last read it to its end and found it changed."""

    arrivals: dict[str, list[datetime]] = field(default_factory=dict)
    answered: dict[str, datetime] = field(default_factory=dict)


def lately(output: Path, state_url: str | None, site: str, zone: str, now: datetime) -> Lately:
    """Of the last weeks. Raises StoreError."""
    with reading_only(output, state_url) as connection:
        if connection is None:
            return Lately()
        return Lately(arrivals(connection, site, zone, now), _answered(connection, site))


def reader(output: Path, state_url: str | None) -> Callable[[str, str, datetime], Lately]:
    return lambda site, zone, now: lately(output, state_url, site, zone, now)


def arrivals(connection: Connection, site: str, zone: str, now: datetime) -> dict[str, list[datetime]]:
    """An article that says no hour came when it was stored."""
    since = stamp(now - LOOKED_BACK)
    columns = (articles.c.edition, articles.c.published_at, articles.c.stored_at)
    found: dict[str, list[datetime]] = {}
    of_site = (articles.c.source == site, articles.c.version == 1, articles.c.stored_at >= since)
    for edition, published, stored in connection.execute(select(*columns).where(*of_site)):
        if published is None or published >= since:
            at = datetime.fromisoformat(published or stored)
            found.setdefault(edition, []).append(at if _says_an_hour(at, zone) else datetime.fromisoformat(stored))
    return found


def _answered(connection: Connection, site: str) -> dict[str, datetime]:
    query = select(sources.c.url, sources.c.finished_at).where(sources.c.site == site)
    return {url: datetime.fromisoformat(at) for url, at in connection.execute(query)}


def _says_an_hour(at: datetime, zone: str) -> bool:
    """Midnight stands for a day whose hour nobody said."""
    local = at.astimezone(ZoneInfo(zone))
    return (local.hour, local.minute, local.second) != (0, 0, 0)
