"""Who opens and closes what a crawl keeps, and says how the site is?"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from newsspider.extensions.watch import Watch
from newsspider.monitor.counted import by_edition
from newsspider.monitor.expect import Expect
from newsspider.monitor.health import NO_SOURCE, Crawled, Health, health
from newsspider.monitor.past import Past
from newsspider.store.errors import StoreError
from newsspider.store.registry import attach, end_crawl, session_of
from newsspider.store.session import Session
from newsspider.store.suspects import Suspects

logger = logging.getLogger(__name__)


class Storage:
    """The session lives from the first signal of a crawl to its last. A command may have opened it before."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        try:
            self.session = session_of(crawler)
        except LookupError:
            self.session = open_session(crawler)
        self.watch = Watch(crawler, self.session)
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def close(self, spider: Spider, reason: str) -> None:
        """What sources said of themselves is kept only after a crawl that came to its end."""
        stats = self.crawler.stats.get_stats() if self.crawler.stats else {}
        reason = true_reason(reason, stats)
        now = datetime.now(UTC)
        names = {"requests": "downloader/request_count", "answers": "downloader/response_count"}
        self.session.tally({name: stats.get(stat, 0) for name, stat in names.items()})
        try:
            past = self.watch.past(now)
            judged = self._judge(reason, now, past)
            signs, watched = by_edition(self.session.counts()), self.watch.rows(past)
        except StoreError as error:
            end_crawl(self.crawler, error)
            return
        except BaseException:  # Scrapy logs the bug; the run has its end all the same, and the site is free
            self._end(reason, now)
            raise
        told = {"health": judged.word, "why": judged.why}
        if self._end(reason, now, judged=told, signs=signs, watched=watched) and judged.word == "ill":
            logger.warning("%s is ill: %s (scrapy status says more)", spider.name, judged.why)

    def _end(self, reason: str, now: datetime, **kept: Any) -> bool:
        """Whether that could be kept."""
        try:
            self.session.close(reason, reason == "finished", now, **kept)
        except StoreError as error:
            end_crawl(self.crawler, error)
            return False
        return True

    def _judge(self, reason: str, now: datetime, past: Past) -> Health:
        last = self.session.last_stored_at()
        quiet = now - datetime.fromisoformat(last) if last else None
        kept = Suspects(self.session.output, self.session.source)
        articles = self.session.output / "articles" / self.session.source
        counts, before = self.session.counts(), self.session.before()
        crawled = Crawled(reason, False, timedelta(), counts, quiet, before, str(kept.folder), now, past, str(articles))
        return health(crawled, getattr(self.crawler.spidercls, "expect", Expect()))


def true_reason(reason: str, stats: Mapping[str, Any]) -> str:
    """A crawl that could read nothing came to no end, whatever Scrapy says."""
    read_nothing = stats.get("newsspider/sources/failed") and not stats.get("newsspider/sources/read")
    return NO_SOURCE if read_nothing else reason


def open_session(crawler: Crawler) -> Session:
    """Raises StoreError: not writable, damaged, or the site is being crawled already."""
    output, state = Path(crawler.settings["OUTPUT"]), crawler.settings["STATE"] or None
    backfill = crawler.settings.getbool("BACKFILL")
    archive = crawler.settings.getint("ARCHIVE_BYTES") if crawler.settings.getbool("ARCHIVE") else 0
    now = datetime.now(UTC)
    session = Session.open(output, crawler.spidercls.name, state_url=state, now=now, backfill=backfill, archive=archive)
    attach(crawler, session)
    return session
