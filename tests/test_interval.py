"""Is an edition asked often enough, and no more often than that?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsspider.monitor.rhythm import HOURS, Rhythm, hour_of_week, learn, typical
from newsspider.schedule.interval import Habit, failed_interval, habit, interval, scale
from newsspider.schedule.plan import BUSY, DAY, NIGHT, QUIET, Hours, Polling
from tests.polling import DAY as SHAPE
from tests.polling import WEEKEND, ZONE, published, simulate, simulate_fixed

MONDAY = datetime(2026, 11, 16, 19, tzinfo=UTC)  # midnight in Almaty: Tuesday begins
NOON = MONDAY + timedelta(hours=12)
FREE = (Hours(1, 10_000),)


def flat(rate: float) -> Rhythm:
    return (rate,) * HOURS


def minutes(time: timedelta) -> float:
    return round(time / timedelta(minutes=1), 1)


def every(gap: float, *, weeks: float, until: datetime = NOON) -> list[datetime]:
    """Arrivals, an article every `gap` hours."""
    return [until - timedelta(hours=hours * gap) for hours in range(1, int(weeks * 168 / gap))]


# articles an hour, requests per article, bounds, items of the feed, came in the last hour; minutes to the next poll
CASES = [
    (6, 1, (1, 1000), 1000, 6, 10),  # one request an article: as often as articles come
    (6, 0.5, (1, 1000), 1000, 6, 20),
    (6, 1, (15, 30), 1000, 6, 15),  # never sooner than the plan says
    (0.1, 1, (5, 45), 1000, 0, 45),  # never later
    (6, 0.1, (1, 1000), 20, 6, 100),  # ten of twenty items are new then: no later, whatever it costs
    (60, 0.1, (15, 1000), 20, 60, 10),  # … and sooner than the plan's shortest
    (6000, 1, (5, 10), 20, 6000, 1),  # but never more often than once a minute
    (6, 1, (1, 1000), 1000, 30, 5.1),  # a flood of news
    (6, 1, (1, 1000), 20, 60, 3.3),
    (6, 1, (1, 1000), 1000, 0, 14.2),  # silence where there should be news
]


@pytest.mark.parametrize(("rate", "requests", "bounds", "holds", "came", "wanted"), CASES)
def test_interval(
    rate: float, requests: float, bounds: tuple[float, float], holds: int, came: int, wanted: float
) -> None:
    polling = Polling((Hours(*bounds),), requests, per_day=1, holds=holds)
    known = Habit(flat(rate), scale(polling, flat(rate)))
    arrivals = [NOON - timedelta(minutes=1)] * int(came)
    assert minutes(interval(polling, known, arrivals, NOON, ZONE)) == pytest.approx(wanted, abs=0.1)


def test_the_night_ends_when_the_day_begins() -> None:
    """A poll at half past six, with an hour's pause of the night, does not sleep into the morning."""
    polling = Polling((Hours(5, 5, (7, 23)), Hours(60, 60)), requests=1, per_day=50)
    known = habit(polling, [], NOON, ZONE)
    at = MONDAY + timedelta(hours=6, minutes=30)
    assert minutes(interval(polling, known, [], at, ZONE)) == 35
    assert minutes(interval(polling, known, [], at - timedelta(hours=2), ZONE)) == 60


@pytest.mark.parametrize(
    ("local", "wanted"),
    [
        ("2026-11-20T12:00", 1),  # Friday
        ("2026-11-21T12:00", 2),  # Saturday
        ("2026-11-20T23:30", 3),
        ("2026-11-21T03:00", 3),  # hours go over midnight
        ("2026-11-21T07:00", 2),
        ("2026-11-22T12:00", 4),  # nothing fits a Sunday: the last
    ],
)
def test_hours_and_days_of_the_plan(local: str, wanted: int) -> None:
    hours = (
        Hours(1, 9, (7, 23), (0, 1, 2, 3, 4)),
        Hours(2, 9, (7, 23), (5,)),
        Hours(3, 9, (23, 7)),
        Hours(4, 9, (0, 1), ()),
    )
    assert Polling(hours, 1, 1).at(datetime.fromisoformat(local)).shortest == wanted


@pytest.mark.parametrize(
    ("usual", "failures", "wanted"),
    [(6, 0, 6), (6, 1, 6), (6, 2, 12), (6, 3, 20), (6, 99, 20), (90, 0, 90), (90, 1, 10), (90, 4, 80), (90, 9, 90)],
)
def test_after_failures(usual: float, failures: int, wanted: float) -> None:
    longest = timedelta(minutes=max(20, usual))
    assert minutes(failed_interval(timedelta(minutes=usual), failures, longest)) == wanted


def test_what_the_plan_allows_is_what_is_asked_for() -> None:
    rhythm = typical(120)
    for requests in (0.5, 1, 2):
        polling = Polling(FREE, requests, 120)
        known = Habit(rhythm, scale(polling, rhythm))
        waits = (known.scale / rate**0.75 for rate in rhythm)
        assert sum(60 / wait for wait in waits) == pytest.approx(requests * sum(rhythm), rel=0.01)


# The rhythm


def test_nothing_known_is_the_plan_believed() -> None:
    assert sum(learn([], 100, NOON, ZONE)) == pytest.approx(700)
    assert learn(every(1, weeks=0.5), 100, NOON, ZONE) == typical(100)


def test_a_rhythm_is_learnt() -> None:
    arrivals = published(120, 5, seed=3)
    known = learn(arrivals, 10, arrivals[-1], ZONE)
    working = [sum(known[day * 24 + hour] for day in range(5)) / 5 for hour in range(24)]
    share = sum(SHAPE) * (5 + 2 * WEEKEND) / 7 / 120
    for hour in range(8, 20):  # each counts with those beside it
        assert working[hour] * share == pytest.approx(sum(SHAPE[hour - 1 : hour + 2]) / 3, rel=0.2), hour
    assert sum(known) == pytest.approx(7 * 120, rel=0.1)
    assert sum(known[:120]) > 4 * sum(known[120:]), "a weekend is quieter"


def _without_a_week(arrivals: list[datetime]) -> Iterator[datetime]:
    return (at for at in arrivals if not timedelta(weeks=1) < NOON - at <= timedelta(weeks=2))


def test_one_odd_week_changes_little() -> None:
    usual = learn(every(0.25, weeks=4), 1, NOON, ZONE)
    assert max(usual) == pytest.approx(4, rel=0.1)
    assert learn(list(_without_a_week(every(0.25, weeks=4))), 1, NOON, ZONE) == pytest.approx(usual, rel=0.1)
    flood = [NOON - timedelta(days=2, minutes=each / 10) for each in range(1000)]
    assert sum(learn(every(0.25, weeks=4) + flood, 1, NOON, ZONE)) == pytest.approx(sum(usual), rel=0.1)


def test_no_hour_is_believed_to_be_silent_for_ever() -> None:
    arrivals = [NOON - timedelta(days=days) for days in range(28)]
    known = learn(arrivals, 1, NOON, ZONE)
    assert min(known) > 0
    assert known[hour_of_week(NOON, ZONE)] > 5 * min(known)


# The targets: minutes from publication to line, list requests per article


@pytest.mark.parametrize("per_day", [100, 160, 300])
def test_busy_editions(per_day: int) -> None:
    results = [simulate(replace(BUSY, per_day=100.0), per_day, weeks=1, seed=seed) for seed in (1, 2)]
    assert sum(each.median for each in results) / 2 <= 6.2
    assert max(each.slowest for each in results) <= 20
    assert sum(each.requests for each in results) / 2 <= 1
    assert not any(each.lost for each in results)


@pytest.mark.parametrize("per_day", [20, 35])
def test_quiet_editions(per_day: int) -> None:
    result = simulate(replace(QUIET, per_day=25.0), per_day, weeks=2)
    assert result.median <= 15
    assert result.requests <= 3
    assert not result.lost


def test_a_fixed_interval_does_worse() -> None:
    """Ten minutes meet the delay, for twice to fifteen times the requests where little is published."""
    assert simulate_fixed(100, weeks=1).requests > 1.4
    assert simulate_fixed(20, weeks=1).requests > 6


def test_a_short_feed_never_overflows() -> None:
    """Whatever the plan would save."""
    thrifty = Polling((Hours(5, 240, DAY), Hours(60, 600, NIGHT)), requests=0.02, per_day=150, holds=20)
    assert simulate(thrifty, 168, weeks=2).lost == 0
    assert simulate(thrifty, 60, weeks=2).lost == 0
