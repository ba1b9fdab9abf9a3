"""How are a site's sources read: from page to page, each article once, until everything is known?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.discovery.announced import is_older
from newsspider.discovery.reading import Follow, Reading, Unreadable
from newsspider.discovery.sources import Listing, Sitemap
from newsspider.discovery.walk import Walk
from newsspider.extensions.watch import source_seen
from newsspider.extract.encoding import decode
from newsspider.middlewares.failures import reason_of
from newsspider.normalise.dates import iso_utc
from newsspider.site.answers import got, header, present, validators, while_kept
from newsspider.site.rendered import meta_of_listing
from newsspider.store.found import Found

if TYPE_CHECKING:
    from newsspider.site.news_spider import NewsSpider

AT_ONCE = 500  # article requests in memory; further pages wait in the state
SITEMAP_MAX_BYTES = 50_000_000
PAST_THE_END = ("http-400", "http-404", "http-410")  # how sites answer a page number after the last

logger = logging.getLogger(__name__)


class Sources:
    """The walks of one crawl. What is announced is asked for through the spider."""

    at_once = AT_ONCE

    def __init__(self, spider: NewsSpider) -> None:
        self.spider = spider

    @property
    def crawler(self) -> Crawler:
        return self.spider.crawler

    def first_request(self, walk: Walk) -> Request:
        kept = self.spider.session.validators(walk.page_url(1))
        walk.known_since, walk.known_at = (kept.complete_since, kept.finished_at) if kept else (None, None)
        if walk.known_at and walk.known_at > iso_utc(present()):
            walk.known_since = walk.known_at = None  # the clock was ahead then: nothing tells what came since
        return self._request(walk, walk.page_url(1, self.spider.wanted.since), 1, 0)

    @while_kept
    def read(self, response: Response, walk: Walk, page: int, depth: int) -> Iterator[Request]:
        """One page of a source: its articles, then its next pages."""
        walk.open -= 1
        if response.status == 304:
            walk.unchanged = True
            if depth == 0:
                self._seen(walk, unchanged=True)
            self.spider.count("sources/read")
            yield from self._children_of_unchanged(_asked(response), walk, page, depth)
            yield from self._after(walk)
            return
        try:
            reading = walk.read(
                response.body,
                lambda: decode(response.body, header(response, "Content-Type")),
                response.url,
                page,
                self.spider.addresses().is_article,
                header(response, "Content-Type"),
            )
        except Unreadable as problem:
            logger.warning("%s is unreadable: %s", response.url, problem)
            yield from self._failed(walk, "unreadable")
            return
        spider, now = self.spider, got(response)
        links = [link for link in reading.links if spider.addresses().is_article(link.url)]
        announced = [(walk.is_unseen(link.url), spider.announced(link, now)) for link in links]
        found = [each for _, every in announced for each in every]
        unseen = {each.id for is_unseen, every in announced if is_unseen for each in every}
        spider.count("sources/read")
        if not reading.complete:
            logger.warning("%s breaks off: it will be read again", response.url)
            spider.count("sources/cut")
        if page == 1:
            # Which children of an index are read is another matter each time: they are counted, not what they hold.
            items = 0 if depth else len(links) + len(reading.follow) * isinstance(walk.source, Sitemap)
            self._seen(walk, items=items, newest=max(map(_dated, found), default=None))
        if not reading.complete:
            self._seen(walk, failed="cut")
        walk.take(response.url, len(found), validators(response))
        wanted = sorted(filter(spider.is_wanted, found), key=lambda each: each.order_key, reverse=True)
        fresh = spider.session.discover(wanted, now, ask=self.at_once)
        yield from spider.article_requests(list(filter(spider.is_wanted, fresh)))
        spider.session.discover(list(filter(spider.is_for_others, found)), now, ask=0)
        asked = _asked(response)
        known_at = walk.children.last_read(asked) or walk.known_at
        new = spider.session.is_fresh([each for each in wanted if each.id in unseen], known_at)
        older = bool(found) and all(is_older(each, spider.wanted, zone=spider.zone, now=now) for each in found)
        self._note_children(asked, walk, reading, now, new=new)
        following = walk.next_pages(reading, page, depth, spider.wanted, now, new=new, older=older)
        for url, number in following:
            yield self._request(walk, url, number, depth + 1)
        yield from self._after(walk)

    @while_kept
    def failed(self, failure: Failure, walk: Walk, page: int) -> Iterator[Request]:
        """A page of a source that was not got; after the last page, that is how a listing ends."""
        walk.open -= 1
        if getattr(failure.value, "keep_pending", False):
            walk.failed = True
            return
        reason = reason_of(failure)
        if page > 1 and reason in PAST_THE_END:
            yield from self._after(walk)
            return
        # A source is declared where one host has it; another host may not.
        level = logging.INFO if reason == "http-404" else logging.WARNING
        logger.log(level, "%s was not read: %s", failure.request.url, reason)  # type: ignore[attr-defined]
        for url, number in walk.after_failure(page, self.spider.wanted):
            yield self._request(walk, url, number, number)
        because = getattr(failure.value, "because", "")
        yield from self._failed(walk, f"{reason}/{because}" if because else reason)

    def _children_of_unchanged(self, url: str, walk: Walk, page: int, depth: int) -> Iterator[Request]:
        """An index that is as it was says nothing of what its children hold by now."""
        session, now = self.spider.session, present()
        reading = Reading(follow=[Follow(child.url, child.modified) for child in session.children(url)])
        if reading.follow and (kept := session.validators(url)):
            walk.validators[url] = kept.etag, kept.last_modified
        self._note_children(url, walk, reading, now, new=False)
        if isinstance(walk.source, Sitemap):
            for child, _ in walk.next_pages(reading, page, depth, self.spider.wanted, now, new=False, older=False):
                yield self._request(walk, child, page, depth + 1)

    def _note_children(self, url: str, walk: Walk, reading: Reading, now: datetime, *, new: bool) -> None:
        if isinstance(walk.source, Sitemap):
            walk.children.was_read(url, now, new=new)
            if reading.follow:
                walk.children.met(url, reading.follow, self.spider.session.children(url))

    def _failed(self, walk: Walk, why: str | None = None) -> Iterator[Request]:
        """`why`: None where it answered, and said nothing."""
        self.spider.count("sources/failed")
        walk.failed = True
        if why:
            self._seen(walk, failed=why)
        for following in walk.in_its_place(self.spider.wanted.sections):
            yield self.first_request(following)

    def _after(self, walk: Walk) -> Iterator[Request]:
        """At the end of a walk: what it read need not be read again, unless something was missed."""
        if walk.open or walk.failed:
            return
        if walk.said_nothing(self.spider.wanted):
            if walk.instead:
                yield from self._failed(walk)
        elif not self.spider.wanted.partial:
            since = walk.read_back_to(self.spider.wanted)
            for url, (etag, last_modified) in walk.validators.items():
                self.spider.session.note_validators(url, etag, last_modified, since)
            for index, children in walk.children.noted():
                self.spider.session.note_children(index, children)

    def _seen(self, walk: Walk, **what: Any) -> None:
        """Tell what was seen of a source."""
        kind, url = type(walk.source).__name__.lower(), walk.page_url(1)
        self.crawler.signals.send_catch_log(source_seen, url=url, edition=walk.edition.name, kind=kind, **what)

    def _request(self, walk: Walk, url: str, page: int, depth: int) -> Request:
        walk.open += 1
        kept = self.spider.session.validators(url) if walk.covers(self.spider.wanted) else None
        conditions = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified} if kept else {}
        meta: dict[str, Any] = {"handle_httpstatus_list": [304]}
        if isinstance(walk.source, Sitemap):
            meta["download_maxsize"] = SITEMAP_MAX_BYTES
        elif isinstance(walk.source, Listing):
            meta |= meta_of_listing(self.spider.renders)
        return Request(
            url,
            callback=self.read,
            errback=lambda failure: self.failed(failure, walk, page),
            cb_kwargs={"walk": walk, "page": page, "depth": depth},
            headers={name: value for name, value in conditions.items() if value},
            meta=meta,
            priority=10 if depth == 0 else -10,  # what is newest, then its articles, then what is older
            dont_filter=True,
        )


def _asked(response: Response) -> str:
    """The URL before redirects: the one that an index names."""
    return str(response.meta.get("redirect_urls", [response.url])[0])


def _dated(found: Found) -> str:
    """As the source says, ISO."""
    return str(found.hint.get("published") or found.hint.get("modified") or "")
