"""How much does each edition publish, and when? What is known of the sites, as rows of the replica's plan."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.replica.plan import CN, EN, KAZ, KK, QZ, RU, WWW, Row

ZONE = ZoneInfo("Asia/Almaty")
# Share of a day's articles by hour, not quite what the plan believes in: an hour of lunch, a longer evening. At 160 a
# day, eleven come in the best hour.
HOURS = (1, 1, 0, 0, 1, 1, 2, 4, 6, 7, 7, 7, 6, 5, 6, 7, 7, 7, 6, 5, 4, 4, 3, 2)
WEEKEND, SLOW = 0.7, 0.4
SPECIAL = 20  # every so manieth article is a special project, on a page of a design of its own


@dataclass(frozen=True, slots=True)
class Volume:
    """`per_day`: of a working day. `feed`: how many articles the edition's feed holds; 0: it has none."""

    site: str
    edition: str
    host: str
    design: str
    per_day: float
    feed: int


VOLUMES = (
    Volume("tengrinews", "ru", RU, "2026", 92, 20),
    Volume("tengrinews", "kk", KK, "2026", 32, 20),
    Volume("tengrinews", "en", EN, "2026", 13, 20),
    Volume("kazinform", "ru", WWW, "gen4", 166, 30),
    Volume("kazinform", "kk", KAZ, "gen4", 128, 200),
    Volume("kazinform", "qz", QZ, "gen4", 35, 0),
    Volume("kazinform", "zh", CN, "gen4", 30, 0),
    Volume("kazinform", "en", "qazinform.com", "gen4", 30, 30),
)
SITES = tuple(dict.fromkeys(each.site for each in VOLUMES))
FEEDS = {each.host: each.feed for each in VOLUMES}


def rows(site: str, since: datetime, until: datetime, *, slow: date, share: float, seed: int) -> tuple[Row, ...]:
    """Articles between two moments. `slow`: a day on which little happens. `share`: of the articles."""
    return tuple(_row(each, moments(each, since, until, slow, share, seed)) for each in VOLUMES if each.site == site)


def moments(
    volume: Volume, since: datetime, until: datetime, slow: date, share: float, seed: int
) -> tuple[datetime, ...]:
    """Whole minutes, as the sites show them; several articles may have the same."""
    luck = random.Random(f"{seed}/{volume.host}")
    return tuple(at for at in _arrivals(luck, volume.per_day * share, since, until, slow))


def expected(volume: Volume, at: datetime, slow: date) -> float:
    """Articles in the hour that begins at `at`, on average."""
    local = at.astimezone(ZONE)
    return volume.per_day * HOURS[local.hour] / sum(HOURS) * _of_the_day(local, slow)


def _arrivals(luck: random.Random, per_day: float, since: datetime, until: datetime, slow: date) -> Iterator[datetime]:
    """Poisson, by a rate that changes with the hour."""
    most = per_day * max(HOURS) / sum(HOURS)  # an hour
    at = since
    while (at := at + timedelta(hours=luck.expovariate(most))) < until:
        local = at.astimezone(ZONE)
        if luck.random() < HOURS[local.hour] / max(HOURS) * _of_the_day(local, slow):
            yield at.replace(second=0, microsecond=0)


def _of_the_day(local: datetime, slow: date) -> float:
    return SLOW if local.date() == slow else WEEKEND if local.weekday() > 4 else 1.0


def _row(volume: Volume, at: tuple[datetime, ...]) -> Row:
    return Row(
        volume.site,
        volume.edition,
        volume.design,
        volume.host,
        len(at),
        len(at),
        f"{at[0]:%Y-%m-%d}" if at else "2026-06-01",
        special=SPECIAL,
        moments=at,
    )
