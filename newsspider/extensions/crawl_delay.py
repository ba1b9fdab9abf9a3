"""Does robots.txt ask for a slower pace?"""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

LONGEST = 86_400.0  # seconds: a crawl that waits longer for a page has ended

logger = logging.getLogger(__name__)


class CrawlDelay:
    """Scrapy reads Crawl-delay and leaves it at that. AutoThrottle may only make a host slower than it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.delays: dict[str, float] = {}
        crawler.signals.connect(self.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(self.request_reached_downloader, signals.request_reached_downloader)
        crawler.signals.connect(self.response_downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"])
        if delay:
            host = urlparse_cached(request).hostname or ""
            self.delays[host] = max(self.delays.get(host, 0.0), min(float(delay), LONGEST))
            logger.info("%s asks for %.1f s between requests", host, delay)
            self._slow_down(host)

    def request_reached_downloader(self, request: Request, spider: Spider) -> None:
        self._slow_down(request.meta.get("download_slot", ""))

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        self._slow_down(request.meta.get("download_slot", ""))

    def _slow_down(self, host: str) -> None:
        slot = self.crawler.engine.downloader.slots.get(host) if self.crawler.engine else None
        if slot is not None and slot.delay < self.delays.get(host, 0.0):
            slot.delay = self.delays[host]
