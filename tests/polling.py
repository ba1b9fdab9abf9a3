"""How soon does polling find articles, and what does it cost? A simulation of invented editions.

`python -m tests.polling` prints a table: the plan's polling beside a fixed interval of ten minutes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

from newsspider.schedule.interval import Habit, habit, interval
from newsspider.schedule.plan import BUSY, QUIET, Polling

ZONE = "Asia/Almaty"
START = datetime(2026, 9, 7, tzinfo=UTC)  # a Monday
OVERHEAD = timedelta(seconds=20)  # start of a crawl, robots.txt, the feed, the article's page
FULL = 4  # list requests of a crawl of all sources, and one for every
PAGE = 20  # articles of the day
SEEDS = range(1, 9)
# Not the shape that the plan believes in at first: a longer evening, a dip at noon, weekends of a third.
DAY = (1, 0, 0, 0, 0, 1, 2, 4, 7, 9, 10, 10, 8, 5, 8, 9, 9, 8, 7, 4, 3, 3, 2, 1)
WEEKEND = 0.45

Next = Callable[[Sequence[datetime], datetime], timedelta]  # what is known, the moment of the poll


@dataclass(frozen=True, slots=True)
class Result:
    """Minutes; `requests`: of lists, per article; `lost`: articles that a feed had dropped before it was read."""

    articles: int
    median: float
    slowest: float  # 95 of 100 are faster
    requests: float
    lost: int


def published(per_day: float, weeks: int, seed: int) -> list[datetime]:
    """Poisson arrivals. `per_day`: in the mean of a week."""
    luck, moments = random.Random(seed), []
    working_day = per_day * 7 / (5 + 2 * WEEKEND)
    for hour in range(weeks * 168):
        at = START + timedelta(hours=hour)
        local = at + timedelta(hours=5)
        rate = working_day * DAY[local.hour] / sum(DAY) * (WEEKEND if local.weekday() > 4 else 1)
        next_in = luck.expovariate(rate) if rate else 1.0
        while next_in < 1:
            moments.append(at + timedelta(hours=next_in))
            next_in += luck.expovariate(rate)
    return moments


def poll(moments: Sequence[datetime], begin: datetime, wait: Next, *, holds: int, full_every: timedelta) -> Result:
    """Poll from `begin` to the last article."""
    at, full_at, done, waits, requests, lost = begin, begin, 0, [], 0.0, 0
    full = FULL + len(moments) / ((moments[-1] - moments[0]) / timedelta(days=1)) / PAGE
    while done < len(moments) and moments[done] <= begin:
        done += 1
    first = done
    while done < len(moments):
        requests += full if at - full_at >= full_every else 1
        full_at = at if at - full_at >= full_every else full_at
        before = done
        while done < len(moments) and moments[done] <= at:
            waits.append((at + OVERHEAD - moments[done]) / timedelta(minutes=1))
            done += 1
        lost += max(0, done - before - holds)
        at += wait(moments[:done], at)
    return Result(done - first, median(waits), quantiles(waits, n=20)[-1], requests / (done - first), lost)


def simulate(polling: Polling, per_day: float, *, known: int = 4, weeks: int = 2, seed: int = 1) -> Result:
    """`known`: weeks of history at the beginning."""
    moments, begin = published(per_day, known + weeks, seed), START + timedelta(weeks=known)
    habits: dict[int, Habit] = {}

    def wait(seen: Sequence[datetime], at: datetime) -> timedelta:
        day = (at - START).days
        if day not in habits:
            habits[day] = habit(polling, seen, at, ZONE)
        return interval(polling, habits[day], seen[-100:], at, ZONE)

    return poll(moments, begin, wait, holds=polling.holds, full_every=timedelta(hours=polling.full_every))


def simulate_fixed(per_day: float, minutes: float = 10, *, known: int = 4, weeks: int = 2, seed: int = 1) -> Result:
    moments, begin = published(per_day, known + weeks, seed), START + timedelta(weeks=known)
    step = timedelta(minutes=minutes)
    return poll(moments, begin, lambda _seen, _at: step, holds=20, full_every=timedelta(days=1))


def mean(results: Sequence[Result]) -> Result:
    values = [[getattr(each, name) for each in results] for name in Result.__slots__]
    return Result(*(sum(each) / len(results) for each in values))


def main() -> None:
    print("articles  history  polled      median   95 %  requests  lost")
    for per_day in (300, 160, 120, 100, 60, 35, 28, 20, 12):
        polling = replace(BUSY if per_day >= 60 else QUIET, per_day=float(per_day))
        for known in (0, 4):
            results = [simulate(polling, per_day, known=known, seed=seed) for seed in SEEDS]
            _show(per_day, f"{known} weeks", "the plan", mean(results))
        _show(per_day, "", "10 minutes", mean([simulate_fixed(per_day, seed=seed) for seed in SEEDS]))


def _show(per_day: float, history: str, name: str, result: Result) -> None:
    print(
        f"{per_day:4.0f}/day  {history:7}  {name:10}  {result.median:6.1f} {result.slowest:6.1f}"
        f"  {result.requests:8.2f}  {result.lost:4.1f}"
    )


if __name__ == "__main__":
    main()
