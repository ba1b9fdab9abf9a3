"""When does a newsroom publish: by night, on a Sunday, on a public holiday?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.replica.plan import CN, EN, KAZ, KK, QZ, RU, WWW, Row, day
from tests.replica.shown import local

# Share of a working day, by hour in Astana.
HOURS = (1, 1, 1, 1, 1, 2, 4, 6, 9, 10, 11, 11, 9, 9, 10, 10, 10, 9, 7, 5, 4, 3, 2, 2)
WEEKEND = 0.45  # of a working day
HOLIDAY = 0.22
NOISE = 0.15  # of a day
SLOW, BUSY = 0.55, 1.7  # a day now and then
EVERY = 11  # days

# Articles of a working day, thinned.
PER_DAY = {
    "tengrinews": (("ru", RU, "2026", 12), ("kk", KK, "2026", 8), ("en", EN, "2026", 4)),
    "kazinform": (
        ("ru", WWW, "gen4", 12),
        ("kk", KAZ, "gen4", 10),
        ("qz", QZ, "gen4", 5),
        ("en", "qazinform.com", "gen4", 5),
        ("zh", CN, "gen4", 2),
    ),
}


def lived(
    site: str, since: datetime, end: datetime, *, times: float = 1.0, holidays: Sequence[date] = (), seed: int = 1
) -> tuple[Row, ...]:
    """The plan of a site that lives through these days; `times` as many articles as above. Every twentieth article is
    a special project, on a page of its own design."""
    rows = []
    for edition, host, design, count in PER_DAY[site]:
        chosen = random.Random(f"{seed}/{site}/{edition}")
        moments = tuple(_moments(since, end, count * times, frozenset(holidays), chosen))
        row = Row(site, edition, design, host, len(moments), 0, f"{since:%Y-%m-%d}", special=20)
        rows.append(replace(row, moments=moments))
    return tuple(rows)


def _moments(
    since: datetime, end: datetime, per_day: float, holidays: frozenset[date], chosen: random.Random
) -> Iterator[datetime]:
    """Whole minutes, oldest first."""
    at, factors = day(f"{since:%Y-%m-%d}"), dict[date, float]()
    while at < end:
        shown = local(at)
        factor = factors.setdefault(shown.date(), _factor(shown.date(), holidays, chosen))
        chance = per_day * factor * HOURS[shown.hour] / sum(HOURS) / 60
        if chosen.random() < chance and at >= since:
            yield at
        at += timedelta(minutes=1)


def _factor(today: date, holidays: frozenset[date], chosen: random.Random) -> float:
    usual = HOLIDAY if today in holidays else WEEKEND if today.weekday() > 4 else 1.0
    odd = {3: SLOW, 8: BUSY}.get(today.toordinal() % EVERY, 1.0)
    return float(usual * odd * chosen.lognormvariate(0, NOISE))
