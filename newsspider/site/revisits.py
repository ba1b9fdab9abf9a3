"""How are the pages of young articles asked for again?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.article import Article
from newsspider.extensions.suspects import REVISIT
from newsspider.extract.article import NotAnArticle
from newsspider.middlewares.failures import reason_of, status_of
from newsspider.site.answers import present, while_kept
from newsspider.site.rendered import meta_of_article
from newsspider.site.units import link, stored_siblings
from newsspider.store.found import Found
from newsspider.store.revisits import Revisit

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsspider.site.news_spider import NewsSpider

# Most corrections come within the hour; the third age sees what was edited on the first day.
AGES = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=26), timedelta(days=7))

logger = logging.getLogger(__name__)


class Revisits:
    """Of one crawl. Every request is conditional where the page gave something to ask by."""

    def __init__(self, spider: NewsSpider) -> None:
        self.spider = spider

    @property
    def crawler(self) -> Crawler:
        return self.spider.crawler

    def requests(self, limit: int) -> list[Request]:
        """For the editions of this crawl; none in a crawl of some pages only."""
        if self.spider.wanted.partial:
            return []
        editions = [edition.name for edition in self.spider.wanted.editions]
        return [self._request(each) for each in self.spider.session.due_again(editions, limit, present())]

    @while_kept
    def read(self, response: Response, found: Found) -> Iterator[Article]:
        addresses = self.spider.addresses()
        url = addresses.canonical(response.url)
        if url is None or addresses.id_of(url) != found.id:
            self._refuse(found, "redirected-away", response.status)
        elif response.status == 304:
            self.spider.session.not_modified(found.id, present())
            self.spider.count("revisits/not-modified")
        else:
            yield from self._article(response, url, found)

    @while_kept
    def failed(self, failure: Failure, found: Found) -> Iterator[Article] | None:
        if not getattr(failure.value, "keep_pending", False):
            self._refuse(found, reason_of(failure), status_of(failure), getattr(failure.value, "retry_at", None))
        return None

    def _article(self, response: Response, url: str, found: Found) -> Iterator[Article]:
        try:
            article = self.spider.article_of(response, url, found)
        except NotAnArticle as problem:
            self._refuse(found, problem.reason, response.status)
            return
        if article.id == found.id:
            link(article, stored_siblings(self.spider, [article]))
            yield article
        else:  # the page names another article as the one it stands for
            self._refuse(found, "redirected-away", response.status)

    def _refuse(self, found: Found, reason: str, status: int | None = None, retry_at: datetime | None = None) -> None:
        logger.info("asked again for %s: %s", found.url, reason)
        self.spider.count(f"revisits/{reason}")
        self.spider.session.refuse(found.id, found.url, reason, present(), retry_at=retry_at, status=status)

    def _request(self, revisit: Revisit) -> Request:
        conditions = {"If-None-Match": revisit.etag, "If-Modified-Since": revisit.last_modified}
        found = revisit.found
        return Request(
            found.url,
            callback=self.read,
            errback=lambda failure: self.failed(failure, found),
            cb_kwargs={"found": found},
            headers={name: value for name, value in conditions.items() if value},
            meta={"handle_httpstatus_list": [304], REVISIT: True} | meta_of_article(self.spider.renders),
            dont_filter=True,
        )
