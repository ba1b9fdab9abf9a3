"""How often is each edition of each site asked for news, and what of the past is read beside that?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0


@dataclass(frozen=True, slots=True)
class Hours:
    """Bounds for some hours of the week, in the site's time. Minutes from one poll to the next: `shortest` is never
    undercut but to save a feed from overflowing. `hours`: from, to (exclusive), over midnight too."""

    shortest: float
    longest: float
    hours: tuple[int, int] = (0, 24)
    days: tuple[int, ...] = EVERY_DAY

    def holds(self, local: datetime) -> bool:
        return _within(self.hours, self.days, local)


@dataclass(frozen=True, slots=True)
class Backfill:
    """What is read of a site's past, and in which hours of the week, in the site's time. `since`, `until`: the first
    and the last day, YYYY-MM-DD; an empty `since` is the beginning."""

    since: str
    until: str
    editions: tuple[str, ...]
    hours: tuple[int, int] = (0, 24)
    days: tuple[int, ...] = EVERY_DAY

    def holds(self, local: datetime) -> bool:
        return _within(self.hours, self.days, local)


@dataclass(frozen=True, slots=True)
class Polling:
    """How one edition is polled. `requests`: of its feed, per new article; the interval follows from it and from the
    edition's own rhythm. `hours`: the first that fit count, the last ones else. `holds`: articles in its feed.
    `per_day`: articles a day, believed until there is a history. `full_every`: hours until all its sources are read
    again, not its feed alone. `deadline`: minutes, of a crawl of the feed, of one of all sources."""

    hours: tuple[Hours, ...]
    requests: float
    per_day: float
    holds: int = 20
    full_every: float = 24
    deadline: tuple[float, float] = (10, 30)
    skip: bool = False

    def at(self, local: datetime) -> Hours:
        return next((hours for hours in self.hours if hours.holds(local)), self.hours[-1])


@dataclass(frozen=True, slots=True)
class Plan:
    """`editions`: by site, by edition. `since`: how far back crawls go, YYYY-MM-DD; None: a week before an edition's
    first one. `at_once`: sites crawled at the same time. `backfills`: by site."""

    editions: Mapping[str, Mapping[str, Polling]] = field(default_factory=dict)
    since: str | None = None
    at_once: int = 4
    backfills: Mapping[str, Backfill] = field(default_factory=dict)

    def of(self, site: str, edition: str) -> Polling:
        return self.editions.get(site, {}).get(edition, UNKNOWN)


DAY, NIGHT = (7, 23), (23, 7)

# From a hundred articles a day on: a median of 6 minutes from publication to line, 20 for the slowest twentieth.
BUSY = Polling(hours=(Hours(3, 20, DAY), Hours(6, 40, NIGHT)), requests=0.88, per_day=150)
# Up to some thirty a day: a median of 15 minutes, at three requests an article.
QUIET = Polling(hours=(Hours(6, 90, DAY), Hours(15, 360, NIGHT)), requests=2.5, per_day=25)
# Without a feed, a poll that finds something new reads a second page of the listing.
UNFED = replace(QUIET, requests=1.9)
# Nothing is known of it yet: its own history will tell.
UNKNOWN = Polling(hours=(Hours(5, 30, DAY), Hours(10, 60, NIGHT)), requests=1.5, per_day=50)


def _tengrinews(polling: Polling, per_day: float) -> Polling:
    """All sections share a feed of 20 items; its sitemaps are hundreds, one for every stretch of the years."""
    return replace(polling, per_day=per_day, holds=20, full_every=7 * 24)


def _kazinform(polling: Polling, per_day: float, holds: int = 30) -> Polling:
    return replace(polling, per_day=per_day, holds=holds)


# What is known of the sites, and what their own history corrects within days.
PLAN = Plan(
    {
        "tengrinews": {
            "kk": _tengrinews(QUIET, 28),
            "ru": _tengrinews(BUSY, 90),
            "en": _tengrinews(replace(QUIET, requests=2.78), 12),  # all sources are read so rarely that it may be more
        },
        "kazinform": {
            "kk": _kazinform(BUSY, 120, holds=200),
            "ru": _kazinform(BUSY, 160),
            "qz": _kazinform(UNFED, 35),
            "zh": _kazinform(UNFED, 28),
            "en": _kazinform(QUIET, 28),
        },
        "polisia": {
            "kk": replace(QUIET, per_day=10, holds=10),
            "ru": replace(QUIET, per_day=10, holds=10),
            "en": replace(QUIET, per_day=2, holds=10),
        },
    }
)


def _within(hours: tuple[int, int], days: tuple[int, ...], local: datetime) -> bool:
    first, end = hours
    inside = first <= local.hour < end if first < end else (local.hour >= first or local.hour < end)
    return inside and local.weekday() in days
