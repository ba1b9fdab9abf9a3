"""How long until an edition is asked again?

Asking a feed every T hours while it gets r articles an hour costs 1/T requests an hour and makes each article wait T/2.
For a given number of requests a week the sum of all waits is smallest with T = scale / √r, and as many articles as
possible come soon with T = scale / r. What lies between shortens the median and spares the night. `scale` follows from
the requests per article that the plan allows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsspider.monitor.rhythm import HOURS, Rhythm, hour_of_week, learn, recent
from newsspider.schedule.plan import Polling

TURNOVER = 0.5  # share of a feed's items that may be new at a poll
LEANING = 0.75  # between the two of them
FIRMNESS = 10  # articles: so much more than the last hour's does the usual rate weigh
SOONEST = 1.0  # minutes: not even a feed that overflows is asked more often
LATELY = timedelta(hours=1)
SOON_AGAIN = timedelta(minutes=10)
_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)  # any Monday


@dataclass(frozen=True, slots=True)
class Habit:
    """What is known of an edition's week. `scale`: minutes between polls in hours of one article an hour."""

    rhythm: Rhythm
    scale: float


def habit(polling: Polling, arrivals: Sequence[datetime], now: datetime, zone: str) -> Habit:
    rhythm = learn(arrivals, polling.per_day, now, zone)
    return Habit(rhythm, scale(polling, rhythm))


def scale(polling: Polling, rhythm: Rhythm) -> float:
    """So that a week's polls are as many as the plan allows; where the bounds allow no such number, the nearest."""
    allowed = polling.requests * sum(rhythm)
    bounds = [polling.at(_MONDAY + timedelta(hours=hour)) for hour in range(HOURS)]
    low, high = 0.01, 1e6
    for _ in range(40):  # halving: the number of polls falls as the scale grows
        middle = math.sqrt(low * high)
        waits = (
            min(max(middle / math.pow(rate, LEANING), each.shortest), each.longest)
            for rate, each in zip(rhythm, bounds, strict=True)
        )
        low, high = (middle, high) if sum(60 / wait for wait in waits) > allowed else (low, middle)
    return high


def interval(polling: Polling, habit: Habit, arrivals: Sequence[datetime], polled: datetime, zone: str) -> timedelta:
    """From the poll at `polled` to the next one. `arrivals`: what is known to have been published until then.

    Looked at hour by hour, since a night's pause must not last into the morning. The rate is that of the hour,
    corrected by what came in the last one; for the room in the feed the worse of the two counts.
    """
    came, local = recent(arrivals, polled, LATELY), polled.astimezone(ZoneInfo(zone))
    passed, end, room = 0.0, math.inf, TURNOVER * polling.holds
    while passed < end:
        usual = habit.rhythm[hour_of_week(local, zone)]
        rate = (FIRMNESS + came) / (FIRMNESS / usual + 1)
        bounds, span = polling.at(local), 60 - local.minute
        end = min(end, passed + min(max(habit.scale / math.pow(rate, LEANING), bounds.shortest), bounds.longest))
        filled = max(usual, came) * span / 60
        if filled >= room:
            end = min(end, passed + span * room / filled)
        passed, room, local = passed + span, room - filled, local + timedelta(minutes=span)
    return timedelta(minutes=max(end, min(SOONEST, *(each.shortest for each in polling.hours))))


def failed_interval(usual: timedelta, failures: int, longest: timedelta) -> timedelta:
    """After crawls that went wrong: soon again, then after twice as long each time."""
    if not failures:
        return usual
    return min(min(usual, SOON_AGAIN) * float(2 ** min(failures - 1, 10)), max(longest, usual))
