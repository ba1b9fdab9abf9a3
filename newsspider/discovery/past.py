"""Which parts of a source can hold articles of a period, and which can't, by what it says itself?"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsspider.discovery.editions import Edition
from newsspider.discovery.reading import Follow
from newsspider.discovery.sources import Feed, FirstOf, Listing, Source
from newsspider.discovery.walk import Walk, walks
from newsspider.discovery.wanted import FIRST_YEAR, LAST_YEAR, Wanted
from newsspider.normalise.dates import parse_date

MARGIN = timedelta(days=1)  # another time zone, or an hour after midnight

# A month, or a day. A bare number may count the files.
_MONTH = re.compile(r"(?<!\d)(\d{4})([-_/])(0[1-9]|1[0-2])(?:\2([0-2]\d|3[01]))?(?![\d])", re.ASCII)


def in_period(children: Iterable[Follow], wanted: Wanted, *, zone: str, now: datetime) -> list[Follow]:
    """Sitemaps of an index but those that say that they end before the period or begin after it."""
    return [child for child in children if not _lies_outside(child, wanted, zone, now)]


def past_walks(edition: Edition, wanted: Wanted, *, zone: str) -> Iterator[Walk]:
    """The walks through an edition's sources that reach back; where none does, through all of them."""
    deep = [source for source in edition.sources if _reaches_back(source)] or edition.sources
    for source in deep:
        for each in _dated_first(source, wanted, zone):
            yield from walks(edition, each, wanted.sections)


def _reaches_back(source: Source) -> bool:
    if isinstance(source, FirstOf):
        return any(map(_reaches_back, source.sources))
    return "{page}" in source.path if isinstance(source, Feed | Listing) else True


def _dated_first(source: Source, wanted: Wanted, zone: str) -> tuple[Source, ...]:
    """A site may have forgotten how to show a period, and shows nothing then, or all of it: the listing itself follows
    where nothing was shown."""
    if isinstance(source, FirstOf):
        return (FirstOf(tuple(one for each in source.sources for one in _dated_first(each, wanted, zone))),)
    if not isinstance(source, Listing) or not source.dated or wanted.since is None or wanted.until is None:
        return (source,)
    first, last = (f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}" for at in (wanted.since, wanted.until))
    period = source.dated.replace("{since}", first).replace("{until}", last)
    dated = replace(source, path=source.path + period, first=source.first and source.first + period, dated=None)
    return (FirstOf((dated, source)),)


def _lies_outside(child: Follow, wanted: Wanted, zone: str, now: datetime) -> bool:
    first, last = _named_days(child.url) or (None, None)
    modified = parse_date(child.modified, zone=zone, now=now)
    ends = [_start_of(last, zone) + timedelta(days=1)] if last else []
    ends += [modified.at] if modified else []  # nothing in it is younger than its last change
    if wanted.since and ends and min(ends) + MARGIN < wanted.since:
        return True
    return bool(wanted.until and first and _start_of(first, zone) - MARGIN > wanted.until)


def _named_days(url: str) -> tuple[date, date] | None:
    """First and last day of the period in a sitemap's name: `posts-2024-05.xml`; None: it says none, or several."""
    found = list(_MONTH.finditer(urlsplit(url).path))
    if len(found) != 1:
        return None
    year, month, day = int(found[0][1]), int(found[0][3]), found[0][4]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, int(day)),) * 2 if 1 <= int(day) <= last else None


def _start_of(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
