"""What keeps the schedule running for years? APScheduler, told when each site's turn comes."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from newsspider.schedule.backfills import Backfills
from newsspider.schedule.book import Book
from newsspider.schedule.crawler import Crawler
from newsspider.schedule.process import GRACE
from newsspider.schedule.signals import Signals, caught

LOOK = 10.0  # seconds from one look at the clock to the next
JUMP = 2.0  # seconds that it may go wrong by in between; more, and somebody set it, or the machine slept
BACKFILLS = "backfills"
CROWDED = timedelta(minutes=2)  # until a site that somebody else crawls is looked at again

logger = logging.getLogger(__name__)
logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a crawl that takes long is no warning


class Runner:
    """One job a site, and one a backfill. Jobs are in memory: what they are made of is the plan and the book, and
    nothing that could grow stale is stored beside them. A job that raises, or is never told when its next turn comes,
    comes again after the site's longest interval; one of a backfill, which looks after it, at the next look.
    """

    def __init__(self, book: Book, crawler: Crawler, backfills: Backfills, *, at_once: int, look: float = LOOK) -> None:
        self._book, self._crawler, self._backfills, self._look = book, crawler, backfills, look
        self._stopping = False
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(at_once), BACKFILLS: ThreadPoolExecutor(1)},
            # However late a turn comes, it comes, and once for all those missed; never twice at the same time.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )

    def run(self, *, grace: timedelta = GRACE) -> int:
        """Until SIGTERM or SIGINT; then crawls and backfills end first. A second signal kills them. The exit code."""
        with caught() as signals:
            self._begin()
            self._watch_the_clock(signals)
            return self._end(signals, grace)

    def _begin(self) -> None:
        for site in self._book.sites:
            self._scheduler.add_job(
                self._crawl,
                IntervalTrigger(seconds=self._book.longest(site).total_seconds(), timezone=UTC),
                args=(site,),
                id=site,
                next_run_time=max(self._book.next_at(site), datetime.now(UTC)),
            )
        for site in self._backfills.sites:
            self._scheduler.add_job(
                self._backfills.look,
                IntervalTrigger(seconds=self._look, timezone=UTC),
                args=(site,),
                id=f"{BACKFILLS} {site}",
                executor=BACKFILLS,  # no crawl waits for it
                next_run_time=datetime.now(UTC),
            )
        self._scheduler.start()

    def _crawl(self, site: str) -> None:
        """In a thread of the executor."""
        well: bool | None = False
        try:
            well = self._crawler.crawl_due(site)
        finally:
            if not self._stopping:
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

    def _watch_the_clock(self, signals: Signals) -> None:
        """APScheduler waits by a clock that stands still while the machine sleeps, for moments of one that may be set.
        After a jump of either, every turn is counted anew."""
        ahead = time.time() - time.monotonic()
        while not signals.wait(self._look):
            before, ahead = ahead, time.time() - time.monotonic()
            if abs(ahead - before) > JUMP:
                logger.warning("the clock jumped, or the machine slept")
                for site in self._book.sites:
                    self._set_next(site)
                for site in self._backfills.sites:
                    self._scheduler.modify_job(f"{BACKFILLS} {site}", next_run_time=datetime.now(UTC))

    def _end(self, signals: Signals, grace: timedelta) -> int:
        logger.info("stopping; pages under way are finished first")
        self._stopping = True
        self._scheduler.pause()
        self._crawler.stop()
        self._backfills.stop()
        until = time.monotonic() + grace.total_seconds()
        while not self._is_idle() and time.monotonic() < until and signals.came < 2:
            signals.wait(0.05)
        killed = not self._is_idle()
        self._crawler.kill()
        self._backfills.kill()
        # Not to be waited for here: it would hold a lock that a thread at the end of its crawl needs. Python waits for
        # the threads before it exits, and none has anything left to wait for.
        self._scheduler.shutdown(wait=False)
        return int(killed)

    def _is_idle(self) -> bool:
        return self._crawler.is_idle() and self._backfills.is_idle()
