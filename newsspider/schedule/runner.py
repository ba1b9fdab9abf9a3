"""What keeps the schedule running for years? APScheduler, told when each site's turn comes."""

from __future__ import annotations

import logging
import signal
import threading
import time
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from newsspider.schedule.book import Book
from newsspider.schedule.crawler import Crawler
from newsspider.schedule.process import GRACE

LOOK = 10.0  # seconds from one look at the clock to the next
JUMP = 2.0  # seconds that it may go wrong by in between; more, and somebody set it, or the machine slept
CROWDED = timedelta(minutes=2)  # until a site that somebody else crawls is looked at again

logger = logging.getLogger(__name__)
logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a crawl that takes long is no warning


class Runner:
    """One job a site. Jobs are in memory: what they are made of is the plan and the book, and nothing that could grow
    stale is stored beside them. A job that raises, or is never told when its next turn comes, comes again after the
    site's longest interval.
    """

    def __init__(self, book: Book, crawler: Crawler, *, at_once: int, look: float = LOOK) -> None:
        self._book, self._crawler, self._look = book, crawler, look
        self._signals = 0
        self._stop = threading.Event()
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(at_once)},
            # However late a turn comes, it comes, and once for all those missed; never twice at the same time.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )

    def run(self, *, grace: timedelta = GRACE) -> int:
        """Until SIGTERM or SIGINT; then the crawls under way end first. A second signal kills them. The exit code."""
        before = {number: signal.signal(number, self._signalled) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            self._begin()
            self._watch_the_clock()
            return self._end(grace)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _begin(self) -> None:
        for site in self._book.sites:
            self._scheduler.add_job(
                self._crawl,
                IntervalTrigger(seconds=self._book.longest(site).total_seconds(), timezone=UTC),
                args=(site,),
                id=site,
                next_run_time=max(self._book.next_at(site), datetime.now(UTC)),
            )
        self._scheduler.start()

    def _crawl(self, site: str) -> None:
        """In a thread of the executor."""
        well: bool | None = False
        try:
            well = self._crawler.crawl_due(site)
        finally:
            if not self._stop.is_set():
                self._set_next(site, crowded=well is None)

    def _set_next(self, site: str, *, crowded: bool = False) -> None:
        now = datetime.now(UTC)
        if crowded:
            logger.info("%s is being crawled by somebody else", site)
        at = now + CROWDED if crowded else max(self._book.next_at(site), now)
        try:
            self._scheduler.modify_job(site, next_run_time=at)
        except JobLookupError:  # stopped meanwhile
            return
        logger.debug("%s: next at %s", site, at)

    def _watch_the_clock(self) -> None:
        """APScheduler waits by a clock that stands still while the machine sleeps, for moments of one that may be set.
        After a jump of either, every turn is counted anew."""
        ahead = time.time() - time.monotonic()
        while not self._stop.wait(self._look):
            before, ahead = ahead, time.time() - time.monotonic()
            if abs(ahead - before) > JUMP:
                logger.warning("the clock jumped, or the machine slept")
                for site in self._book.sites:
                    self._set_next(site)

    def _end(self, grace: timedelta) -> int:
        logger.info("stopping; pages under way are finished first")
        self._scheduler.pause()
        self._crawler.stop()
        until = time.monotonic() + grace.total_seconds()
        while not self._crawler.is_idle() and time.monotonic() < until and self._signals < 2:
            time.sleep(0.05)
        killed = not self._crawler.is_idle()
        self._crawler.kill()
        self._scheduler.shutdown(wait=True)
        return int(killed)

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        self._signals += 1
        self._stop.set()
