"""How is a span of days of one site lived: the real schedule's turns, real crawls, a web with a clock?"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scrapy.utils.project import get_project_settings

from newsspider.commands.planning import book_of, command_of
from newsspider.schedule.plan import PLAN
from newsspider.schedule.runner import CROWDED
from newsspider.store.lock import is_held
from tests.freshness.clock import SimulatedClock, faked
from tests.freshness.crawling import SimulatedCrawler
from tests.freshness.kills import Kill, ScheduleKilled, plan_kills
from tests.freshness.volumes import FEEDS, ZONE, rows
from tests.freshness.worker import Worker, load
from tests.replica.editing import Editing
from tests.replica.faults import Fault
from tests.replica.journal import Entry
from tests.replica.page import Answer
from tests.replica.run import Replica
from tests.replica.world import World

BEGIN = datetime(2026, 10, 12, tzinfo=ZONE)  # a Monday
FIRST = timedelta(hours=1)  # before it the first crawl begins: it fetches what it finds of a week
# After the last day nothing is published, and articles are still looked at again.
AFTERWARDS = 32.0  # hours
OUTAGE = timedelta(hours=6)
OUTAGES = {"tengrinews": (timedelta(days=1, hours=11), "503"), "kazinform": (timedelta(days=3, hours=9), "dropped")}
EDITS = Editing()
SLOW_DAY = date(2026, 10, 15)
FAST = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=0",
    "BACKOFF_START=0.01",
    "LOG_LEVEL=WARNING",
    "WARN_ON_GENERATOR_RETURN_VALUE=0",  # a check of Scrapy's that takes a tenth of an empty crawl
)


@dataclass(frozen=True, slots=True)
class Span:
    """What is to be lived. `before`: days of articles that are there when the first crawl begins. `afterwards`: hours
    without news."""

    site: str
    days: float = 7.0
    before: float = 7.0
    afterwards: float = AFTERWARDS
    share: float = 1.0
    kills: int = 0
    seed: int = 1
    begin: datetime = BEGIN

    @property
    def end(self) -> datetime:
        return self.begin + timedelta(days=self.days)

    @property
    def over(self) -> datetime:
        return self.end + timedelta(hours=self.afterwards)

    @property
    def outage(self) -> tuple[datetime, datetime]:
        length = timedelta(days=self.days)
        start = self.begin + min(OUTAGES[self.site][0], length / 2)
        return start, start + min(OUTAGE, length / 4)

    def world(self) -> World:
        plan = rows(
            self.site,
            self.begin - timedelta(days=self.before),
            self.end,
            slow=SLOW_DAY,
            share=self.share,
            seed=self.seed,
        )
        return World.make(self.seed, end=self.over, plan=plan, feeds=FEEDS, edits=EDITS)


@dataclass(slots=True)
class Lived:
    """`asked`: every request with the simulated time of its crawl."""

    asked: list[tuple[datetime, Entry]] = field(default_factory=list)
    crawls: int = 0
    killed: list[Kill] = field(default_factory=list)
    seconds: float = 0.0


class Paced:
    """A world in which each request takes the time that politeness costs."""

    def __init__(self, world: World, clock: SimulatedClock) -> None:
        self._world, self._clock = world, clock

    @property
    def hosts(self) -> tuple[str, ...]:
        return self._world.hosts

    def answer(self, host: str, target: str, _now: datetime) -> Answer | None:
        return self._world.answer(host, target, self._clock.ask(host))


def live(span: Span, world: World, folder: Path) -> Lived:
    """`folder`: empty; the crawls' output is in its `output`, what they said in `log`."""
    began = time.monotonic()
    clock = SimulatedClock(span.begin - FIRST, folder / "time")
    fake = {**faked(folder / "time"), "NEWSSPIDER_CONTACT": "https://example.kz/"}
    with Replica(Paced(world, clock), output=folder / "output", clock=clock) as replica:
        load(replica.whole_environment(fake))
        lane = Lane(span, clock, replica, folder, fake)
        lane.live()
        clock.close()
        lived = lane.lived(time.monotonic() - began)
        save(span, lived, folder)
        return lived


def save(span: Span, lived: Lived, folder: Path) -> None:
    """To be measured again, or while it is still lived."""
    (folder / "lived.pickle").write_bytes(pickle.dumps((span, lived)))


class Lane:
    def __init__(self, span: Span, clock: SimulatedClock, replica: Replica, folder: Path, fake: dict[str, str]) -> None:
        self._span, self._clock, self._replica, self._fake = span, clock, replica, fake
        self._folder, self._log = folder, folder / "log"
        self._settings = get_project_settings()
        self._settings.set("OUTPUT", str(replica.output))
        self._kills = plan_kills(span.kills, span.begin, span.end, span.seed)
        self._marks: list[tuple[int, datetime]] = []  # how much had been asked when a turn came
        self.killed: list[Kill] = []
        self.crawls = 0
        self._worker: Worker | None = None
        self._crawler = self._anew()

    def live(self) -> None:
        began, day = time.monotonic(), self._clock.now().date()
        while (at := self._crawler.book.next_at(self._span.site)) < self._span.over:
            self._clock.set_at_least(at)
            self._turn()
            if self._clock.now().date() != day:
                day = self._clock.now().date()
                asked, minutes = len(self._replica.journal), (time.monotonic() - began) / 60
                save(self._span, self.lived(time.monotonic() - began), self._folder)
                print(f"{self._span.site} {day}: {asked} requests, {minutes:.1f} min", file=sys.stderr, flush=True)
        self._dismiss()

    def lived(self, seconds: float) -> Lived:
        crawls = self.crawls + self._crawler.crawls
        return Lived(self._asked(), crawls, self.killed + self._crawler.killed, seconds)

    def _asked(self) -> list[tuple[datetime, Entry]]:
        marks = [mark for mark, _ in self._marks]
        entries = list(self._replica.journal)
        return [(self._marks[bisect_right(marks, place) - 1][1], entry) for place, entry in enumerate(entries)]

    def _turn(self) -> None:
        now = self._clock.now()
        self._marks.append((len(self._replica.journal), now))
        self._set_outage(now)
        kill = self._kills[0] if self._kills and self._kills[0].at <= now else None
        if kill is not None and kill.process:
            self._kill_process(self._kills.pop(0))
            return
        self._crawler.kill_next = kill
        try:
            if self._crawler.crawl_due(self._span.site) is None:
                time.sleep(0.05)
                self._clock.advance(CROWDED)
        except ScheduleKilled:
            self._wait_for_crawl()
            self._dismiss()
        if self._crawler.killed:
            self._kills.pop(0)
            self._crawler = self._anew()

    def _anew(self) -> SimulatedCrawler:
        """A schedule that was started again: it knows what the last one wrote down."""
        if self._marks:
            self._sum_up()
        book = book_of(self._settings, PLAN, [self._span.site])
        book.now = self._clock.now
        book.keep()
        journal = self._replica.journal
        return SimulatedCrawler(book, command_of(PLAN, FAST), self._clock, self._hire, asked=lambda: len(journal))

    def _hire(self) -> Worker:
        if self._worker is None or not self._worker.is_fit:
            self._dismiss()
            self._worker = Worker(self._replica.whole_environment(self._fake), self._log)
        return self._worker

    def _dismiss(self) -> None:
        if self._worker is not None:
            self._worker.end()
        self._worker = None

    def _sum_up(self) -> None:
        self.crawls += self._crawler.crawls
        self.killed += self._crawler.killed

    def _set_outage(self, now: datetime) -> None:
        start, end = self._span.outage
        self._replica.faults.clear()
        if start <= now < end:
            self._replica.faults.add(Fault(".", OUTAGES[self._span.site][1]))

    def _kill_process(self, kill: Kill) -> None:
        """`scrapy schedule` itself is started, crawls what is due, and is killed."""
        given = [word for each in FAST for word in ("-s", each)]
        before, self.crawls = len(self._replica.journal), self.crawls + 1
        self._clock.begin_crawl()
        start, began = self._clock.now(), time.monotonic()
        running = self._folder / "running"  # APScheduler needs a clock that runs
        running.write_text(f"{(start - datetime.now(UTC)).total_seconds():+.0f}")
        process = self._replica.start(
            sys.executable, "-m", "scrapy", "schedule", self._span.site, *given, env=faked(running), log=self._log
        )
        until = time.monotonic() + 60
        crawler = self._crawler
        while not crawler.book.is_crawled(self._span.site) and time.monotonic() < until:
            time.sleep(0.02)
        while len(self._replica.journal) - before < kill.requests and time.monotonic() < until:
            if not crawler.book.is_crawled(self._span.site):
                break
            time.sleep(0.002)
        time.sleep(kill.seconds)
        process.kill()
        process.wait()
        if kill.crawl:
            _kill_holder(self._replica.output / "locks" / f"{self._span.site}.lock")
        self._wait_for_crawl()
        self._clock.set_at_least(start + timedelta(seconds=time.monotonic() - began))
        crawler.killed.append(kill)
        self._crawler = self._anew()

    def _wait_for_crawl(self) -> None:
        """It lost its schedule, and goes on to its end."""
        while self._crawler.book.is_crawled(self._span.site):
            time.sleep(0.02)


def _kill_holder(lock: Path) -> None:
    with suppress(OSError, ValueError):
        if is_held(lock):
            os.kill(int(lock.read_text()), signal.SIGKILL)
