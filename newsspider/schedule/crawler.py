"""How are the crawls of one site that are due run, one after the other?"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from newsspider.schedule.book import Book
from newsspider.schedule.due import Crawl
from newsspider.schedule.process import GRACE, Ended, Outcome, Process

Command = Callable[[Crawl], Sequence[str]]

logger = logging.getLogger(__name__)


class Crawler:
    """Runs crawls as processes, and stops those that run. Its methods may be called from several threads."""

    def __init__(
        self,
        book: Book,
        command: Command,
        folder: Path,
        *,
        grace: timedelta = GRACE,
        went_wrong: Callable[[str], None] | None = None,
    ) -> None:
        """`went_wrong`: is told the site after a crawl that failed or was killed."""
        self.book, self._command, self._folder, self._grace = book, command, folder, grace
        self._went_wrong = went_wrong
        self._running: set[Process] = set()
        self._changing = threading.Lock()
        self._stopping = False

    def crawl_due(self, site: str) -> bool | None:
        """Whether all that was due of the site went well; None: somebody else is crawling it."""
        well = True
        for crawl in self.book.due(site):
            if self.book.is_crawled(site):
                return None
            outcome = self._crawl(crawl)
            if outcome is None:
                return False
            well = well and outcome.ended in (Ended.well, Ended.stopped)
        return well

    def stop(self) -> None:
        """Ask every crawl to end, and begin none."""
        with self._changing:
            self._stopping = True
            for process in self._running:
                process.stop()

    def kill(self) -> None:
        with self._changing:
            for process in self._running:
                process.kill()

    def is_idle(self) -> bool:
        return not self._running

    def running(self) -> int:
        return len(self._running)

    def _crawl(self, crawl: Crawl) -> Outcome | None:
        """None: the schedule was stopped."""
        if self._stopping:
            return None
        began = self.book.begin(crawl)
        process = self._start(self._command(crawl))
        if process is None:
            outcome = Outcome(Ended.stopped if self._stopping else Ended.wrong)
        else:
            try:
                outcome = process.wait(crawl.deadline, self._grace)
            finally:
                with self._changing:  # `stop` may be going through them
                    self._running.discard(process)
        if self._stopping and outcome.ended is not Ended.well:
            self.book.take_back(crawl)
            return None
        self.book.end(crawl, began, outcome)
        _tell(crawl, outcome)
        if self._went_wrong and outcome.ended in (Ended.wrong, Ended.hung):
            self._went_wrong(crawl.site)
        return outcome

    def _start(self, command: Sequence[str]) -> Process | None:
        with self._changing:
            if self._stopping:
                return None
            try:
                process = Process(command, self._folder)
            except OSError as problem:
                logger.error("%s can't be started: %s", command[0], problem.strerror)
                return None
            self._running.add(process)
            return process


def _tell(crawl: Crawl, outcome: Outcome) -> None:
    name = f"{crawl.site} ({', '.join(crawl.editions)})"
    match outcome.ended:
        case Ended.well:
            logger.info("%s: %s read", name, crawl.sources or "all sources")
        case Ended.stopped:
            logger.warning("%s: stopped at its deadline of %s, the next crawl goes on", name, crawl.deadline)
        case Ended.hung:
            logger.error("%s: hung, and was killed", name)
        case Ended.wrong:
            logger.warning("%s: went wrong (exit code %s)", name, outcome.code)
