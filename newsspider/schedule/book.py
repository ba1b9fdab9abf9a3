"""What is planned, what has been done, and so what comes next?"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsspider.schedule.due import ALL, Crawl, Planned, Turn, crawls, turn
from newsspider.schedule.memory import Last, Memory, read, remember
from newsspider.schedule.process import Ended, Outcome
from newsspider.store.errors import StoreError
from newsspider.store.hand_over import is_backfilled
from newsspider.store.lately import Lately
from newsspider.store.lock import is_held

FILE = "schedule.json"

Look = Callable[[str, str, datetime], Lately]  # site, zone, now; raises StoreError

logger = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Book:
    """The schedule of an output folder. Several processes may keep it at the same time."""

    def __init__(
        self, output: Path, planned: Sequence[Planned], look: Look, now: Callable[[], datetime] = utc_now
    ) -> None:
        """Raises StoreError."""
        self._path, self._output, self._look, self.now = output / FILE, output, look, now
        self._planned = [each for each in planned if not each.polling.skip]
        self.sites = tuple(dict.fromkeys(each.site for each in self._planned))
        self._changing = threading.Lock()
        self._unwritten: dict[tuple[str, str], Last] = {}  # while the disk is full
        self._memory: Memory = read(self._path) or {}

    def keep(self) -> None:
        """Raises StoreError when nothing can be written to the folder."""
        self._memory = remember(self._path, {})

    def memory(self) -> Memory:
        """From the file, since others may have written to it; where it can't be read, as last known."""
        try:
            self._memory = read(self._path) or self._memory
        except StoreError as problem:
            logger.error("%s", problem)
        return {**self._memory, **self._unwritten}

    def turns(self, site: str) -> list[Turn]:
        now, last, planned = self.now(), self.memory(), [each for each in self._planned if each.site == site]
        known = self._lately(planned[0], now)
        return [
            turn(
                each, last.get((site, each.edition), Last()), known.arrivals.get(each.edition, []), known.answered, now
            )
            for each in planned
        ]

    def due(self, site: str) -> list[Crawl]:
        return crawls(self.turns(site), self.now())

    def next_at(self, site: str) -> datetime:
        return min(each.at for each in self.turns(site))

    def longest(self, site: str) -> timedelta:
        """No edition of the site waits longer for its turn, unless its crawls go wrong."""
        minutes = [hours.longest for each in self._planned if each.site == site for hours in each.polling.hours]
        return timedelta(minutes=min(minutes))

    def is_crawled(self, site: str) -> bool:
        """Whether a crawl of the site is running, whoever started it. A backfill makes way for the one to come."""
        return is_held(self._output / "locks" / f"{site}.lock") and not is_backfilled(self._output, site)

    def begin(self, crawl: Crawl) -> datetime:
        """Written down at once, so that a machine that dies in every crawl does not begin one every minute."""
        began = self.now()
        self._change(crawl, lambda last: replace(last, tried=began, since=crawl.since))
        return began

    def end(self, crawl: Crawl, began: datetime, outcome: Outcome) -> None:
        match outcome.ended:
            case Ended.well:
                self._change(
                    crawl, lambda last: Last(began, began, began if crawl.sources == ALL else last.full, 0, crawl.since)
                )
            case Ended.stopped:  # its feed, which comes first, was read
                self._change(crawl, lambda last: Last(began, began, last.full, 0, crawl.since))
            case _:
                self._change(crawl, lambda last: replace(last, failures=last.failures + 1))

    def take_back(self, crawl: Crawl) -> None:
        """The schedule itself is stopped: the crawl's turn is now, when it begins again."""
        self._change(crawl, lambda last: replace(last, tried=last.good))

    def _change(self, crawl: Crawl, changed: Callable[[Last], Last]) -> None:
        with self._changing:
            before = self.memory()
            for name in crawl.editions:
                self._unwritten[crawl.site, name] = changed(before.get((crawl.site, name), Last()))
            try:
                self._memory = remember(self._path, self._unwritten)
                self._unwritten = {}
            except StoreError as problem:
                logger.error("%s: the schedule goes on, and will not know of it after a restart", problem)

    def _lately(self, planned: Planned, now: datetime) -> Lately:
        try:
            return self._look(planned.site, planned.zone, now)
        except StoreError as problem:
            logger.warning("%s: polled as if nothing was known of it", problem)
            return Lately()
