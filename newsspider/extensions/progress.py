"""How far is the crawl?"""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from newsspider.store.registry import session_of

logger = logging.getLogger(__name__)


class Progress:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def closed(self, spider: Spider, reason: str) -> None:
        logger.info("%s: %s; %s", spider.name, reason, session_of(self.crawler).counts())
