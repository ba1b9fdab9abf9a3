"""How many articles could any timetable bring in time, with so many list requests?"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.freshness.lane import SLOW_DAY
from tests.freshness.volumes import Volume, expected

HOUR = timedelta(hours=1)


def best_share(volume: Volume, begin: datetime, days: float, *, lists_each: float, minutes: float) -> float:
    """The share of articles that are seen within `minutes`, by polls at best moments: each hour's rate is known
    beforehand, and the hours in which most is published are asked as often as it takes, while the requests last.
    One request sees all that is new, and nothing else costs any."""
    hours = [expected(volume, begin + hour * HOUR, SLOW_DAY) for hour in range(int(days * 24))]
    left, seen, often = lists_each * sum(hours), 0.0, 60 / minutes
    for rate in sorted(hours, reverse=True):
        polls = min(often, left)
        seen, left = seen + rate * polls / often, left - polls
    return seen / sum(hours)
