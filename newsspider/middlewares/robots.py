"""Does the site's robots.txt allow a request?"""

from __future__ import annotations

import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from newsspider.middlewares.failures import reason_of
from newsspider.middlewares.refused import Refused

LONGEST = 512_000  # bytes that are read, as RFC 9309 §2.5 asks; every rule is tried on every URL

logger = logging.getLogger(__name__)


class Robots(RobotsTxtMiddleware):
    """Scrapy's, with RFC 9309 §2.3.1: a robots.txt that is missing allows all, one that fails allows nothing."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.unreachable: dict[str, str] = {}  # hosts, and why
        self.not_asked: type[Exception] | None = None  # why a robots.txt was not asked for: nor is what waits for it
        # It tells with a traceback what is told in one line below.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        netloc = urlparse_cached(request).netloc
        if self.not_asked is not None:
            raise self.not_asked
        if because := self.unreachable.get(netloc):
            raise Refused("robots-unreachable", because=because)
        known = self._parsers.get(netloc)
        if rp is None and not isinstance(known, Deferred):
            rp = known  # of those that wait for robots.txt, Scrapy tells only the first two what it says
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            raise Refused("robots") from None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._give_up(netloc, f"http-{response.status}", f"http-{response.status}")
        await super()._parse_robots(response.replace(body=rules(response)), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if getattr(exc, "keep_pending", False):
            self.not_asked = type(exc)
            super()._robots_error(exc, netloc)
            return
        redirected_away = isinstance(exc, Refused) and exc.reason == "forbidden-address"  # as good as none
        if not redirected_away:
            self._give_up(netloc, str(exc) or type(exc).__name__, reason_of(Failure(exc)))  # type: ignore[no-untyped-call]
        super()._robots_error(exc, netloc)

    def _give_up(self, netloc: str, why: str, reason: str) -> None:
        self.unreachable[netloc] = reason
        logger.warning("%s: robots.txt can't be read, so nothing is asked of this host now: %s", netloc, why[:200])


def rules(response: Response) -> bytes:
    """What counts of a robots.txt: of an error page nothing, and of a large one its beginning, in whole lines."""
    if response.status >= 400:
        return b""
    body = response.body
    return body if len(body) <= LONGEST else body[:LONGEST].rpartition(b"\n")[0]
