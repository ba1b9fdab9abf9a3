"""On which day of the site does a page count?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, func, select

from newsspider.store.tables import articles, pages

_PUBLISHED = select(func.min(articles.c.published_at)).where(articles.c.id == pages.c.id).scalar_subquery()
_HINTED = pages.c.hint["published"].as_string()
# When its article was published; else when its source says so; else when it was changed, or first seen.
MOMENT: ColumnElement[str] = func.coalesce(_PUBLISHED, case((_HINTED.like("____-__-__%"), _HINTED)), pages.c.order_key)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the site, both counted; None: without end."""

    since: date | None = None
    until: date | None = None

    def has(self, day: str) -> bool:
        early = self.since is not None and day < self.since.isoformat()
        return not early and (self.until is None or day <= self.until.isoformat())


def day_of(moment: str, zone: str) -> str:
    """Of `2025-11-17T20:0`, in UTC, or more of it, on the site's calendar; a day stays that day. Else empty."""
    try:
        return date.fromisoformat(moment).isoformat() if len(moment) == 10 else _local(moment[:15], zone)
    except ValueError:
        return ""


@lru_cache(maxsize=100_000)
def _local(tens: str, zone: str) -> str:
    """Ten minutes are of one day wherever clocks differ by whole or half hours."""
    return datetime.fromisoformat(f"{tens}5+00:00").astimezone(ZoneInfo(zone)).date().isoformat()
