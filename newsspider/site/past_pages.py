"""What does one page of a source come to in a backfill: remembered in slices, with how far it has come?"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrapy.http import Response

from newsspider.discovery.announced import is_older
from newsspider.discovery.course import Course, Step
from newsspider.discovery.reading import Reading, Unreadable
from newsspider.extract.encoding import decode
from newsspider.site.answers import header, present
from newsspider.store.cursors import Cursor
from newsspider.store.found import Found

if TYPE_CHECKING:
    from newsspider.site.news_spider import NewsSpider

SLICE = 200  # links that are remembered before the crawl goes on with its other work

logger = logging.getLogger(__name__)


async def read_page(spider: NewsSpider, response: Response, course: Course, step: Step) -> bool:
    """Whether it was what a source should be. Its links are remembered, and its next pages noted. Raises StoreError."""
    try:
        reading = await _reading(spider, response, course, step)
    except Unreadable as problem:
        logger.warning("%s is unreadable: %s", response.url, problem)
        spider.count("sources/failed")
        course.walk.failed = True
        return False
    spider.count("sources/read")
    if not reading.complete:
        logger.warning("%s breaks off: it will be read again", response.url)
        spider.count("sources/cut")
    pages = _Links(spider)
    for at in range(0, len(reading.links), SLICE):
        pages.remember()
        pages.look_at(reading, at)
        await asyncio.sleep(0)
    course.walk.links += pages.count
    if course.of_sitemaps or not course.is_behind(pages.newest or ("" if not pages.count else None), step.page):
        pages.remember(course.cursor(reading, step, pages.oldest))
        older = bool(pages.count) and pages.older
        course.go_on(reading, step, older=older, zone=spider.zone, now=present())
    else:
        pages.remember()
    return True


async def _reading(spider: NewsSpider, response: Response, course: Course, step: Step) -> Reading:
    """A sitemap may have 50,000 entries: it is read in a thread."""
    kind = header(response, "Content-Type")

    def read() -> Reading:
        is_article = spider.addresses().is_article
        return course.walk.read(
            response.body, lambda: decode(response.body, kind), response.url, step.page, is_article, kind
        )

    return await asyncio.to_thread(read) if course.of_sitemaps else read()


class _Links:
    """The links of a page, looked at slice by slice; the last slice is remembered together with the cursor."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self.count = 0
        self.older = True
        self.oldest: str | None = None
        self.newest: str | None = None
        self._looked_at: Sequence[Found] = ()

    def look_at(self, reading: Reading, at: int) -> None:
        spider, now = self._spider, present()
        links = [link for link in reading.links[at : at + SLICE] if spider.addresses().is_article(link.url)]
        self._looked_at = found = [each for link in links for each in spider.announced(link)]
        self.count += len(found)
        self.older = self.older and all(is_older(each, spider.wanted, zone=spider.zone, now=now) for each in found)
        dates = [each.order_key for each in found if each.hint.get("published") or each.hint.get("modified")]
        self.oldest = min([*dates, *([self.oldest] if self.oldest else [])], default=None)
        self.newest = max([*dates, *([self.newest] if self.newest else [])], default=None)

    def remember(self, cursor: Cursor | None = None) -> None:
        spider, now = self._spider, present()
        spider.session.discover(list(filter(spider.is_for_others, self._looked_at)), now, ask=0)
        spider.session.discover([each for each in self._looked_at if spider.is_wanted(each)], now, ask=0, cursor=cursor)
        self._looked_at = ()
