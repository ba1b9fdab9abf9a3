"""When a site says "not now", how long do we leave it alone?"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from newsspider.extract.challenge import is_challenge
from newsspider.middlewares.browser.judgement import is_refusal
from newsspider.middlewares.browser.settings import META, PART
from newsspider.middlewares.refused import Refused

BUSY = (429, 503)

logger = logging.getLogger(__name__)


class BackOff:
    """Rests a host after 429, 503 and challenge pages, as long as Retry-After says, else twice as long each time.

    A challenge page is a door closed to programs: it is never answered, only waited out, and after some in a row the
    host is left alone for the rest of the crawl. Must see decompressed bodies, and come before retries.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.start = crawler.settings.getfloat("BACKOFF_START")
        self.longest = crawler.settings.getfloat("BACKOFF_MAX")
        self.most = crawler.settings.getint("CHALLENGES_MAX")
        self.troubles: dict[str, int] = {}
        self.challenges: dict[str, int] = {}
        self.closed: dict[str, tuple[str, datetime | None]] = {}
        crawler.signals.connect(self.response_downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        self._refuse_if_closed(_host(request))

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Comes before the downloader sends the host its next request; `process_response` comes after."""
        if asks_for_rest(response) and not request.meta.get(META):
            self._rest(_host(request), retry_after(response.headers.get("Retry-After"), datetime.now(UTC)))

    def process_response(self, request: Request, response: Response) -> Response | Request:
        if request.meta.get(META):
            return response  # rendered: what it is made of has come through here
        host = _host(request)
        if is_challenge(response.status, response.headers.get("CF-Mitigated"), response.body):
            return self._challenged(request, response)
        if request.meta.get(PART) == "data" and is_refusal(response.body):
            return self._challenged(request, response, "not-allowed")
        if not asks_for_rest(response):
            self.troubles.pop(host, None)
            if request.meta.get(PART, "data") == "data":  # a page that refuses its data has a shell and scripts
                self.challenges.pop(host, None)
            return response
        now = datetime.now(UTC)
        seconds = retry_after(response.headers.get("Retry-After"), now)
        if seconds is not None and seconds > self.longest:
            self._close(host, f"http-{response.status}", now + timedelta(seconds=seconds))
        self._refuse_if_closed(host)
        return response

    def _challenged(self, request: Request, response: Response, reason: str = "challenge") -> Request:
        host = _host(request)
        self.challenges[host] = self.challenges.get(host, 0) + 1
        self._count("challenges")
        if self.challenges[host] >= self.most:
            self._close(host, reason, None)
        self._refuse_if_closed(host)
        if not asks_for_rest(response):
            self._rest(host, None)
        spider = self.crawler.spider
        if spider is None or PART in request.meta:  # what a page's scripts ask for is theirs to ask again
            raise Refused(reason)
        again = get_retry_request(request, spider=spider, reason=reason)
        if again is None:
            raise Refused(reason)
        return again

    def _refuse_if_closed(self, host: str) -> None:
        if host in self.closed:
            reason, retry_at = self.closed[host]
            raise Refused(reason, retry_at=retry_at)

    def _close(self, host: str, reason: str, retry_at: datetime | None) -> None:
        if host in self.closed:
            return
        self.closed[host] = (reason, retry_at)
        self._count("hosts_closed")
        until = f" until {retry_at:%Y-%m-%d %H:%M} UTC" if retry_at else ""
        logger.warning("%s asks to be left alone (%s): no more requests in this crawl%s", host, reason, until)
        slot = self._slot(host)
        while slot is not None and slot.queue:  # these have passed process_request already
            _, waiting = slot.queue.popleft()
            waiting.errback(Failure(Refused(reason, retry_at=retry_at)))  # type: ignore[no-untyped-call]

    def _rest(self, host: str, seconds: float | None) -> None:
        troubles = self.troubles[host] = self.troubles.get(host, 0) + 1
        if seconds is None:
            seconds = self.start * 2 ** min(troubles - 1, 20)
        seconds = min(seconds, self.longest)
        slot = self._slot(host)
        if slot is not None:
            slot.delay = slot.delay or 0.001  # without a delay the downloader does not look at the time
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)
        self._count("rests")
        logger.info("%s is busy: resting it for %.0f s", host, seconds)

    def _slot(self, host: str) -> Any:
        engine = self.crawler.engine
        return engine.downloader.slots.get(host) if engine else None

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"newsspider/fetch/{name}")


def asks_for_rest(response: Response) -> bool:
    """By what is known before the body is read."""
    if response.status in BUSY or response.headers.get("CF-Mitigated"):
        return True
    return response.status >= 400 and response.headers.get("Retry-After") is not None


LONGEST = 365 * 86_400.0  # seconds; later is never, and dates end


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, in either of its two forms (RFC 9110 §10.2.3); None: unreadable."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdecimal() and text.isascii() and len(text) < 10:
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), LONGEST)


def _host(request: Request) -> str:
    named = None if request.meta.get(META) else request.meta.get("download_slot")
    return named or urlparse_cached(request).hostname or ""
