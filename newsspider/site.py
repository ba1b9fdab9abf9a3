"""How does a site's declaration become requests, and its answers articles?"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newsspider.article import Article, Fetch
from newsspider.discovery.editions import Edition, edition_of
from newsspider.discovery.reading import Unreadable
from newsspider.discovery.sources import Link, Sitemap
from newsspider.discovery.walk import Walk, walks
from newsspider.discovery.wanted import Wanted, read_arguments
from newsspider.extract.article import NotAnArticle, Site, extract_article
from newsspider.extract.rules import Rules
from newsspider.middlewares.failures import reason_of
from newsspider.monitor.expect import Expect
from newsspider.normalise.dates import iso_utc, parse_date
from newsspider.normalise.urls import normalise_url
from newsspider.store.registry import session_of
from newsspider.store.session import Found, Session

AT_ONCE = 500  # article requests in memory; further pages wait in the state
SITEMAP_MAX_BYTES = 50_000_000

logger = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Base of every site. A site declares; what it does not say has the values below."""

    zone: ClassVar[str] = "Asia/Almaty"
    editions: ClassVar[tuple[Edition, ...]] = ()
    hosts: ClassVar[Mapping[str, str]] = {}  # alias → real host
    article_url: ClassVar[str] = r".+"  # searched in the path; groups `section` and `key` are used where present
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

    # What the declaration says of a URL

    @classmethod
    def read_arguments(cls, arguments: Mapping[str, str]) -> Wanted:
        """Arguments given with `-a`. Raises BadArgument."""
        return read_arguments(arguments, cls.editions, zone=cls.zone)

    @classmethod
    def declared_hosts(cls) -> frozenset[str]:
        return frozenset(host for edition in cls.editions for host in edition.all_hosts)

    @classmethod
    def edition_of(cls, url: str) -> Edition | None:
        return edition_of(url, cls.editions)

    @classmethod
    def is_article(cls, url: str) -> bool:
        canonical = normalise_url(url, hosts=cls.hosts)
        return canonical is not None and cls.edition_of(canonical) is not None and cls._match(canonical) is not None

    @classmethod
    def canonical_url(cls, url: str) -> str | None:
        """The one form of a URL of this site; None where it is of another site."""
        canonical = normalise_url(url, hosts=cls.hosts)
        edition = cls.edition_of(canonical) if canonical else None
        if canonical is None or edition is None:
            return None
        if edition.slash is None or not cls._match(canonical):
            return canonical
        path, question, query = canonical.partition("?")
        return path.rstrip("/") + ("/" if edition.slash else "") + question + query

    @classmethod
    def key_of(cls, url: str) -> str:
        """What tells an article from all others of its edition: the site's own key, else the whole URL without its host."""
        match = cls._match(url)
        if match and match.groupdict().get("key"):
            return match["key"]
        parts = urlsplit(url)
        return parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")

    @classmethod
    def id_of(cls, url: str) -> str:
        """16 hex digits, the same for every form of the URL."""
        edition = cls.edition_of(url)
        return sha256(f"{cls.name}\n{edition.name if edition else ''}\n{cls.key_of(url)}".encode()).hexdigest()[:16]

    @classmethod
    def section_of(cls, url: str) -> str | None:
        match = cls._match(url)
        return match.groupdict().get("section") if match else None

    @classmethod
    def reading(cls, url: str) -> Site:
        """What of the declaration reading a page needs."""
        edition = cls.edition_of(url)
        return Site(
            name=cls.name,
            edition=edition.name if edition else "",
            zone=cls.zone,
            layouts=cls.layouts,
            hosts=cls.hosts,
            article_url=cls.article_url,
        )

    @classmethod
    def _match(cls, url: str) -> re.Match[str] | None:
        return re.search(cls.article_url, urlsplit(url).path)

    # From sources to links

    async def start(self) -> AsyncIterator[Any]:
        if self.wanted.urls:
            for url in self.wanted.urls:
                yield self._article_request(self._found(Link(url)))
            return
        for edition in self.wanted.editions:
            for source in edition.sources:
                for walk in walks(edition, source, self.wanted.sections):
                    yield self._first_request(walk)

    def parse_source(self, response: Response, walk: Walk, page: int, depth: int) -> Iterator[Request]:
        """One page of a source: its articles, then its next pages."""
        walk.open -= 1
        walk.pages += 1
        if response.status == 304:
            self._count("unchanged_sources")
            yield from self._after(walk)
            return
        try:
            reading = walk.read(response.body, lambda: _text(response), response.url, page, self.is_article)
        except Unreadable as problem:
            logger.warning("%s is unreadable: %s", response.url, problem)
            self._count("sources_unreadable")
            yield from self._failed(walk)
            return
        known = [link for link in reading.links if self.is_article(link.url)]
        found = [self._found(link) for link in known]
        wanted = [each for each in found if self._is_wanted(each)]
        fresh = self.session.discover(sorted(wanted, key=lambda each: each.order_key, reverse=True), _now())
        walk.links += len(known)
        walk.validators[response.url] = _validators(response)
        older = bool(found) and all(self._is_older(each) for each in found)
        yield from map(self._article_request, fresh)
        for url, number in walk.next_pages(reading, page, depth, self.wanted, new=bool(fresh), older=older):
            yield self._source_request(walk, url, number, depth + 1)
        yield from self._after(walk)

    def source_failed(self, failure: Failure, walk: Walk, page: int) -> Iterator[Request]:
        """A page of a source that was not got. The first page after the last is often answered with 404."""
        walk.open -= 1
        reason = reason_of(failure)
        if page > 1 and reason in ("http-404", "http-400", "http-410"):
            yield from self._after(walk)
            return
        logger.warning("%s was not read: %s", failure.request.url, reason)  # type: ignore[attr-defined]
        self._count("sources_failed")
        yield from self._failed(walk)

    def _failed(self, walk: Walk) -> Iterator[Request]:
        walk.failed = True
        instead, walk.instead = walk.instead, ()
        if instead:
            for following in walks(walk.edition, instead[0], self.wanted.sections, instead[1:]):
                yield self._first_request(following)

    def _after(self, walk: Walk) -> Iterator[Request]:
        """At the end of a walk: what it read need not be read again, unless something was missed."""
        if walk.open or walk.failed:
            return
        if not walk.links and walk.instead and not walk.known_since:
            yield from self._failed(walk)  # answers, and says nothing
            return
        if self.wanted.partial:
            return
        since = iso_utc(self.wanted.since) if self.wanted.since else ""
        first = walk.page_url(1)
        for url, (etag, last_modified) in walk.validators.items():
            self.session.note_validators(url, etag, last_modified, since)
        self.session.note_validators(first, *walk.validators.get(first, (None, None)), since)

    def _first_request(self, walk: Walk) -> Request:
        kept = self.session.validators(walk.page_url(1))
        walk.known_since = kept.complete_since if kept else None
        return self._source_request(walk, walk.page_url(1, self.wanted.since), 1, 0)

    def _source_request(self, walk: Walk, url: str, page: int, depth: int) -> Request:
        walk.open += 1
        headers = {}
        kept = self.session.validators(url) if walk.covers(self.wanted) else None
        if kept and kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept and kept.last_modified:
            headers["If-Modified-Since"] = kept.last_modified
        meta: dict[str, Any] = {"handle_httpstatus_list": [304]}
        if isinstance(walk.source, Sitemap):
            meta["download_maxsize"] = SITEMAP_MAX_BYTES
        return Request(
            url,
            callback=self.parse_source,
            errback=lambda failure: self.source_failed(failure, walk, page),
            cb_kwargs={"walk": walk, "page": page, "depth": depth},
            headers=headers,
            meta=meta,
            priority=10 if page == 1 and depth == 0 else -10,  # first what is newest, then its articles, then what is older
            dont_filter=True,
        )

    # From links to articles

    def ask_for_pending(self) -> None:
        """Nothing is under way: ask for what the state still holds."""
        if self.wanted.urls or self.crawler.engine is None:
            return
        due = self.session.due(AT_ONCE, _now())
        for found in due:
            if self._is_wanted(found):
                self.crawler.engine.crawl(self._article_request(found))
        if due:
            raise DontCloseSpider

    def parse_article(self, response: Response, found: Found) -> Iterator[Article]:
        url = self.canonical_url(response.url)
        if url is None or (self._match(url) is None and found.via != "urls"):
            self.refuse(found, "redirected-away", response.status)
            return
        content_type = response.headers.get("Content-Type", b"").decode("latin-1")  # type: ignore[union-attr]
        link = Link(**found.hint)
        try:
            article = extract_article(
                response.body, url=url, content_type=content_type, site=self.reading(url), link=link, now=_now()
            )
        except NotAnArticle as problem:
            self.refuse(found, problem.reason, response.status)
            return
        article.url = self.canonical_url(article.url) or url
        article.id = self.id_of(article.url)
        etag, last_modified = _validators(response)
        article.fetch = Fetch(
            fetched_at=iso_utc(_now()),
            via=found.via,
            status=response.status,
            etag=etag,
            last_modified=last_modified,
            robots="allowed",
        )
        yield article

    def article_failed(self, failure: Failure, found: Found) -> None:
        status = getattr(getattr(failure.value, "response", None), "status", None)
        self.refuse(found, reason_of(failure), status, retry_at=getattr(failure.value, "retry_at", None))

    def refuse(self, found: Found, reason: str, status: int | None = None, *, retry_at: datetime | None = None) -> None:
        """Write down why a page gave no article."""
        logger.info("refused %s: %s", found.url, reason)
        self._count(f"refused/{reason}")
        self.session.refuse(
            found.id, found.url, reason, _now(), retry_at=retry_at, status=status, edition=found.edition, via=found.via
        )

    def _article_request(self, found: Found) -> Request:
        return Request(
            found.url,
            callback=self.parse_article,
            errback=lambda failure: self.article_failed(failure, found),
            cb_kwargs={"found": found},
            dont_filter=True,
        )

    def _found(self, link: Link) -> Found:
        url = self.canonical_url(link.url) or link.url
        edition = self.edition_of(url)
        dated = self._moment(link.published) or self._moment(link.modified)
        hint = {name: value for name, value in asdict(link).items() if value}
        return Found(
            id=self.id_of(url),
            url=url,
            edition=edition.name if edition else "",
            via=link.via,
            order_key=iso_utc(dated) if dated else iso_utc(_now()),
            hint=hint | {"url": url},
        )

    def _is_wanted(self, found: Found) -> bool:
        if found.edition not in {edition.name for edition in self.wanted.editions}:
            return False
        section = self.section_of(found.url) or found.hint.get("section")
        if self.wanted.sections and section is not None and section not in self.wanted.sections:
            return False
        published = self._moment(found.hint.get("published"))
        return self.wanted.in_period(published) and not self._is_older(found)

    def _is_older(self, found: Found) -> bool:
        """Published, or last changed, before the wanted period."""
        dated = self._moment(found.hint.get("published")) or self._moment(found.hint.get("modified"))
        return self.wanted.since is not None and dated is not None and dated < self.wanted.since

    def _moment(self, text: str | None) -> datetime | None:
        moment = parse_date(text, zone=self.zone, now=_now()) if text else None
        return moment.at if moment else None

    # The crawl's own

    @property
    def session(self) -> Session:
        return session_of(self.crawler)

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/{name}")


def _now() -> datetime:
    return datetime.now(UTC)


def _text(response: Response) -> str:
    return response.text if isinstance(response, TextResponse) else response.body.decode("utf-8", "replace")


def _validators(response: Response) -> tuple[str | None, str | None]:
    etag, last_modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    return tuple(value.decode("latin-1") if value else None for value in (etag, last_modified))  # type: ignore[return-value]
