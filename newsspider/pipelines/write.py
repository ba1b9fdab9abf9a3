"""Is the article new, and is it on disk?"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.utils.defer import deferred_from_coro

from newsspider.article import Article
from newsspider.dedup.exact import find_duplicate
from newsspider.dedup.fingerprint import fingerprint
from newsspider.dedup.near import alike_of
from newsspider.dedup.sketch import LEAST_SHARED
from newsspider.dedup.versions import compare
from newsspider.normalise.cleaned import clean_article
from newsspider.normalise.recurring import least, same_but_for_recurring
from newsspider.normalise.text import comparison_form
from newsspider.normalise.text_lines import counted_lines
from newsspider.pipelines.group import Group
from newsspider.store.errors import StoreError
from newsspider.store.keep import Outcome
from newsspider.store.likeness import Likeness
from newsspider.store.own_lines import Lines
from newsspider.store.registry import end_crawl, has_ended, session_of
from newsspider.store.versions import Revising


def likeness(policy: str) -> Likeness:
    """How articles are compared. `policy`: drop or label."""
    return Likeness(partial(fingerprint, form=comparison_form), alike_of, LEAST_SHARED, drop=policy == "drop")


logger = logging.getLogger(__name__)

INDEX_SECONDS = 30.0  # that a crawl waits, at its start, until what was stored before is compared


class EnoughArticles(DropItem):
    """The limit was reached while this one was under way; its page stays pending."""

    keep_pending = True


class NotKept(DropItem):
    """It could not be written; its page stays pending."""

    keep_pending = True


class WritePipeline:
    """Writes an article without the site's own lines, or what it repeats; ends the crawl when `limit` is reached."""

    decide = staticmethod(partial(find_duplicate, form=comparison_form))
    lines = Lines(counted_lines, least, clean_article, same_but_for_recurring)
    compare = staticmethod(partial(compare, form=comparison_form))

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.session = session_of(crawler)
        self.like = likeness(crawler.settings["DUPLICATES"])
        self._index_stored()
        self.revising = Revising(self.compare, getattr(crawler.spidercls, "revisits", ()))
        grouped = crawler.settings.getbool("BACKFILL")
        self.group = Group(self.session, self.decide, self.lines, self.revising, self.like) if grouped else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _index_stored(self) -> None:
        """As much as there is time for; the next crawls go on with it."""
        until = monotonic() + INDEX_SECONDS
        try:
            indexed = self.session.index_stored(self.like, lambda _: monotonic() < until)
        except StoreError as error:  # the crawl will say so with its first article
            logger.warning("what was stored before is not compared: %s", error)
            return
        if indexed.left:
            logger.warning(
                "near-duplicates of %d articles that were stored before are not known yet: the next crawls go on, or"
                " 'scrapy duplicates --index' does all",
                indexed.left,
            )
        elif indexed.now:
            logger.info("%d articles that were stored before are compared with all others now", indexed.now)
        if indexed.unread:
            logger.warning("%d stored lines can't be read: see 'scrapy gaps SITE --offline'", indexed.unread)

    async def process_item(self, item: Any) -> Any:
        if not isinstance(item, Article):
            return item
        if has_ended(self.crawler):
            raise NotKept(item.url, log_level="DEBUG")
        limit = self._limit()
        if limit is not None and self.session.counts().get("stored", 0) >= limit:
            raise EnoughArticles(item.url, log_level="DEBUG")
        try:
            outcome = await self._put(item)
        except StoreError as error:
            end_crawl(self.crawler, error)
            raise NotKept(item.url, log_level="DEBUG") from error
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/{'revisits/' if outcome.again else ''}{outcome.kind}")
        if limit is not None and self.session.counts().get("stored", 0) >= limit:
            self._end()
        return item

    async def _put(self, article: Article) -> Outcome:
        asked_as = self._asked_as(article)
        if self.group is not None:
            return await self.group.put(article, asked_as)
        now = datetime.now(UTC)
        return self.session.put(
            article, self.decide, now, asked_as=asked_as, lines=self.lines, revising=self.revising, like=self.like
        )

    def _end(self) -> None:
        if self.crawler.engine is not None:
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="limit"))

    def _asked_as(self, article: Article) -> str | None:
        """The id of the page that was asked for, where a redirect led to an article with another one."""
        addresses = getattr(self.crawler.spider, "addresses", None)
        ids = (addresses().id_of(url) for url in article.urls) if addresses else ()
        return next((id for id in ids if id != article.id), None)

    def _limit(self) -> int | None:
        wanted = getattr(self.crawler.spider, "wanted", None)
        return wanted.limit if wanted else None
