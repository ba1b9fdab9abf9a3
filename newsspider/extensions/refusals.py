"""What becomes of an article that a pipeline drops or that a bug ends?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.article import Article
from newsspider.extensions.unit import asked_for
from newsspider.store.errors import StoreError
from newsspider.store.found import Found
from newsspider.store.registry import end_crawl, has_ended, session_of


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

    def dropped(self, item: Any, response: Response, exception: DropItem, spider: Spider) -> None:
        if isinstance(item, Article) and not getattr(exception, "keep_pending", False):
            found, _ = asked_for(item, response)
            self._refuse(found or _found(item), name_of(exception), getattr(exception, "says", {}))

    def item_failed(self, item: Any, response: Response, failure: Failure, spider: Spider) -> None:
        if isinstance(item, Article):
            found, _ = asked_for(item, response)
            self._refuse(found or _found(item), f"error-{name_of(failure.value)}")

    def page_failed(self, failure: Failure, response: Response, spider: Spider) -> None:
        found, _ = asked_for(None, response)
        if found is not None:
            self._refuse(found, f"error-{name_of(failure.value)}")
        elif walk := _walk(response):
            walk.failed = True  # or the source would count as read to its end
            self._count("sources/failed")

    def _refuse(self, found: Found, reason: str, says: dict[str, str] | None = None) -> None:
        """`says`: what only the page said, and what decides about the next try."""
        if has_ended(self.crawler):
            return
        self._count(f"refused/{reason}")
        session, now = session_of(self.crawler), datetime.now(UTC)
        try:
            if says:
                session.page_says(found, says, now)
            session.refuse(found.id, found.url, reason, now, edition=found.edition, via=found.via)
        except StoreError as error:
            end_crawl(self.crawler, error)

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/{name}")


def name_of(error: BaseException | None) -> str:
    """`OutOfPeriod` → `out-of-period`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).lower()


def _walk(response: Response | None) -> Any:
    request = getattr(response, "request", None)
    return request.cb_kwargs.get("walk") if request is not None else None


def _found(article: Article) -> Found:
    return Found(article.id, article.url, article.edition, article.fetch.via or "urls")
