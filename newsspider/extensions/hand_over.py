"""When does a backfill make way for another crawl of its site?"""

from __future__ import annotations

import logging
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from newsspider.store.hand_over import is_wished
from newsspider.store.registry import session_of

HANDED_OVER = "handed-over"  # the reason of a crawl that ended so
LOOK = 0.5  # seconds

logger = logging.getLogger(__name__)


class HandedOver(IgnoreRequest):
    """The request was not made; its page stays pending."""

    keep_pending = True


class HandOver:
    """Pages under way are finished, requests that wait for their turn are not made."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.session = session_of(crawler)
        self.look = create_looping_call(self.look_for_wishes)
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("BACKFILL"):
            raise NotConfigured
        return cls(crawler)

    def opened(self) -> None:
        self.look.start(LOOK, now=False)

    def closed(self) -> None:
        if self.look.running:
            self.look.stop()

    def look_for_wishes(self) -> None:
        if is_wished(self.session.output, self.session.source):
            self.look.stop()
            self.make_way()

    def make_way(self) -> None:
        logger.info("%s: makes way for another crawl", self.session.source)
        if (backfill := getattr(self.crawler.spider, "backfill", None)) is not None:
            backfill.makes_way = True
        engine: Any = self.crawler.engine
        deferred_from_coro(engine.close_spider_async(reason=HANDED_OVER))
        for slot in engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(Failure(HandedOver()))  # type: ignore[no-untyped-call]
