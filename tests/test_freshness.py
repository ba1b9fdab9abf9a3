"""Does a simulated day lose nothing, whatever is killed in it, and are its figures right? The short form of
`make simulate`."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from newsspider.schedule.memory import read
from tests.freshness.__main__ import main
from tests.freshness.bound import best_share
from tests.freshness.clock import ANSWER, DELAY, FAKETIME, MISSING, START, SimulatedClock
from tests.freshness.figures import Figures, Pace, measure
from tests.freshness.fixed import fixed
from tests.freshness.kills import plan_kills
from tests.freshness.lane import BEGIN, Lived, Span
from tests.freshness.run import run
from tests.freshness.verdict import promises
from tests.freshness.volumes import HOURS, VOLUMES, Volume, moments
from tests.replica.journal import Entry
from tests.replica.truth import Truth
from tests.replica.written import Record, Written

NEVER = date(2000, 1, 1)
RU = VOLUMES[0]
HOUR = timedelta(hours=1)


@pytest.mark.skipif(FAKETIME is None, reason=MISSING)
def test_some_hours_with_kills(tmp_path: Path) -> None:
    span = Span("tengrinews", days=2 / 24, before=0.05, afterwards=1.2, kills=3, begin=BEGIN + 10 * HOUR)
    # In a process of its own: what other tests have forked from has another clock.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        lived = pool.submit(run, span, tmp_path).result()
    told = {each.volume.edition: each for each in lived.figures}
    assert sum(each.published for each in lived.figures) > 10
    assert [each.missing + each.twice for each in lived.figures] == [[], [], []]
    assert [kill.crawl or kill.schedule for kill in lived.killed] == [True] * 3
    assert told["ru"].outage > 0
    assert 0 < told["ru"].pace.median < 30
    assert told["ru"].revisits[1] > 0
    memory = read(tmp_path / "output" / "schedule.json")
    assert memory is not None
    tried = memory["tengrinews", "ru"].tried
    assert tried is not None
    assert span.end < tried < span.over, "the schedule and its crawls live in the simulation's time"


def test_requests_take_the_time_that_politeness_costs(tmp_path: Path) -> None:
    clock = SimulatedClock(BEGIN, tmp_path / "time")
    clock.begin_crawl()
    assert clock.ask("one") == clock.ask("other") == BEGIN + START + ANSWER  # hosts are asked beside each other
    assert clock.ask("one") == BEGIN + START + DELAY + ANSWER
    assert clock.ask("other") == clock.now() == BEGIN + START + DELAY + ANSWER
    assert (tmp_path / "time").read_text() == "2026-10-11 19:00:06\n"
    clock.set_at_least(BEGIN)
    assert clock.now() > BEGIN
    clock.close()


@pytest.mark.parametrize("volume", VOLUMES, ids=lambda each: f"{each.site}-{each.edition}")
def test_editions_publish_as_much_as_is_known_of_them(volume: Volume) -> None:
    weeks = [moments(volume, BEGIN, BEGIN + timedelta(days=7), NEVER, 1, seed) for seed in range(20)]
    days = Counter((at - BEGIN).days for week in weeks for at in week)
    working = sum(days[day] for day in range(5)) / 5 / len(weeks)
    assert working == pytest.approx(volume.per_day, rel=0.1)
    assert (days[5] + days[6]) / 2 / len(weeks) == pytest.approx(0.7 * volume.per_day, rel=0.2)


def test_a_slow_day_and_the_best_hour() -> None:
    volume = next(each for each in VOLUMES if (each.site, each.edition) == ("kazinform", "ru"))
    weeks = [moments(volume, BEGIN, BEGIN + timedelta(days=5), date(2026, 10, 15), 1, seed) for seed in range(20)]
    days = Counter((at - BEGIN).days for week in weeks for at in week)
    assert days[3] < 0.5 * days[2]
    hours = Counter((at - BEGIN) // HOUR for week in weeks for at in week if (at - BEGIN).days != 3)
    assert 9 < max(hours.values()) / len(weeks) < 15


def test_kills_strike_all_kinds() -> None:
    kills = plan_kills(50, BEGIN, BEGIN + timedelta(days=7), 1)
    assert len(kills) == 50
    assert [each.at for each in kills] == sorted(each.at for each in kills)
    kinds = Counter((each.crawl, each.schedule) for each in kills if not each.process)
    assert kinds == {(True, False): 20, (True, True): 10, (False, True): 10}
    assert {each.crawl for each in kills if each.process} == {True, False}


def truth(name: str, **more: object) -> Truth:
    url = f"https://{RU.host}/news/{name}-1/"
    expected = {"title": "T", "text": "one\n\ntwo"}
    return Truth("tengrinews", "ru", url, (), **{"expected": expected, "design": "2026", **more})  # type: ignore[arg-type]


def line(of: Truth, minutes: float, **more: object) -> Record:
    fetched = (BEGIN + timedelta(minutes=minutes)).isoformat()
    return {"url": of.url, "urls": [], "version": 1, "fetch": {"fetched_at": fetched}, **of.expected, **more}


def asked(target: str, minutes: float, **more: object) -> tuple[datetime, Entry]:
    return BEGIN + timedelta(minutes=minutes), Entry(0, RU.host, target, **{"status": 200, **more})  # type: ignore[arg-type]


def figures(
    truths: list[Truth], lines: list[Record], requests: list[tuple[datetime, Entry]], minutes: float = 10
) -> Figures:
    """All are published so many minutes after the beginning."""
    seen = {each.url: BEGIN + timedelta(minutes=minutes) for each in truths}
    return measure(Span("tengrinews"), Lived(requests), truths, Written(lines), seen)[0]


def test_what_is_measured() -> None:
    one, lost, deleted = truth("one"), truth("lost"), truth("deleted", gone_at=BEGIN + HOUR)
    page = one.url.removeprefix(f"https://{RU.host}")
    requests = [
        asked("/robots.txt", 12),
        asked("/news.rss", 12),
        asked("/news.rss", 12, status=304),
        asked("/news.rss", -12),  # before the days that are measured
        asked(page, 12, fault="503", status=503),
        asked(page, 14),
        asked(page, 74, if_none_match="a", status=304),
        asked(page, 80),
    ]
    found = figures([one, lost, deleted], [line(one, 14), line(one, 80, version=2)], requests)
    assert (found.published, found.captured, found.vanished, found.missing) == (3, 1, 1, [lost.url])
    assert (found.twice, found.versions, found.again) == ([], 1, [one.url])
    assert (found.pace.lists, found.pace.delays, found.revisits) == (2, [4.0], {1: 1})
    assert figures([one], [line(one, 14), line(one, 15)], []).twice == [one.url]


def test_during_an_outage_nothing_is_late() -> None:
    start, end = Span("tengrinews").outage
    at = (start - BEGIN) / timedelta(minutes=1) + 5
    one = truth("one")
    found = figures([one], [line(one, (end - BEGIN) / timedelta(minutes=1) + 7)], [], minutes=at)
    assert (found.outage, found.late, found.pace.delays) == (1, 7.0, [])


@pytest.mark.parametrize(
    ("text", "title", "final"),
    [
        ("one\n\nthree", "New", 1),
        ("one\n\nthree\n\na line of the site", "New", 1),
        ("one\n\nthree", "T", 0),  # the title of before
        ("one\n\ntwo", "New", 0),  # the text of before
        ("one\n\ntwo\n\nthree", "New", 0),
    ],
)
def test_the_final_text(text: str, title: str, final: int) -> None:
    after = {"title": "New", "text": "one\n\nthree"}
    one = truth("one", expected=after, earlier=({"title": "T", "text": "one\n\ntwo"},), since=BEGIN + 5 * HOUR)
    found = figures([one], [line(one, 14, title="T"), line(one, 400, version=2, title=title, text=text)], [])
    assert (found.edited, found.final) == (1, final)


def test_promises() -> None:
    volume = next(each for each in VOLUMES if each.per_day > 100)
    busy = Figures(volume, published=700, captured=700, pace=Pace(100, 90, [5.0] * 94 + [30.0] * 6))
    told = {each.what.partition(": ")[2] or each.what: each.kept for each in promises([busy], kills=0)}
    assert told["median <= 6 min"]
    assert not told["95 % <= 20 min"]
    assert told["list requests an article <= 1"]
    busy.again, busy.edited, busy.final = ["url"], 100, 98
    broken = [each.what for each in promises([busy], kills=0) if not each.kept]
    assert [each[:12] for each in broken] == ["each page as", "kazinform ru", "the final te"]
    assert len([each for each in promises([busy], kills=1) if not each.kept]) == 2


def test_a_fixed_poll_beside_it() -> None:
    at = moments(RU, BEGIN, BEGIN + timedelta(days=7), NEVER, 1, 1)
    found = fixed(RU, at, BEGIN)
    assert found is not None
    assert 4 < found.median < 7
    assert 1.5 < found.requests < 2.5
    assert fixed(RU, at[:1], BEGIN) is None


def test_wrong_use() -> None:
    with pytest.raises(SystemExit):
        main(["--sites", "elsewhere"])


def test_no_timetable_does_better_than_its_requests_allow() -> None:
    assert best_share(RU, BEGIN, 1, lists_each=0, minutes=15) == 0
    assert best_share(RU, BEGIN, 1, lists_each=96 / RU.per_day, minutes=15) == pytest.approx(1)  # four an hour
    few = best_share(replace(RU, per_day=10), BEGIN, 1, lists_each=1, minutes=15)
    # 10 requests in the busiest hours: 2.5 of 24, each with 7 of 98 articles
    assert few == pytest.approx(2.5 * 7 / sum(HOURS))
