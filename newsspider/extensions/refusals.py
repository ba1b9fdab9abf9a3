"""What becomes of an article that a pipeline drops or that a bug ends?"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.article import Article
from newsspider.store.errors import StoreError
from newsspider.store.registry import end_crawl, session_of

logger = logging.getLogger(__name__)


class Refusals:
    """Writes down every article that got no line, under a reason that can be counted."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        crawler.signals.connect(self.dropped, signals.item_dropped)
        crawler.signals.connect(self.item_failed, signals.item_error)
        crawler.signals.connect(self.page_failed, signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def dropped(self, item: Any, exception: DropItem, spider: Spider) -> None:
        if isinstance(item, Article) and not getattr(exception, "keep_pending", False):
            self._refuse(item, name_of(exception))

    def item_failed(self, item: Any, failure: Failure, spider: Spider) -> None:
        if isinstance(item, Article):
            self._fail(item, failure)

    def page_failed(self, failure: Failure, response: Response, spider: Spider) -> None:
        found = response.request.cb_kwargs.get("found") if response.request else None
        if found is not None:
            self._fail(found, failure)

    def _fail(self, page: Any, failure: Failure) -> None:
        self._refuse(page, f"error-{name_of(failure.value)}")

    def _refuse(self, page: Any, reason: str) -> None:
        via = page.fetch.via if isinstance(page, Article) else page.via
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/refused/{reason}")
        try:
            session_of(self.crawler).refuse(
                page.id, page.url, reason, datetime.now(UTC), edition=page.edition, via=via or "urls"
            )
        except StoreError as error:
            end_crawl(self.crawler, error)


def name_of(error: BaseException | None) -> str:
    """`OutOfPeriod` → `out-of-period`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).lower()
