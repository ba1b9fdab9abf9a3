"""Which editions are to be asked for news now, and when is the next one's turn?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newsspider.monitor.rhythm import hour_of_week
from newsspider.schedule.interval import Habit, failed_interval, habit, interval
from newsspider.schedule.memory import Last
from newsspider.schedule.plan import Polling

ALL = ""  # every source, not those of one kind
OVERFLOWING = 0.8  # share of a feed's items: so many new ones, and chance may have brought too many
DEAD_AFTER = timedelta(days=2)  # a source that answers says something new so often
FIRST_DAYS = timedelta(days=7)  # how far back an edition's first crawl goes
TOGETHER = timedelta(seconds=45)  # editions of a site that are due so soon are crawled along


@dataclass(frozen=True, slots=True)
class Planned:
    """An edition with its plan. `quick`: the kinds of its sources that tell the newest articles in one request, best
    first, with the URLs of their first pages. `unit`: editions with the same one have the same articles,
    each in its language, and are crawled together; empty: it has its own."""

    site: str
    edition: str
    zone: str
    polling: Polling
    quick: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """When an edition's turn comes. `sources`: the kind that is to be read; ALL. `since`: the day back to which."""

    planned: Planned
    at: datetime
    sources: str
    since: str
    every: timedelta
    last: Last


@dataclass(frozen=True, slots=True)
class Crawl:
    """One crawl of editions of a site."""

    site: str
    editions: tuple[str, ...]
    sources: str
    since: str
    deadline: timedelta


def turn(
    planned: Planned, last: Last, arrivals: Sequence[datetime], answered: Mapping[str, datetime], now: datetime
) -> Turn:
    """`arrivals`: when the edition's articles of the last weeks were published. `answered`: by URL, when a source last
    said something new."""
    polling, zone = planned.polling, planned.zone
    known = habit(polling, arrivals, now, zone)
    sources = ALL if needs_all(polling, known, last, now, zone) else _quickest(planned, last, answered)
    since = last.since or (now - FIRST_DAYS).date().isoformat()
    if last.tried is None or last.tried > now:  # never, or the clock was put back
        return Turn(planned, now, sources, since, interval(polling, known, arrivals, now, zone), last)
    longest = timedelta(minutes=polling.at(now.astimezone(ZoneInfo(zone))).longest)
    every = failed_interval(interval(polling, known, arrivals, last.tried, zone), last.failures, longest)
    return Turn(planned, last.tried + every, sources, since, every, last)


def needs_all(polling: Polling, known: Habit, last: Last, now: datetime, zone: str) -> bool:
    """Whether it is time for all sources, or the feed may have dropped articles since it was last read."""
    if last.full is None or last.good is None:
        return True
    overdue = now - last.full >= timedelta(hours=polling.full_every)
    return overdue or _came(known, last.good, now, zone) > OVERFLOWING * polling.holds


def crawls(turns: Iterable[Turn], now: datetime) -> list[Crawl]:
    """Of a site's editions those whose turn has come: what is quick first, then what reads all sources."""
    turns = list(turns)
    if not any(each.at <= now for each in turns):
        return []
    due = _with_units(turns, [each for each in turns if each.at <= now + TOGETHER])
    kinds = sorted({(each.sources == ALL, each.sources, each.since) for each in due})
    return [
        _crawl([each.planned for each in due if (each.sources, each.since) == (sources, since)], sources, since)
        for _, sources, since in kinds
    ]


def _with_units(turns: Sequence[Turn], due: Sequence[Turn]) -> list[Turn]:
    """All editions of a unit of which one is due, read as the one that asks for most (ALL comes before the kinds): what
    stands in one language only is told by the others."""
    asking: dict[str, list[Turn]] = {}
    for each in due:
        asking.setdefault(each.planned.unit, []).append(each)
    found = []
    for each in turns:
        unit = asking.get(each.planned.unit, []) if each.planned.unit else []
        if unit:
            found.append(replace(each, sources=min(one.sources for one in unit), since=min(one.since for one in unit)))
        elif each in due:
            found.append(each)
    return found


def _quickest(planned: Planned, last: Last, answered: Mapping[str, datetime]) -> str:
    """The best kind of source that works: some sites have no feed where the others have one, or had one."""
    alive = (last.full - DEAD_AFTER) if last.full else None
    for kind, urls in planned.quick.items():
        if any(url in answered and (alive is None or answered[url] >= alive) for url in urls):
            return kind
    return ALL


def _came(known: Habit, since: datetime, now: datetime, zone: str) -> float:
    """How many articles an edition usually publishes between two moments."""
    hours = min(max((now - since) / timedelta(hours=1), 0), 168)
    starts = (since + timedelta(hours=hour) for hour in range(int(hours)))
    whole = sum(known.rhythm[hour_of_week(start, zone)] for start in starts)
    return whole + known.rhythm[hour_of_week(now, zone)] * (hours % 1)


def _crawl(planned: Sequence[Planned], sources: str, since: str) -> Crawl:
    deadline = timedelta(minutes=max(each.polling.deadline[sources == ALL] for each in planned))
    return Crawl(planned[0].site, tuple(each.edition for each in planned), sources, since, deadline)
