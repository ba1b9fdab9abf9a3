"""How are a site's sources read anew and whole, and what is missing fetched, without asking for anything else?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.exceptions import CloseSpider, DontCloseSpider
from twisted.python.failure import Failure

from newsspider.discovery.walk import Walk
from newsspider.discovery.wanted import Wanted
from newsspider.middlewares.failures import reason_of
from newsspider.site.answers import present
from newsspider.site.news_spider import NewsSpider
from newsspider.site.sources import AT_ONCE, Sources
from newsspider.store.errors import StoreError
from newsspider.store.found import Found
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
    """Mixed into a site's spider. `fetches`: whether what is pending is asked for when all sources have been read;
    `first`: ids of pages that are asked for before that, whatever period and editions are read."""

    fetches: ClassVar[bool] = False
    first: ClassVar[frozenset[str]] = frozenset()
    asks_for_all: ClassVar[bool] = True

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.sources = SourcesAnew(self)
        self.asked_for = self.wanted
        self._left = sorted(self.first)

    def ask_for_pending(self) -> None:
        if self.fetches:
            self._ask_by_id()
            super().ask_for_pending()
            self._ask_for_reprints()
        if not has_ended(self.crawler):
            raise CloseSpider(REPAIRED if self.fetches else ANNOUNCED)

    def _ask_by_id(self) -> None:
        """What is asked for so must not be dropped either, so the arguments do not count until it has come."""
        due: list[Found] = []
        try:
            while self._left and not due and not has_ended(self.crawler):
                ids, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
                due = self.session.due_of(ids, present())
            self.wanted = Wanted(self.editions) if due else self.asked_for
            requests = self.article_requests(due)
        except StoreError as error:
            end_crawl(self.crawler, error)
            return
        assert self.crawler.engine is not None
        for request in requests:
            self.crawler.engine.crawl(request)
        if due:
            raise DontCloseSpider

    def _ask_for_reprints(self) -> None:
        """When the originals have been asked for: those that are gone live on in what repeats them."""
        if has_ended(self.crawler):
            return
        try:
            self._left = sorted(self.session.ask_for_reprints(present()))
        except StoreError as error:
            end_crawl(self.crawler, error)
            return
        self._ask_by_id()


def anew(site: type[NewsSpider], *, fetches: bool = False, first: Iterable[str] = ()) -> type[NewsSpider]:
    """The site's spider, with its rules and manners."""
    return type(site.__name__, (Anew, site), {"fetches": fetches, "first": frozenset(first)})
