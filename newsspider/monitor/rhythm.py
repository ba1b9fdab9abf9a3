"""At which hours of the week does an edition publish, and how much?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

HOURS = 168  # of a week, beginning with Monday's first
WEEK, WEEKS = timedelta(weeks=1), 4  # looked back at
WORKING_DAYS = 5
QUIETEST = 0.1  # of the mean hour: what is believed of hours in which nothing ever came

Rhythm = tuple[float, ...]  # articles an hour, by hour of the week

# Share of a day's articles by hour, of a newsroom of which nothing is known yet: work begins at eight.
_TYPICAL = (1, 1, 1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 7, 6, 7, 7, 7, 7, 6, 5, 4, 3, 3, 2)


def hour_of_week(at: datetime, zone: str) -> int:
    local = at.astimezone(ZoneInfo(zone))
    return local.weekday() * 24 + local.hour


def typical(per_day: float) -> Rhythm:
    return tuple(per_day * share / sum(_TYPICAL) for share in _TYPICAL) * 7


def learn(arrivals: Sequence[datetime], per_day: float, now: datetime, zone: str) -> Rhythm:
    """For each hour the median over the last weeks: one holiday, outage or flood of news changes little.

    Working days share their hours, and so do the days of a weekend; each hour is counted with the two beside it, or a
    quiet edition would show nothing but chance. `arrivals`: when articles were published, in any order. `per_day`:
    believed before there is a whole week, and beside the first two.
    """
    expected = typical(per_day)
    weeks = weeks_known(arrivals, now)
    if not weeks:
        return expected
    counts = Counter(
        ((now - at) // WEEK, *_kind(hour_of_week(at, zone))) for at in arrivals if now - weeks * WEEK < at <= now
    )
    rates = []
    for hour, before in enumerate(expected):
        samples = [_around(counts, week, hour) for week in range(weeks)]
        rates.append(median(samples if weeks > 2 else [*samples, before]))
    floor = max(QUIETEST * sum(rates) / HOURS, 1 / HOURS)
    return tuple(max(rate, floor) for rate in rates)


def recent(arrivals: Sequence[datetime], until: datetime, span: timedelta) -> int:
    """How many came in the time before `until`."""
    return sum(until - span < at <= until for at in arrivals)


def weeks_known(arrivals: Sequence[datetime], now: datetime) -> int:
    """A week counts from its last night on: nobody publishes much in it."""
    return min(WEEKS, (now - min(arrivals, default=now) + timedelta(hours=12)) // WEEK)


def _kind(hour: int) -> tuple[bool, int]:
    day, hour_of_day = divmod(hour, 24)
    return day < WORKING_DAYS, hour_of_day


def _around(counts: Counter[tuple[int, bool, int]], week: int, hour: int) -> float:
    """Articles an hour in one week, over the hour and those beside it, in all days of the kind."""
    working, of_day = _kind(hour)
    days = WORKING_DAYS if working else 7 - WORKING_DAYS
    return sum(counts[week, working, (of_day + step) % 24] for step in (-1, 0, 1)) / 3 / days
