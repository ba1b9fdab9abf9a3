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

from newsspider.schedule.plan import Polling
from newsspider.schedule.rhythm import HOURS, Rhythm, hour_of_week, learn, recent

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
    """From the poll at `polled` to the next one. `arrivals`: what is known to have been published until then."""
    came = recent(arrivals, polled, LATELY)
    here = _wait(polling, habit, polled, zone, came)
    hour_left = 60 - polled.astimezone(ZoneInfo(zone)).minute
    if here > hour_left:  # morning comes: what the next hour asks for counts from its beginning
        here = min(here, hour_left + _wait(polling, habit, polled + timedelta(minutes=hour_left), zone, came))
    return timedelta(minutes=here)


def failed_interval(usual: timedelta, failures: int, longest: timedelta) -> timedelta:
    """After crawls that went wrong: soon again, then after twice as long each time."""
    if not failures:
        return usual
    return min(min(usual, SOON_AGAIN) * float(2 ** min(failures - 1, 10)), max(longest, usual))


def _wait(polling: Polling, habit: Habit, at: datetime, zone: str, came: int) -> float:
    """Minutes. The rate is that of the hour, corrected by what came in the last one."""
    usual = habit.rhythm[hour_of_week(at, zone)]
    rate = (FIRMNESS + came) / (FIRMNESS / usual + 1)
    fullest = max(came, usual, habit.rhythm[hour_of_week(at + LATELY, zone)])
    bounds = polling.at(at.astimezone(ZoneInfo(zone)))
    wanted = min(max(habit.scale / math.pow(rate, LEANING), bounds.shortest), bounds.longest)
    return max(min(wanted, TURNOVER * polling.holds * 60 / fullest), min(SOONEST, bounds.shortest))
