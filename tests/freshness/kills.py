"""What is killed in the course of a simulation, and when?"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime


class ScheduleKilled(Exception):
    """What the schedule had not written down is forgotten. Its crawl goes on, unless it was killed too."""


@dataclass(frozen=True, slots=True)
class Kill:
    """SIGKILL, `seconds` after the crawl's process has sent so many `requests`, or after its start.

    `process`: it strikes a real process of `scrapy schedule`.
    """

    at: datetime
    crawl: bool
    schedule: bool
    requests: int
    seconds: float
    process: bool = False


def plan_kills(count: int, since: datetime, until: datetime, seed: int) -> list[Kill]:
    """At any moment of the time, soonest first: two of five strike a crawl, one both, one the schedule, and one a
    process of `scrapy schedule`, half of them with its crawl."""
    luck = random.Random(f"{seed}/kills")
    moments = sorted(since + luck.random() * (until - since) for _ in range(count))
    return [_kill(number, at, luck) for number, at in enumerate(moments)]


def _kill(number: int, at: datetime, luck: random.Random) -> Kill:
    kind = number % 5
    if kind == 4:
        return Kill(at, luck.random() < 0.5, True, luck.choice((0, 0, 1, 2, 4)), luck.uniform(0, 1), process=True)
    requests = luck.choice((0, 1, 2, 3, 4))
    return Kill(at, kind != 3, kind > 1, requests, luck.uniform(0, 0.06 if requests else 0.3))
