"""How does the schedule's crawler run crawls in a simulation: as real processes, in simulated time?"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from multiprocessing import connection, forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from newsspider.schedule.book import Book
from newsspider.schedule.crawler import Command, Crawler
from newsspider.schedule.process import GRACE, Ended, Outcome, Process
from tests.freshness.clock import SimulatedClock
from tests.freshness.kills import Kill, ScheduleKilled
from tests.replica.run import ROOT

LOOK = 0.25  # seconds of the machine, from one look at the simulated clock to the next
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.freshness.loaded"])


def load(environment: Mapping[str, str]) -> None:
    """Start the process that crawls are forked from, in their environment: settings are read when they are loaded."""
    before = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(environment)
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(before)


class Forked(Process):
    """A crawl's process. Its deadline is one of simulated time."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        clock: SimulatedClock,
        asked: Callable[[], int],
    ) -> None:
        self._clock, self._asked, self._before = clock, asked, asked()
        self._began = clock.now()
        self._asked_to_stop = False
        self._forked: ForkServerProcess = _context.Process(
            target=_crawl, args=(tuple(command), dict(environment), str(log))
        )
        self._forked.start()

    @property
    def id(self) -> int:
        return self._forked.pid or 0

    def wait(self, deadline: timedelta, grace: timedelta = GRACE) -> Outcome:
        while not connection.wait([self._forked.sentinel], LOOK):
            if self._clock.now() - self._began > deadline + grace:
                self.kill()
            elif self._clock.now() - self._began > deadline:
                self.stop()
        self._forked.join()
        code = self._forked.exitcode
        if code and self._asked_to_stop:
            return Outcome(Ended.stopped, code)
        return Outcome(Ended.wrong if code else Ended.well, code)

    def stop(self) -> None:
        if not self._asked_to_stop:
            self._asked_to_stop = True
            self._forked.terminate()

    def kill(self) -> None:
        self._forked.kill()

    def wait_for(self, kill: Kill) -> bool:
        """Whether it still runs when the moment of the kill has come."""
        until = time.monotonic() + 60
        while self._forked.is_alive() and self._asked() - self._before < kill.requests and time.monotonic() < until:
            time.sleep(0.002)
        self._forked.join(kill.seconds)
        return self._forked.is_alive()


class ForkedCrawler(Crawler):
    """`kill`: what is to be killed in the course of the next crawl."""

    def __init__(
        self,
        book: Book,
        command: Command,
        clock: SimulatedClock,
        environment: Mapping[str, str],
        log: Path,
        asked: Callable[[], int],
    ) -> None:
        super().__init__(book, command, ROOT)
        self._clock, self._environment, self._log, self._asked = clock, environment, log, asked
        self.kill_next: Kill | None = None
        self.killed: list[Kill] = []
        self.crawls = 0

    def _start(self, command: Sequence[str]) -> Process | None:
        self.crawls += 1
        self._clock.begin_crawl()
        forked = Forked(command, self._environment, self._log, self._clock, self._asked)
        if self.kill_next is not None and forked.wait_for(self.kill_next):
            kill, self.kill_next = self.kill_next, None
            self.killed.append(kill)
            if kill.crawl:
                forked.kill()
            if kill.schedule:
                raise ScheduleKilled
        return forked


def _crawl(command: tuple[str, ...], environment: dict[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    from scrapy.cmdline import execute

    execute(list(command[command.index("scrapy") :]))
