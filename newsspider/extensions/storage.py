"""Who opens and closes what a crawl keeps, and says how the site is?"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from newsspider.monitor.expect import Expect
from newsspider.monitor.health import Crawled, Health, health
from newsspider.store.errors import StoreError
from newsspider.store.registry import attach, end_crawl, session_of
from newsspider.store.session import Session
from newsspider.store.suspects import Suspects

NO_SOURCE = "no-source-answered"  # the reason of a crawl that could not read what there is

logger = logging.getLogger(__name__)


class Storage:
    """The session lives from the first signal of a crawl to its last. A command may have opened it before."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        try:
            self.session = session_of(crawler)
        except LookupError:
            self.session = open_session(crawler)
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def close(self, spider: Spider, reason: str) -> None:
        """What sources said of themselves is kept only after a crawl that came to its end."""
        stats = self.crawler.stats.get_stats() if self.crawler.stats else {}
        if stats.get("newsspider/sources/failed") and not stats.get("newsspider/sources/read"):
            reason = NO_SOURCE
        now = datetime.now(UTC)
        try:
            judged = self._judge(reason, now)
            self.session.close(reason, reason == "finished", now, {"health": judged.word, "why": judged.why})
        except StoreError as error:
            end_crawl(self.crawler, error)
            return
        if judged.word == "ill":
            logger.warning("%s is ill: %s (scrapy status says more)", spider.name, judged.why)

    def _judge(self, reason: str, now: datetime) -> Health:
        last = self.session.last_stored_at()
        quiet = now - datetime.fromisoformat(last) if last else None
        kept = Suspects(self.session.output, self.session.source)
        crawled = Crawled(
            reason, False, timedelta(), self.session.counts(), quiet, self.session.before(), str(kept.folder)
        )
        return health(crawled, getattr(self.crawler.spidercls, "expect", Expect()))


def open_session(crawler: Crawler) -> Session:
    """Raises StoreError: not writable, damaged, or the site is being crawled already."""
    output, state = Path(crawler.settings["OUTPUT"]), crawler.settings["STATE"] or None
    backfill = crawler.settings.getbool("BACKFILL")
    session = Session.open(output, crawler.spidercls.name, state_url=state, now=datetime.now(UTC), backfill=backfill)
    attach(crawler, session)
    return session
