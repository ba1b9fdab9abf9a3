"""When a site says "not now", how long do we leave it alone?"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from newsspider.extract.challenge import is_challenge
from newsspider.middlewares.refused import Refused

BUSY = (429, 503)

logger = logging.getLogger(__name__)


class BackOff:
    """Rests a host after 429, 503 and challenge pages, as long as Retry-After says, else twice as long each time.

    A challenge page is a door closed to programs: it is never answered, only waited out, and after some in a row the
    host is left alone for the rest of the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.start = crawler.settings.getfloat("BACKOFF_START")
        self.longest = crawler.settings.getfloat("BACKOFF_MAX")
        self.most = crawler.settings.getint("CHALLENGES_MAX")
        self.troubles: dict[str, int] = {}
        self.challenges: dict[str, int] = {}
        self.closed: dict[str, Refused] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if refused := self.closed.get(_host(request)):
            raise refused

    def process_response(self, request: Request, response: Response) -> Response | Request:
        host = _host(request)
        if is_challenge(response.status, response.headers.get("CF-Mitigated"), response.body):
            return self._challenged(request, host)
        if response.status not in BUSY:
            self.troubles.pop(host, None)
            self.challenges.pop(host, None)
            return response
        seconds = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if seconds is not None and seconds > self.longest:
            retry_at = datetime.now(UTC) + timedelta(seconds=seconds)
            self._close(host, Refused(f"http-{response.status}", retry_at=retry_at))
            raise self.closed[host]
        self._rest(request, host, seconds)
        return response

    def _challenged(self, request: Request, host: str) -> Request:
        self.challenges[host] = self.challenges.get(host, 0) + 1
        self._count("challenges")
        if self.challenges[host] >= self.most:
            self._close(host, Refused("challenge"))
        spider = self.crawler.spider
        again = None
        if host not in self.closed and spider is not None:
            self._rest(request, host, None)
            again = get_retry_request(request, spider=spider, reason="challenge")
        if again is None:
            raise Refused("challenge")
        return again

    def _close(self, host: str, refused: Refused) -> None:
        self.closed[host] = refused
        self._count("hosts_closed")
        until = f" until {refused.retry_at:%Y-%m-%d %H:%M} UTC" if refused.retry_at else ""
        logger.warning("%s asks to be left alone (%s): no more requests in this crawl%s", host, refused.reason, until)

    def _rest(self, request: Request, host: str, seconds: float | None) -> None:
        troubles = self.troubles[host] = self.troubles.get(host, 0) + 1
        if seconds is None:
            seconds = min(self.start * 2 ** min(troubles - 1, 20), self.longest)
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(request.meta.get("download_slot", host)) if engine else None
        if slot is not None:
            slot.delay = slot.delay or 0.001  # without a delay the downloader does not look at the time
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)
        self._count("rests")
        logger.info("%s is busy: resting it for %.0f s", host, seconds)

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/fetch/{name}")


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, in either of its two forms (RFC 9110 §10.2.3); None: unreadable."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdecimal() and len(text) < 10:
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - now).total_seconds(), 0.0)


def _host(request: Request) -> str:
    return request.url.split("/", 3)[2].lower()
