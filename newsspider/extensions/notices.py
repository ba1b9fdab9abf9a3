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
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from newsspider.monitor.notify import NotTold, Target
from newsspider.store.errors import StoreError
from newsspider.store.health import Notices, notices_of

logger = logging.getLogger(__name__)


class Notify:
    """Comes after Storage, which has given the site free by then."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        for mistake in mistakes(crawler.settings):
            logger.warning("%s: nobody will be told of a change of the site's health", mistake)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def closed(self, spider: Spider) -> None:
        await maybe_deferred_to_future(deferToThread(tell, self.crawler.settings, spider.name))


def target_of(settings: BaseSettings) -> Target:
    return Target(settings["NOTIFY_URL"] or "", settings["NOTIFY_COMMAND"] or "")


def mistakes(settings: BaseSettings) -> list[str]:
    """What is wrong with whom to tell, as far as that can be seen by looking."""
    return [f"NEWSSPIDER_NOTIFY_{name.upper()} {what}" for name, what in target_of(settings).mistakes().items()]


def tell(settings: BaseSettings, site: str, pause: Callable[[float], None] = sleep) -> None:
    """What nobody was told yet, oldest first. What can't be told now is told after the site's next crawl."""
    target = target_of(settings)
    try:
        with notices_of(Path(settings["OUTPUT"]), settings["STATE"] or None, site) as notices:
            _tell_all(notices, dict(target.each()), site, pause)
    except StoreError as problem:
        if target:
            logger.warning("%s: nobody can be told of its health: %s", site, problem)


def _tell_all(notices: Notices, targets: dict[str, Target], site: str, pause: Callable[[float], None]) -> None:
    """Each target by itself; without any nobody wants to know, now or later."""
    failed: set[str] = set()
    for number, notice in notices.untold():
        for name in targets.keys() - failed - notices.told_to(number):
            try:
                targets[name].tell(asdict(notice), pause)
            except NotTold as problem:
                logger.warning("%s: %s; tried again after its next crawl", site, problem)
                failed.add(name)
            else:
                notices.note_told(number, name)
        if not failed:
            notices.told(number)
