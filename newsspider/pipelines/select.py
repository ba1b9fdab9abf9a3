"""Is this an article that the crawl was asked for?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsspider.article import Article
from newsspider.store.registry import session_of


class NotWanted(DropItem):
    """`says`: what only the page said, so that the next crawl knows it before it asks."""

    def __init__(self, url: str, says: dict[str, str | None]) -> None:
        super().__init__(url, log_level="INFO")
        self.says = {name: value for name, value in says.items() if value}


class OutOfPeriod(NotWanted):
    """Published before `since` or after `until`."""


class OtherSection(NotWanted):
    """Of a section that was not asked for."""


class SelectPipeline:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        wanted = getattr(self.crawler.spider, "wanted", None)
        if not isinstance(item, Article) or wanted is None or wanted.urls:
            return item
        published = datetime.fromisoformat(item.published_at) if item.published_at else None
        if not wanted.in_period(published) and not self._is_wanted_since_before(item):
            raise OutOfPeriod(item.url, {"published": item.published_at})
        if wanted.sections and item.section not in wanted.sections:
            raise OtherSection(item.url, {"section": item.section})
        return item

    def _is_wanted_since_before(self, article: Article) -> bool:
        """A revisit, or one more try of a page that a crawl before wanted: `since` bounds only what is new."""
        spider: Any = self.crawler.spider
        session = session_of(self.crawler)
        if session.is_asked_again(article.id):
            return True
        # A redirect may have led to an article with another id.
        ids = [article.id, *(spider.addresses().id_of(url) for url in article.urls)]
        return spider.wanted.until is None and session.is_tried_again(ids)
