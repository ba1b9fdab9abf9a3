"""Which of the dates that a page of unknown design has is the publication?

Each witness has a weight. Witnesses of one day add up; the heaviest day is believed if it weighs enough and more than
any other: a weak witness needs another, independent one, and two that contradict each other are not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from newsspider.extract import displayed as shown
from newsspider.extract import stated
from newsspider.extract.metadata import Metadata, titles
from newsspider.extract.said import Clock, Said, same_day
from newsspider.normalise.date_search import dates_in

WEIGHED = ("page", "url", "script", "title", "image")  # provenance of what nobody states
_ENOUGH = 3
_CLOCK_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Witness:
    weight: int
    said: Said


def weighed(tree: HtmlElement, found: Metadata, *, url: str, link: Said | None, clock: Clock) -> Said | None:
    """The day on which the most weight lies; to the minute where one of its witnesses knows that.

    The page is searched no further than it needs to be: what its JSON-LD says, or its source, is heavier than what it
    shows, if nothing else is stated that contradicts it.
    """
    stated_so = [*([Witness(4, link)] if link else []), *_by_statement(found, clock)]
    if (said := _heaviest(stated_so, clock, enough=5)) and said.moment.precision == "minute":
        return said
    meta = list(_by_meta(found, clock)) if not stated_so else []
    cheap = [*stated_so, *_by_address(url, clock), *meta, *_by_display(tree, found, url, clock, meta)]
    if (said := _heaviest(cheap, clock)) or stated_so:
        return said
    return _heaviest([*cheap, *_by_scripts(tree, clock), *_by_trifles(found, url, clock)], clock)


def _heaviest(witnesses: list[Witness], clock: Clock, enough: int = _ENOUGH) -> Said | None:
    totals = [sum(other.weight for other in witnesses if same_day(one.said, other.said)) for one in witnesses]
    best = max(totals, default=0)
    days = [one for one, total in zip(witnesses, totals, strict=True) if total == best]
    if best < enough or not all(same_day(days[0].said, one.said) for one in days):
        return None
    days.sort(key=lambda one: (one.said.moment.precision != "minute", -one.weight))
    return _without_doubt(days[0].said, days, clock)


def _without_doubt(said: Said, witnesses: list[Witness], clock: Clock) -> Said:
    """Where one clock time is said with two zones, it is local, or only the day is sure."""
    local = _CLOCK_TIME.match(said.raw)
    if local is None:
        return said
    exact = (one.said for one in witnesses if one.said.moment.precision == "minute")
    moments = {one.moment.at.replace(second=0) for one in exact if one.raw.replace(" ", "T").startswith(local[0])}
    return said if len(moments) < 2 else replace(clock.read(local[0], said.origin) or said, raw=said.raw)


def _read(raws: list[str], origin: str, weight: int, clock: Clock) -> Iterator[Witness]:
    """One witness if all that is said is of one day."""
    said = [one for raw in raws if (one := clock.read(raw, origin))]
    if said and all(same_day(said[0], one) for one in said):
        yield Witness(weight, said[0])


def _by_statement(found: Metadata, clock: Clock) -> Iterator[Witness]:
    if said := clock.read(found.json_ld.published, "json-ld"):
        yield Witness(5, said)
    named = (clock.read(found.meta[name][0], "meta") for name in stated.PUBLISHED if name in found.meta)
    if said := next(filter(None, named), None):
        yield Witness(4, said)


def _by_address(url: str, clock: Clock) -> Iterator[Witness]:
    if day := stated.in_path(url):
        yield from _read([day], "url", 4, clock)


def _by_meta(found: Metadata, clock: Clock) -> Iterator[Witness]:
    for name in stated.VAGUE:
        if said := clock.read(found.one(name), "meta"):
            yield Witness(3, said)
            return


def _by_display(tree: HtmlElement, found: Metadata, url: str, clock: Clock, meta: list[Witness]) -> Iterator[Witness]:
    dates = shown.displayed(tree, found, url=url, clock=clock)
    near = [one for one in dates if one.rank <= shown.BESIDE]
    if near:
        day = [one.said for one in near if same_day(one.said, near[0].said)]
        said = min(day, key=lambda said: said.moment.precision != "minute")
        yield Witness(5 if near[0].rank == shown.MARKED else 2 if _is_later(said, meta) else 4, said)
        return
    for rank, weight in ((shown.AMONG, 3), (shown.AWAY, 2)):
        said_so = [one.said for one in dates if one.rank <= rank]
        if said_so and all(same_day(said_so[0], one) for one in said_so):
            yield Witness(weight, said_so[0])
            return


def _is_later(said: Said, made: list[Witness]) -> bool:
    """A day that is later than the page was made is that of an update, or today."""
    return any(one.said.moment.at < said.moment.at and not same_day(one.said, said) for one in made)


def _by_scripts(tree: HtmlElement, clock: Clock) -> Iterator[Witness]:
    yield from _read(stated.in_scripts(tree), "script", 3, clock)


def _by_trifles(found: Metadata, url: str, clock: Clock) -> Iterator[Witness]:
    yield from _read(stated.in_slug(url), "url", 2, clock)
    yield from _read(stated.of_image(found), "image", 1, clock)
    title = next((title for title, _ in titles(found)), "")
    dates = [date for date in dates_in(title) if date.start == 0 or date.end == len(title)]
    yield from _read([date.said[-1] for date in dates], "title", 2, clock)
