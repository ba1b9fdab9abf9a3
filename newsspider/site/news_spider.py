"""What does a site declare, and how do its pages become articles?"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newsspider.article import Article, Fetch, Link
from newsspider.discovery.addresses import Addresses
from newsspider.discovery.announced import as_found, as_link, is_wanted, others
from newsspider.discovery.editions import Edition
from newsspider.discovery.family import Family
from newsspider.discovery.rendering import Rendering
from newsspider.discovery.walk import walks
from newsspider.discovery.wanted import Wanted, read_arguments
from newsspider.extensions.suspects import page_refused
from newsspider.extensions.unit import Page, Unit
from newsspider.extract.article import NotAnArticle, Site, extract_article
from newsspider.extract.rules import Rules
from newsspider.middlewares.failures import reason_of, status_of
from newsspider.monitor.expect import Expect
from newsspider.normalise.dates import iso_utc
from newsspider.site.answers import got, header, place, present, validators, while_kept
from newsspider.site.backfill import Backfill
from newsspider.site.rendered import meta_of_article, switch_on
from newsspider.site.revisits import AGES, Revisits
from newsspider.site.sources import AT_ONCE, Sources
from newsspider.site.units import settled, units
from newsspider.store.errors import StoreError
from newsspider.store.found import Found
from newsspider.store.registry import end_crawl, session_of
from newsspider.store.session import Session

LOOKED_AT = 20  # times AT_ONCE pending pages that nobody wants, before Scrapy looks again, seconds later
GOES_ON = 20  # priority of an article's other languages: before another article is begun
MISHAPS = ("empty",)  # what an overloaded server answers with status 200

logger = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Base of every site. A site declares; what it does not say has the values below."""

    zone: ClassVar[str] = "Asia/Almaty"
    editions: ClassVar[tuple[Edition, ...]] = ()
    family: ClassVar[Family | None] = None  # editions that need not be declared: `editions` are its declared ones
    hosts: ClassVar[Mapping[str, str]] = {}  # alias → real host
    article_url: ClassVar[str] = r".+"  # of the path; see Addresses
    shared_keys: ClassVar[bool] = False  # one key is one article in all editions: what has it are translations
    layouts: ClassVar[tuple[Rules, ...]] = ()
    renders: ClassVar[Rendering | None] = None  # by a browser, as for a visitor: only what says nothing without one
    expect: ClassVar[Expect] = Expect()
    asks_for_all: ClassVar[bool] = False  # also for what waits for a backfill
    revisits: ClassVar[tuple[timedelta, ...]] = AGES  # how old an article is when its page is asked for again

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name)
        self.wanted = self.read_arguments(arguments)
        self.sources = Sources(self)
        self.again = Revisits(self)
        self.backfill: Backfill | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if crawler.settings.getbool("BACKFILL"):
            spider.backfill = Backfill.of(spider, crawler, kwargs)
        else:
            crawler.signals.connect(spider.ask_for_pending, signals.spider_idle)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if cls.renders:
            switch_on(settings)

    @classmethod
    def read_arguments(cls, arguments: Mapping[str, str]) -> Wanted:
        """Arguments given with `-a`. Raises BadArgument."""
        return read_arguments(arguments, cls.editions, zone=cls.zone, hosts=cls.hosts, family=cls.family)

    @classmethod
    @cache
    def addresses(cls) -> Addresses:
        """What the site's URLs mean."""
        return Addresses(cls.name, cls.editions, cls.hosts, re.compile(cls.article_url), cls.family)

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
        if self.backfill is not None:
            return  # it begins when nothing is under way
        if self.wanted.urls:
            for request in self.article_requests([each for url in self.wanted.urls for each in self.named(url)]):
                yield request
            return
        for edition in self.wanted.editions:
            for source in edition.sources:
                for walk in walks(edition, source, self.wanted.sections):
                    yield self.sources.first_request(walk)

    def ask_for_pending(self) -> None:
        """Nothing is under way: ask for what the state still holds."""
        if self.wanted.urls or self.crawler.engine is None:
            return
        try:
            due, more = self._due()
            asked = self.article_requests(due)
            again = [] if due or more else self.again.requests(AT_ONCE)
        except StoreError as error:
            end_crawl(self.crawler, error)
            return
        for request in (*asked, *again):
            self.crawler.engine.crawl(request)
        if due or more or again:
            raise DontCloseSpider

    def _due(self) -> tuple[list[Found], bool]:
        """Pages to ask for, and whether there may be more: the state may hold many that are not wanted."""
        without, only = others(self.wanted, self.addresses()), self.wanted.names if self.family else None
        for _ in range(LOOKED_AT):
            due = self.session.due(
                AT_ONCE,
                present(),
                not_before=self.wanted.since,
                without=without,
                of_backfill=self.asks_for_all,
                only=only,
            )
            wanted = [found for found in due if self.is_wanted(found)]
            if wanted or not due:
                return wanted, False
        return [], True

    @while_kept
    def parse_article(self, response: Response, found: Found, unit: Unit) -> Iterator[Article | Request]:
        again = None
        try:
            again = self._read(response, found, unit)
        finally:  # also after a bug, which ends this language only
            yield from [again] if again else self._go_on(unit)

    def _read(self, response: Response, found: Found, unit: Unit) -> Request | None:
        """Into the unit, or to be asked for once more."""
        addresses = self.addresses()
        url = addresses.canonical(response.url)
        if url is None or (url != found.url and not addresses.is_article(url)):
            self.refuse(found, "redirected-away", response.status)
            return None
        try:
            unit.read.append(Page(self.article_of(response, url, found), found, response))
        except NotAnArticle as problem:
            if problem.reason in MISHAPS and (again := self._once_more(response)):
                return again
            self.refuse(found, problem.reason, response.status)
            self.crawler.signals.send_catch_log(page_refused, response=response, found=found, reason=problem.reason)
        return None

    def _go_on(self, unit: Unit) -> Iterator[Article | Request]:
        """With the next page, or, after the last one, with all articles."""
        if unit.waiting:
            yield self.article_request(unit)
        else:
            yield from settled(self, unit)

    def article_of(self, response: Response, url: str, found: Found) -> Article:
        """The article of a page that was asked for as `found`, with its addresses. Raises NotAnArticle."""
        addresses, now = self.addresses(), got(response)
        article = extract_article(
            response.body,
            url=url,
            content_type=header(response, "Content-Type"),
            site=self.reading(url),
            link=as_link({"url": found.url, **found.hint}),  # of a page that was done, nothing else is kept
            now=now,
        )
        article.url = addresses.canonical(article.url) or url
        article.id = addresses.id_of(article.url)
        article.urls = [found.url] if found.url != article.url else []
        etag, last_modified = validators(response)
        article.fetch = Fetch(
            iso_utc(now), None, found.via, response.status, etag, last_modified, "allowed", place(response)
        )
        return article

    @while_kept
    def article_failed(self, failure: Failure, found: Found, unit: Unit) -> Iterator[Article | Request]:
        if getattr(failure.value, "keep_pending", False):
            return
        retry_at = getattr(failure.value, "retry_at", None)
        self.refuse(found, reason_of(failure), status_of(failure), retry_at=retry_at)
        yield from self._go_on(unit)

    def refuse(self, found: Found, reason: str, status: int | None = None, *, retry_at: datetime | None = None) -> None:
        """Write down why a page gave no article."""
        logger.info("refused %s: %s", found.url, reason)
        self.count(f"refused/{reason}")
        self.session.refuse(
            found.id,
            found.url,
            reason,
            present(),
            retry_at=retry_at,
            status=status,
            edition=found.edition,
            via=found.via,
        )

    def _once_more(self, response: Response) -> Request | None:
        """The request again, as often as after a server's error."""
        request = response.request
        return get_retry_request(request, spider=self, reason="empty") if request is not None else None

    def article_requests(self, found: Sequence[Found]) -> list[Request]:
        """One for each article, whose other languages are asked for after it."""
        return [self.article_request(unit) for unit in units(self, found)]

    def article_request(self, unit: Unit) -> Request:
        found, taker = unit.waiting.popleft(), self.backfill
        read, failed = (taker.answered, taker.failed) if taker else (self.parse_article, self.article_failed)
        first, unit.begun = not unit.begun, True
        return Request(
            found.url,
            callback=read,
            errback=lambda failure: failed(failure, found, unit),
            cb_kwargs={"found": found, "unit": unit},
            meta=meta_of_article(self.renders),
            priority=0 if first else GOES_ON,
            dont_filter=True,
        )

    def found(self, link: Link, now: datetime | None = None) -> Found:
        return as_found(link, self.addresses(), zone=self.zone, now=now or present())

    def announced(self, link: Link, now: datetime | None = None) -> list[Found]:
        """An article in all languages in which it is wanted; what one says of it in words counts for that one only."""
        own, others = self.found(link, now), self.addresses().siblings(link.url)
        wordless = replace(link, title=None, text=None, language=None, section=None, tags=[])
        return [own] + [
            self.found(replace(wordless, url=url), now)
            for url in others
            if url != own.url and self.is_of_wanted_edition(url)
        ]

    def named(self, url: str) -> list[Found]:
        """Of a URL that a person names: one that says no language means each."""
        siblings = self.addresses().siblings(url)
        said = urlsplit(url).query.split("&")
        each = (url,) if not siblings or any(urlsplit(one).query in said for one in siblings) else siblings
        return [self.found(Link(one)) for one in each]

    def is_wanted(self, found: Found) -> bool:
        return is_wanted(found, self.wanted, self.addresses(), zone=self.zone, now=present())

    def is_of_wanted_edition(self, url: str) -> bool:
        edition = self.addresses().edition_of(url)
        return edition is not None and edition.name in self.wanted.names

    def is_for_others(self, found: Found) -> bool:
        """A source of one edition may announce articles of another: those wait in the state for a crawl of it. What
        nobody declared nobody may ever ask for."""
        return found.edition not in self.wanted.names and found.edition in {each.name for each in self.editions}

    @property
    def session(self) -> Session:
        return session_of(self.crawler)

    def count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/{name}")
