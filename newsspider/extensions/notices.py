"""Who is told at the end of a crawl that the site's health has changed?"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from time import sleep
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from twisted.internet.defer import Deferred
from twisted.internet.threads import deferToThread

from newsspider.monitor.notify import NotTold, Target
from newsspider.store.errors import StoreError
from newsspider.store.health import notices_of

logger = logging.getLogger(__name__)


class Notify:
    """Comes after Storage, which has given the site free by then."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def closed(self, spider: Spider) -> Deferred[None]:
        return deferToThread(tell, self.crawler.settings, spider.name)


def target_of(settings: BaseSettings) -> Target:
    return Target(settings["NOTIFY_URL"] or "", settings["NOTIFY_COMMAND"] or "")


def tell(settings: BaseSettings, site: str, pause: Callable[[float], None] = sleep) -> None:
    """What nobody was told yet, oldest first. What can't be told now is told after the site's next crawl."""
    target = target_of(settings)
    try:
        with notices_of(Path(settings["OUTPUT"]), settings["STATE"] or None, site) as notices:
            for number, notice in notices.untold():
                if target:  # else nobody wants to know, now or later
                    target.tell(asdict(notice), pause)
                notices.told(number)
    except NotTold as problem:
        logger.warning("%s: %s; tried again after its next crawl", site, problem)
    except StoreError as problem:
        if target:
            logger.warning("%s: nobody can be told of its health: %s", site, problem)
