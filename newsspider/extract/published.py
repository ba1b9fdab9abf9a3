"""When was the article published, of all that the page, its address and its source say?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lxml.html import HtmlElement

from newsspider.article import Link
from newsspider.extract import select
from newsspider.extract.displayed import displayed
from newsspider.extract.metadata import Metadata
from newsspider.extract.rules import Rules
from newsspider.normalise.dates import Moment, parse_date

_PUBLISHED = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "publish-date",
    "publication_date",
    "pubdate",
    "publishdate",
    "date.created",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
)
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
_YEAR = re.compile(r"\d{4}|\d\d?\.\d\d?\.\d\d")
_MACHINE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d")
_SAME = timedelta(hours=36)  # a day and a minute of it, whatever the zone


@dataclass(frozen=True, slots=True)
class Said:
    """A moment, the words that say it, and who says them."""

    moment: Moment
    raw: str
    origin: str


@dataclass(frozen=True, slots=True)
class Clock:
    """What reading a date needs to know. `fetched`: `now` is when the page was got, so "today" can be read."""

    zone: str
    now: datetime
    fetched: bool = True

    def read(self, raw: str | None, origin: str, *, wall_clock: bool = False) -> Said | None:
        if not raw or not (self.fetched or _YEAR.search(raw)):
            return None
        moment = parse_date(raw, zone=self.zone, now=self.now, ignore_offset=wall_clock)
        return Said(moment, raw, origin) if moment else None


def published(
    tree: HtmlElement, found: Metadata, *, url: str, rules: Rules | None, link: Link | None, clock: Clock
) -> Said | None:
    """The most trusted date; one to the minute goes before one that only knows the day, if they agree."""
    best: Said | None = None
    for said in _published(tree, found, url, rules, link, clock):
        if said.moment.precision == "minute":
            return said if best is None or abs(said.moment.at - best.moment.at) <= _SAME else best
        best = best or said
    return best


def modified(
    tree: HtmlElement, found: Metadata, *, rules: Rules | None, link: Link | None, clock: Clock
) -> Said | None:
    """To the minute only: a day would have to become some hour of it, perhaps one before the publication."""
    candidates: list[tuple[str | None, str]] = []
    if rules is not None:
        candidates += [(raw, f"rules:{rules.name}") for raw in select.every_value(tree, rules.modified)]
    candidates += [
        (found.json_ld.modified, "json-ld"),
        (found.one(*_MODIFIED), "meta"),
        (link.modified if link else None, link.via if link else ""),
    ]
    wall_clock = rules is not None and rules.wall_clock
    exact = ("meta", link.via if link else "")  # the theme prints wrong offsets, the system behind it right ones
    read = (clock.read(raw, origin, wall_clock=wall_clock and origin not in exact) for raw, origin in candidates)
    return next((said for said in read if said and said.moment.precision == "minute"), None)


def _published(
    tree: HtmlElement, found: Metadata, url: str, rules: Rules | None, link: Link | None, clock: Clock
) -> Iterator[Said]:
    wall_clock = rules is not None and rules.wall_clock
    announced = _announced(link, clock, wall_clock) if link else None
    if announced and rules is not None and rules.published_from_link:
        yield announced
    relative = []
    for raw in select.every_value(tree, rules.published if rules else None):
        if rules and (said := clock.read(raw, f"rules:{rules.name}", wall_clock=wall_clock)):
            if _YEAR.search(raw):
                yield said
            else:
                relative.append(said)  # "today" is only as good as our clock: a machine's date goes first
    meta = (found.meta[name][0] for name in _PUBLISHED if name in found.meta)
    for said_by, origin in ((found.json_ld.published, "json-ld"), *((content, "meta") for content in meta)):
        if said := clock.read(said_by, origin, wall_clock=wall_clock):
            yield said
    if announced:
        yield announced
    yield from relative
    if said := clock.read(_in_url(url), "url"):
        yield said
    if rules is None:
        yield from (said for raw in displayed(tree) if (said := clock.read(raw, "page")))


def _announced(link: Link, clock: Clock, wall_clock: bool) -> Said | None:
    """What the source said: `published` may have been read already, then `published_raw` has its words."""
    raw = link.published_raw or link.published
    if wall_clock and link.via == "listing" and raw and _MACHINE.match(raw):
        return clock.read(raw, link.via, wall_clock=True)  # the theme prints the same wrong offset there
    said = clock.read(link.published, link.via)
    return replace(said, raw=raw) if said and raw else said


def _in_url(url: str) -> str | None:
    """The day that an address names: `/2024/05/17/`."""
    match = _IN_URL.search(url)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None
