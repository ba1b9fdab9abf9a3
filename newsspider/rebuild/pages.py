"""What article does an archived page hold, by today's rules? As the crawl would read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.statscollectors import DummyStatsCollector

from newsspider.article import Archive, Article
from newsspider.extensions.archive import ARCHIVED
from newsspider.extract.article import NotAnArticle
from newsspider.extract.challenge import is_challenge
from newsspider.extract.page import MAX_BYTES
from newsspider.rebuild.drawn import Drawn, drawn
from newsspider.site import NewsSpider
from newsspider.store.found import Found
from newsspider.store.warc.exchange import Kept
from newsspider.store.warc.reading import Captured

MISSING = (404, 410)  # what is asked for again at once, or waited out, is no refusal yet


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of a page that was asked for as `found`. One of `article` and `reason` is given. `waiting`: for
    other languages of the article, which were asked for next. `drawn`: of the article, where that was done."""

    at: datetime
    found: Found
    revisit: bool
    status: int
    article: Article | None = None
    reason: str = ""
    waiting: bool = False
    drawn: Drawn | None = None


class Pages:
    """Of one site. `prefix`: of its archive, in the output folder."""

    def __init__(self, site: type[NewsSpider], decoder: HttpCompressionMiddleware) -> None:
        self.spider, self._decoder = site(), decoder
        self.prefix = f"archive/{site.name}"

    def read(self, captured: Captured, body: bytes, file: str) -> Rebuilt | None:
        """None: no page of an article, or it says nothing of one. `file`: where the answer stands."""
        told = captured.told
        if "found" not in told or not (200 <= captured.status < 300 or captured.status in MISSING):
            return None
        found, revisit = _found(told["found"]), bool(told.get("revisit"))
        rebuilt = Rebuilt(captured.at, found, revisit, captured.status, waiting=bool(told.get("waiting")))
        if captured.status in MISSING:
            return replace(rebuilt, reason=f"http-{captured.status}")
        try:
            article = self._article(self._response(captured, body, file), found, revisit=revisit)
        except NotAnArticle as problem:
            return replace(rebuilt, reason=problem.reason)
        except IgnoreRequest:  # decoded, it is larger than a page may be
            return replace(rebuilt, reason="too-big")
        reason = _left_out(article, told.get("wanted") or {})
        return replace(rebuilt, reason=reason) if reason else replace(rebuilt, article=article, drawn=drawn(article))

    def _response(self, captured: Captured, body: bytes, file: str) -> Response:
        file, offset = captured.original or (file, captured.offset)
        place = Archive(f"{self.prefix}/{file}", offset, captured.digest)
        request = Request(captured.url, meta={ARCHIVED: Kept(place, captured.at)})
        headers: dict[str, list[str]] = {}
        for name, value in captured.headers:
            headers.setdefault(name, []).append(value)
        response = Response(captured.url, captured.status, headers, body, request=request)
        decoded = self._decoder.process_response(request, response)
        assert isinstance(decoded, Response)
        return decoded

    def _article(self, response: Response, found: Found, *, revisit: bool) -> Article:
        """As the callbacks of `newsspider/site` do it. Raises NotAnArticle."""
        if is_challenge(response.status, response.headers.get("CF-Mitigated"), response.body):
            raise NotAnArticle("challenge")
        addresses = self.spider.addresses()
        url = addresses.canonical(response.url)
        if url is None or (url != found.url and not addresses.is_article(url)):
            raise NotAnArticle("redirected-away")
        article = self.spider.article_of(response, url, found)
        if revisit and article.id != found.id:
            raise NotAnArticle("redirected-away")
        return article


def decoder() -> HttpCompressionMiddleware:
    """Scrapy's: it decodes what the crawl decoded, and refuses what grows too large."""
    crawler = Crawler(Spider, {"DOWNLOAD_MAXSIZE": MAX_BYTES})
    crawler.stats = DummyStatsCollector(crawler)
    return HttpCompressionMiddleware(crawler=crawler)


def _found(told: Mapping[str, Any]) -> Found:
    known = {name: told[name] for name in Found.__slots__ if name in told}
    return Found(**known | {"forms": tuple(known.get("forms", ()))})


def _left_out(article: Article, wanted: Mapping[str, Any]) -> str:
    """What the crawl was not asked for, as SelectPipeline says it; empty: it was."""
    published = article.published_at or ""
    if published and not wanted.get("since", "") <= published <= wanted.get("until", "9"):
        return "out-of-period"
    sections = wanted.get("sections")
    return "other-section" if sections and article.section not in sections else ""
