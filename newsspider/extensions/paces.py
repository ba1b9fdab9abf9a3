"""When may a host be asked again, if another crawl of the site asked it a moment ago?"""

from __future__ import annotations

import time
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler

from newsspider.store.paces import Pace, keep_paces, read_paces
from newsspider.store.registry import session_of


class Paces:
    """One crawl follows another within a second where a backfill makes way; the delay between two requests to a host
    counts from the last one, whoever made it. A crawl that was killed has told nobody."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        session = session_of(crawler)
        self.output, self.source = session.output, session.source
        self.before = read_paces(self.output, self.source)
        crawler.signals.connect(self.asks, signals.request_reached_downloader)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def asks(self, request: Request) -> None:
        """Before the downloader looks whether the host may be asked."""
        host = request.meta.get("download_slot", "")
        pace = self.before.pop(host, None)
        slot = self.crawler.engine.downloader.slots.get(host) if self.crawler.engine else None
        if pace is None or slot is None or (wait := pace.wait(time.time())) <= 0:
            return
        slot.delay = slot.delay or 0.001  # without a delay the downloader does not look at the time
        slot.lastseen = max(slot.lastseen, time.monotonic() + wait - slot.delay)

    def closed(self) -> None:
        slots = self.crawler.engine.downloader.slots if self.crawler.engine else {}
        now, monotonic = time.time(), time.monotonic()
        asked = {host: Pace(now - monotonic + slot.lastseen, slot.delay) for host, slot in slots.items()}
        keep_paces(self.output, self.source, {**self.before, **asked})
