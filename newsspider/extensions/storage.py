"""Who opens and closes what a crawl keeps?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from newsspider.store.errors import StoreError
from newsspider.store.registry import attach, end_crawl, session_of
from newsspider.store.session import Session

NO_SOURCE = "no-source-answered"  # the reason of a crawl that could not read what there is


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
        try:
            self.session.close(reason, reason == "finished", datetime.now(UTC))
        except StoreError as error:
            end_crawl(self.crawler, error)


def open_session(crawler: Crawler) -> Session:
    """Raises StoreError: not writable, damaged, or the site is being crawled already."""
    output, state = Path(crawler.settings["OUTPUT"]), crawler.settings["STATE"] or None
    session = Session.open(output, crawler.spidercls.name, state_url=state, now=datetime.now(UTC))
    attach(crawler, session)
    return session
