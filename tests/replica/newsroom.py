"""What was published? A seeded year of news: the same seed tells the same stories."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.replica.compose import TOPICS, write
from tests.replica.desks import tengrinews
from tests.replica.desks.order import Order
from tests.replica.events import Event
from tests.replica.houses import HOUSES
from tests.replica.plan import PLAN, Row
from tests.replica.story import Story

DESKS = {"tengrinews": tengrinews.dress}
LENGTHS = ("usual",) * 7 + ("short",) * 2 + ("long",)


def publish(seed: int, end: datetime, *, small: bool = False) -> list[Story]:
    return [story for row in PLAN for story in _row(row, seed, end, row.small if small else row.count)]


def _row(row: Row, seed: int, end: datetime, count: int) -> Iterator[Story]:
    chosen = random.Random(f"{seed}/{row.site}/{row.edition}/{row.design}/{row.host}/{row.section}")
    for number, at in enumerate(_times(row, end, count, chosen)):
        event = Event(f"{seed}/{row.host}/{row.design}/{number}", chosen.choice(TOPICS))
        length = LENGTHS[(number * 3 + len(row.design)) % len(LENGTHS)]
        draft = write(event, row.edition, HOUSES[row.site, row.edition], length, headline=number)
        yield DESKS[row.site](Order(row, event, draft, at, number, chosen, row.edition))


def _times(row: Row, end: datetime, count: int, chosen: random.Random) -> list[datetime]:
    """Whole minutes, each once, oldest first."""
    until = row.until or end
    since = row.since or end - timedelta(days=3)
    minutes = int((until - since).total_seconds() // 60)
    return [since + timedelta(minutes=minute) for minute in sorted(chosen.sample(range(minutes), count))]
