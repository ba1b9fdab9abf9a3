"""How does the schedule's crawler run crawls in a simulation: in simulated time, killed now and then?"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from newsspider.schedule.book import Book
from newsspider.schedule.crawler import Command, Crawler
from newsspider.schedule.process import GRACE, Ended, Outcome, Process
from tests.freshness.clock import SimulatedClock
from tests.freshness.kills import Kill, ScheduleKilled
from tests.freshness.worker import Worker
from tests.replica.run import ROOT

LOOK = 0.25  # seconds of the machine, from one look at the simulated clock to the next


class Lent(Process):
    """A crawl in a worker. Its deadline is one of simulated time."""

    def __init__(self, command: Sequence[str], worker: Worker, clock: SimulatedClock) -> None:
        self._worker, self._clock, self._began = worker, clock, clock.now()
        self._asked_to_stop = False
        worker.begin(command)

    @property
    def id(self) -> int:
        return self._worker.id

    def wait(self, deadline: timedelta, grace: timedelta = GRACE) -> Outcome:
        while not self._worker.is_done(LOOK):
            if self._clock.now() - self._began > deadline:
                self.stop()
        code = self._worker.code()
        if code and self._asked_to_stop:
            return Outcome(Ended.stopped, code)
        return Outcome(Ended.wrong if code else Ended.well, code)

    def stop(self) -> None:
        """A worker can't be asked to stop, and what survives a kill survives a request."""
        self._asked_to_stop = True
        self.kill()

    def kill(self) -> None:
        self._worker.kill()


class SimulatedCrawler(Crawler):
    """`kill_next`: what is to be killed in the course of a crawl, the next one that lasts so long."""

    def __init__(
        self,
        book: Book,
        command: Command,
        clock: SimulatedClock,
        hire: Callable[[], Worker],
        asked: Callable[[], int],
    ) -> None:
        super().__init__(book, command, ROOT)
        self._clock, self._hire, self._asked = clock, hire, asked
        self.kill_next: Kill | None = None
        self.killed: list[Kill] = []
        self.crawls = 0

    def _start(self, command: Sequence[str]) -> Process | None:
        self.crawls += 1
        self._clock.begin_crawl()
        worker, before = self._hire(), self._asked()
        lent = Lent(command, worker, self._clock)
        kill = self.kill_next
        if kill is not None and self._comes(kill, worker, before):
            self.kill_next = None
            self.killed.append(kill)
            if kill.crawl:
                worker.kill()
            if kill.schedule:
                raise ScheduleKilled
        return lent

    def _comes(self, kill: Kill, worker: Worker, before: int) -> bool:
        """Whether the crawl still runs when the moment of the kill has come."""
        until = time.monotonic() + 60
        while self._asked() - before < kill.requests and time.monotonic() < until:
            if worker.is_done(0.002):
                return False
        return not worker.is_done(kill.seconds)
