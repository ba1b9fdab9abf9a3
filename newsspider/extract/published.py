"""When was the article published, of all that the page, its address and its source say?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from lxml.html import HtmlElement

from newsspider.article import Link
from newsspider.extract import microdata, select, stated
from newsspider.extract.metadata import Metadata
from newsspider.extract.rules import Rules
from newsspider.extract.said import YEAR, Clock, Said
from newsspider.extract.told import ORIGIN, Told
from newsspider.extract.weighing import weighed
from newsspider.extract.writing import writing_of

_MODIFIED = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
)
_MACHINE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d")
_SAME = timedelta(hours=36)  # a day and a minute of it, whatever the zone


def published(
    tree: HtmlElement,
    found: Metadata,
    *,
    url: str,
    rules: Rules | None,
    link: Link | None,
    clock: Clock,
    told: Told | None = None,
) -> Said | None:
    """The most trusted date; one to the minute goes before one that only knows the day, if they agree."""
    if rules is None:
        clock = replace(clock, writing=writing_of(found, url))
        announced = _announced(link, clock, wall_clock=False) if link else None
        return weighed(tree, found, url=url, link=announced, clock=clock)
    best = _told(told, clock, wall_clock=rules.wall_clock) if told else None
    if best and best.moment.precision == "minute":
        return best
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
        (microdata.modified(tree) if rules is None else None, "microdata"),
        (link.modified if link else None, link.via if link else ""),
    ]
    wall_clock = rules is not None and rules.wall_clock
    clock = clock if rules else replace(clock, writing=writing_of(found, ""))
    exact = ("meta", link.via if link else "")  # the theme prints wrong offsets, the system behind it right ones
    read = (clock.read(raw, origin, wall_clock=wall_clock and origin not in exact) for raw, origin in candidates)
    return next((said for said in read if said and said.moment.precision == "minute"), None)


def _stated(found: Metadata, clock: Clock, *, wall_clock: bool = False) -> Iterator[Said]:
    meta = (found.meta[name][0] for name in stated.PUBLISHED if name in found.meta)
    for raw, origin in ((found.json_ld.published, "json-ld"), *((content, "meta") for content in meta)):
        if said := clock.read(raw, origin, wall_clock=wall_clock):
            yield said


def _published(
    tree: HtmlElement, found: Metadata, url: str, rules: Rules, link: Link | None, clock: Clock
) -> Iterator[Said]:
    announced = _announced(link, clock, rules.wall_clock) if link else None
    if announced and rules.published_from_link:
        yield announced
    relative = []
    for raw in select.every_value(tree, rules.published):
        if said := clock.read(raw, f"rules:{rules.name}", wall_clock=rules.wall_clock):
            if YEAR.search(raw):
                yield said
            else:
                relative.append(said)  # "today" is only as good as our clock: a machine's date goes first
    yield from _stated(found, clock, wall_clock=rules.wall_clock)
    if announced:
        yield announced
    yield from relative
    if said := clock.read(stated.in_path(url), "url"):
        yield said


def _told(told: Told, clock: Clock, *, wall_clock: bool) -> Said | None:
    readable, raw = told.published or ("", "")
    said = clock.read(readable, ORIGIN, wall_clock=wall_clock)
    return replace(said, raw=raw) if said else None


def _announced(link: Link, clock: Clock, wall_clock: bool) -> Said | None:
    """What the source said: `published` may have been read already, then `published_raw` has its words."""
    raw = link.published_raw or link.published
    if wall_clock and link.via == "listing" and raw and _MACHINE.match(raw):
        return clock.read(raw, link.via, wall_clock=True)  # the theme prints the same wrong offset there
    said = clock.read(link.published, link.via)
    return replace(said, raw=raw) if said and raw else said
