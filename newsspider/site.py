"""How does a site's declaration become requests, and its answers articles?"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache, wraps
from typing import Any, ClassVar, ParamSpec, Self, TypeVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.article import Article, Fetch, Link
from newsspider.discovery.addresses import Addresses
from newsspider.discovery.announced import as_found, as_link, is_older, is_wanted
from newsspider.discovery.editions import Edition
from newsspider.discovery.reading import Unreadable
from newsspider.discovery.sources import Sitemap
from newsspider.discovery.walk import Walk, walks
from newsspider.discovery.wanted import Wanted, read_arguments
from newsspider.extract.article import NotAnArticle, Site, extract_article
from newsspider.extract.encoding import decode
from newsspider.extract.rules import Rules
from newsspider.middlewares.failures import reason_of, status_of
from newsspider.monitor.expect import Expect
from newsspider.normalise.dates import iso_utc
from newsspider.store.errors import StoreError
from newsspider.store.found import Found
from newsspider.store.registry import end_crawl, session_of
from newsspider.store.session import Session

AT_ONCE = 500  # article requests in memory; further pages wait in the state
SITEMAP_MAX_BYTES = 50_000_000
MISHAPS = ("empty",)  # what an overloaded server answers with status 200
PAST_THE_END = ("http-400", "http-404", "http-410")  # how sites answer a page number after the last

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


def while_kept(callback: Callable[P, Iterator[T] | None]) -> Callable[P, Iterator[T]]:
    """A callback that ends the crawl, without a bug's traceback, when nothing can be kept any more."""

    @wraps(callback)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        try:
            yield from callback(*args, **kwargs) or ()
        except StoreError as error:
            end_crawl(args[0].crawler, error)  # type: ignore[attr-defined]

    return guarded


class NewsSpider(Spider):
    """Base of every site. A site declares; what it does not say has the values below."""

    zone: ClassVar[str] = "Asia/Almaty"
    editions: ClassVar[tuple[Edition, ...]] = ()
    hosts: ClassVar[Mapping[str, str]] = {}  # alias → real host
    article_url: ClassVar[str] = r".+"  # of the path; see Addresses
    layouts: ClassVar[tuple[Rules, ...]] = ()
    expect: ClassVar[Expect] = Expect()

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name)
        self.wanted = self.read_arguments(arguments)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.ask_for_pending, signals.spider_idle)
        return spider

    @classmethod
    def read_arguments(cls, arguments: Mapping[str, str]) -> Wanted:
        """Arguments given with `-a`. Raises BadArgument."""
        return read_arguments(arguments, cls.editions, zone=cls.zone, hosts=cls.hosts)

    @classmethod
    @cache
    def addresses(cls) -> Addresses:
        """What the site's URLs mean."""
        return Addresses(cls.name, cls.editions, cls.hosts, re.compile(cls.article_url))

    @classmethod
    def declared_hosts(cls) -> frozenset[str]:
        """The only hosts that are ever asked."""
        return cls.addresses().hosts

    @classmethod
    def reading(cls, url: str) -> Site:
        """What of the declaration reading a page needs."""
        edition = cls.addresses().edition_of(url)
        name = edition.name if edition else ""
        return Site(cls.name, name, cls.zone, cls.layouts, cls.hosts, cls.article_url, cls.addresses().id_of)

    async def start(self) -> AsyncIterator[Any]:
        if self.wanted.urls:
            for url in self.wanted.urls:
                yield self._article_request(self._found(Link(url)))
            return
        for edition in self.wanted.editions:
            for source in edition.sources:
                for walk in walks(edition, source, self.wanted.sections):
                    yield self._first_request(walk)

    @while_kept
    def parse_source(self, response: Response, walk: Walk, page: int, depth: int) -> Iterator[Request]:
        """One page of a source: its articles, then its next pages."""
        walk.open -= 1
        if response.status == 304:
            walk.unchanged = True
            self._count("sources/read")
            yield from self._after(walk)
            return
        try:
            reading = walk.read(
                response.body,
                lambda: decode(response.body, _header(response, "Content-Type")),
                response.url,
                page,
                self.addresses().is_article,
                _header(response, "Content-Type"),
            )
        except Unreadable as problem:
            logger.warning("%s is unreadable: %s", response.url, problem)
            yield from self._failed(walk)
            return
        links = [link for link in reading.links if self.addresses().is_article(link.url)]
        found = [self._found(link) for link in links]
        unseen = {each.id for link, each in zip(links, found, strict=True) if walk.is_unseen(link.url)}
        self._count("sources/read")
        if not reading.complete:
            logger.warning("%s breaks off: it will be read again", response.url)
            self._count("sources/cut")
        walk.take(response.url, len(found), _validators(response))
        wanted = sorted(filter(self._is_wanted, found), key=lambda each: each.order_key, reverse=True)
        fresh = self.session.discover(wanted, _now(), ask=AT_ONCE)
        yield from map(self._article_request, filter(self._is_wanted, fresh))
        self.session.discover([each for each in found if not self._is_of_wanted_edition(each)], _now(), ask=0)
        new = self.session.is_fresh([each for each in wanted if each.id in unseen], walk.known_at)
        older = bool(found) and all(is_older(each, self.wanted, zone=self.zone, now=_now()) for each in found)
        for url, number in walk.next_pages(reading, page, depth, self.wanted, new=new, older=older):
            yield self._source_request(walk, url, number, depth + 1)
        yield from self._after(walk)

    @while_kept
    def source_failed(self, failure: Failure, walk: Walk, page: int) -> Iterator[Request]:
        """A page of a source that was not got; after the last page, that is how a listing ends."""
        walk.open -= 1
        reason = reason_of(failure)
        if page > 1 and reason in PAST_THE_END:
            yield from self._after(walk)
            return
        # A source is declared where one host has it; another host may not.
        level = logging.INFO if reason == "http-404" else logging.WARNING
        logger.log(level, "%s was not read: %s", failure.request.url, reason)  # type: ignore[attr-defined]
        for url, number in walk.after_failure(page, self.wanted):
            yield self._source_request(walk, url, number, number)
        yield from self._failed(walk)

    def _failed(self, walk: Walk) -> Iterator[Request]:
        self._count("sources/failed")
        walk.failed = True
        for following in walk.in_its_place(self.wanted.sections):
            yield self._first_request(following)

    def _after(self, walk: Walk) -> Iterator[Request]:
        """At the end of a walk: what it read need not be read again, unless something was missed."""
        if walk.open or walk.failed:
            return
        if walk.said_nothing(self.wanted):
            if walk.instead:
                yield from self._failed(walk)
        elif not self.wanted.partial:
            since = walk.read_back_to(self.wanted)
            for url, (etag, last_modified) in walk.validators.items():
                self.session.note_validators(url, etag, last_modified, since)

    def _first_request(self, walk: Walk) -> Request:
        kept = self.session.validators(walk.page_url(1))
        walk.known_since, walk.known_at = (kept.complete_since, kept.finished_at) if kept else (None, None)
        return self._source_request(walk, walk.page_url(1, self.wanted.since), 1, 0)

    def _source_request(self, walk: Walk, url: str, page: int, depth: int) -> Request:
        walk.open += 1
        kept = self.session.validators(url) if walk.covers(self.wanted) else None
        conditions = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified} if kept else {}
        meta: dict[str, Any] = {"handle_httpstatus_list": [304]}
        if isinstance(walk.source, Sitemap):
            meta["download_maxsize"] = SITEMAP_MAX_BYTES
        return Request(
            url,
            callback=self.parse_source,
            errback=lambda failure: self.source_failed(failure, walk, page),
            cb_kwargs={"walk": walk, "page": page, "depth": depth},
            headers={name: value for name, value in conditions.items() if value},
            meta=meta,
            priority=10 if depth == 0 else -10,  # what is newest, then its articles, then what is older
            dont_filter=True,
        )

    def ask_for_pending(self) -> None:
        """Nothing is under way: ask for what the state still holds."""
        if self.wanted.urls or self.crawler.engine is None:
            return
        try:
            due = self.session.due(AT_ONCE, _now())
        except StoreError as error:
            end_crawl(self.crawler, error)
            return
        for found in filter(self._is_wanted, due):
            self.crawler.engine.crawl(self._article_request(found))
        if due:
            raise DontCloseSpider

    @while_kept
    def parse_article(self, response: Response, found: Found) -> Iterator[Article | Request]:
        addresses, now = self.addresses(), _now()
        url = addresses.canonical(response.url)
        if url is None or (url != found.url and not addresses.is_article(url)):
            self.refuse(found, "redirected-away", response.status)
            return
        try:
            article = extract_article(
                response.body,
                url=url,
                content_type=_header(response, "Content-Type"),
                site=self.reading(url),
                link=as_link(found.hint),
                now=now,
            )
        except NotAnArticle as problem:
            again = self._once_more(response) if problem.reason in MISHAPS else None
            if again is None:
                self.refuse(found, problem.reason, response.status)
            else:
                yield again
            return
        article.url = addresses.canonical(article.url) or url
        article.id = addresses.id_of(article.url)
        article.urls = [found.url] if found.url != article.url else []
        etag, last_modified = _validators(response)
        article.fetch = Fetch(iso_utc(now), None, found.via, response.status, etag, last_modified, "allowed")
        yield article

    @while_kept
    def article_failed(self, failure: Failure, found: Found) -> Iterator[Article] | None:
        retry_at = getattr(failure.value, "retry_at", None)
        self.refuse(found, reason_of(failure), status_of(failure), retry_at=retry_at)
        return None

    def refuse(self, found: Found, reason: str, status: int | None = None, *, retry_at: datetime | None = None) -> None:
        """Write down why a page gave no article."""
        logger.info("refused %s: %s", found.url, reason)
        self._count(f"refused/{reason}")
        self.session.refuse(
            found.id, found.url, reason, _now(), retry_at=retry_at, status=status, edition=found.edition, via=found.via
        )

    def _once_more(self, response: Response) -> Request | None:
        """The request again, as often as after a server's error."""
        request = response.request
        return get_retry_request(request, spider=self, reason="empty") if request is not None else None

    def _article_request(self, found: Found) -> Request:
        return Request(
            found.url,
            callback=self.parse_article,
            errback=lambda failure: self.article_failed(failure, found),
            cb_kwargs={"found": found},
            dont_filter=True,
        )

    def _found(self, link: Link) -> Found:
        return as_found(link, self.addresses(), zone=self.zone, now=_now())

    def _is_wanted(self, found: Found) -> bool:
        return is_wanted(found, self.wanted, self.addresses(), zone=self.zone, now=_now())

    def _is_of_wanted_edition(self, found: Found) -> bool:
        """A source of one edition may announce articles of another: those wait in the state for a crawl of it."""
        return found.edition in {edition.name for edition in self.wanted.editions}

    @property
    def session(self) -> Session:
        return session_of(self.crawler)

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/{name}")


def _now() -> datetime:
    return datetime.now(UTC)


def _validators(response: Response) -> tuple[str | None, str | None]:
    return _header(response, "ETag"), _header(response, "Last-Modified")


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
