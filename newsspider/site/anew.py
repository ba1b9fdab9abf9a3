"""How are a site's sources read anew and whole, and what is missing fetched, without asking for anything else?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.exceptions import CloseSpider
from twisted.python.failure import Failure

from newsspider.discovery.walk import Walk
from newsspider.middlewares.failures import reason_of
from newsspider.site.answers import present
from newsspider.site.news_spider import NewsSpider
from newsspider.site.sources import Sources
from newsspider.store.errors import StoreError
from newsspider.store.registry import end_crawl, has_ended

ANNOUNCED, REPAIRED = "announced", "repaired"  # reasons of such a crawl's end; nothing is kept of its sources then
NOT_THERE = "http-404"  # a source is declared where one host has it; another host may not


class SourcesAnew(Sources):
    """Nothing that an earlier crawl knew ends a walk or makes a request conditional, and no walk asks for articles.

    `walks`: with what is walked in its place; `reasons`: why the first page of one was not got.
    """

    at_once = 0

    def __init__(self, spider: NewsSpider) -> None:
        super().__init__(spider)
        self.walks: dict[Walk, bool] = {}
        self.reasons: dict[Walk, str] = {}

    def first_request(self, walk: Walk) -> Request:
        self.walks[walk] = bool(walk.instead)
        return self._request(walk, walk.page_url(1, self.spider.wanted.since), 1, 0)

    def failed(self, failure: Failure, walk: Walk, page: int) -> Iterator[Request]:
        self.reasons.setdefault(walk, reason_of(failure))
        return super().failed(failure, walk, page)

    def unread(self) -> dict[str, str]:
        """URLs of sources of which something was missed, and why; not those that others stand in for."""
        missed = [walk for walk, replaced in self.walks.items() if (walk.failed or walk.open) and not replaced]
        told = {walk.page_url(1): self.reasons.get(walk, "not read to its end") for walk in missed}
        return {url: reason for url, reason in told.items() if reason != NOT_THERE}


class Anew(NewsSpider):
    """Mixed into a site's spider. `fetches`: whether what is pending is asked for when all sources have been read."""

    fetches: ClassVar[bool] = False

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.sources = SourcesAnew(self)

    def ask_for_pending(self) -> None:
        if self.fetches:
            super().ask_for_pending()
            self._ask_for_reprints()
        if not has_ended(self.crawler):
            raise CloseSpider(REPAIRED if self.fetches else ANNOUNCED)

    def _ask_for_reprints(self) -> None:
        """When the originals have been asked for: those that are gone live on in what repeats them."""
        try:
            again = not has_ended(self.crawler) and self.session.ask_for_reprints(present())
        except StoreError as error:
            end_crawl(self.crawler, error)
            return
        if again:
            super().ask_for_pending()


def anew(site: type[NewsSpider], *, fetches: bool) -> type[NewsSpider]:
    """The site's spider, with its rules and manners."""
    return type(site.__name__, (Anew, site), {"fetches": fetches})
