"""Which answers go into the archive? All of them: pages, feeds, robots.txt, errors, and what a browser made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response

from newsspider.extensions.suspects import REVISIT
from newsspider.extensions.unit import Unit
from newsspider.store.errors import StoreError
from newsspider.store.found import Found
from newsspider.store.registry import end_crawl, has_ended, session_of
from newsspider.store.times import stamp
from newsspider.store.warc.exchange import Exchange

ARCHIVED = "archived"  # in the meta of a request: where its answer stands
RENDERED = "playwright"  # in the meta of a request that a browser answers


class Archive:
    """`response_downloaded` is sent for every answer, before a middleware has decoded or replaced it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ARCHIVE"):
            raise NotConfigured
        self.crawler = crawler
        crawler.signals.connect(self.response_downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        if has_ended(self.crawler):
            return
        at = datetime.now(UTC).replace(microsecond=0)  # as precise as it is written down
        try:
            exchange = as_exchange(response, request, at, told(request, spider))
            request.meta[ARCHIVED] = session_of(self.crawler).archive_answer(exchange)
        except StoreError as error:
            end_crawl(self.crawler, error)


def as_exchange(response: Response, request: Request, at: datetime, told: Mapping[str, Any]) -> Exchange:
    return Exchange(
        url=request.url,
        at=at,
        status=response.status,
        headers=list(_pairs(response.headers)),
        body=response.body,
        method=request.method,
        request_headers=list(_pairs(request.headers)),
        request_body=request.body,
        ip=str(response.ip_address) if response.ip_address and not request.meta.get("proxy") else None,
        rendered=bool(request.meta.get(RENDERED)),
        told=told,
    )


def told(request: Request, spider: Spider) -> dict[str, Any]:
    """What else the article of a page depends on: how it was announced, and what the crawl was asked for."""
    found = request.cb_kwargs.get("found")
    if not isinstance(found, Found):
        return {}
    revisit, unit = bool(request.meta.get(REVISIT)), request.cb_kwargs.get("unit")
    return {
        "found": asdict(found),
        "revisit": revisit,
        "wanted": _wanted(spider, found, revisit=revisit),
        "waiting": isinstance(unit, Unit) and bool(unit.waiting),  # other languages of it are asked for next
    }


def _wanted(spider: Spider, found: Found, *, revisit: bool) -> dict[str, Any]:
    """Only what leaves out an article that was got: as SelectPipeline does it."""
    wanted = getattr(spider, "wanted", None)
    if wanted is None or wanted.urls:
        return {}
    since_before = revisit or (found.tried and wanted.until is None)
    bounds = () if since_before else ("since", "until")
    moments = {name: stamp(at) for name in bounds if (at := getattr(wanted, name))}
    return moments | ({"sections": sorted(wanted.sections)} if wanted.sections else {})


def _pairs(headers: Headers) -> Iterator[tuple[str, str]]:
    for name, values in headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
