"""How far is the crawl? Shown live on a terminal, else in a log line now and then."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newsspider.article import Article
from newsspider.extensions.storage import true_reason
from newsspider.monitor import progress as words
from newsspider.monitor.display import Display
from newsspider.monitor.pace import Pace
from newsspider.monitor.reach import reach_line
from newsspider.store.errors import StoreError
from newsspider.store.registry import session_of

REFRESH = 0.5  # seconds
RECOUNT = 5.0  # seconds: counting a large state takes a while

logger = logging.getLogger(__name__)


class Progress:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.display = Display.on_terminal(sys.stderr) if crawler.settings.getbool("PROGRESS_LIVE") else None
        self.says = self.display is None or bool(crawler.settings["LOG_FILE"])
        self.started, self.opened_at = datetime.now(UTC), monotonic()
        self.pace = Pace(self.opened_at)
        self.source: str | None = None
        self.title: str | None = None
        self.pending: int | None = None
        self.counted_at = float("-inf")
        self.calls: list[Any] = []
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.asked, signals.request_reached_downloader)
        crawler.signals.connect(self.scraped, signals.item_scraped)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def opened(self, spider: Spider) -> None:
        if self.display is not None:
            self.display.start()
            self._every(REFRESH, self.show)
        if self.says:
            self._every(self.crawler.settings.getfloat("PROGRESS_INTERVAL"), self.say)

    def asked(self, request: Request, spider: Spider) -> None:
        if "walk" in request.cb_kwargs:
            self.source = request.url

    def scraped(self, item: Any, spider: Spider) -> None:
        if isinstance(item, Article):
            self.title = item.title

    def show(self) -> None:
        if self.display is not None:
            now = self._now()
            self.display.show(f"{now.site}, {words.duration(now.seconds)}", words.live_rows(now))

    def say(self) -> None:
        logger.info("%s", words.progress_line(self._now()))

    def closed(self, spider: Spider, reason: str) -> None:
        for call in self.calls:
            call.stop()
        self.counted_at = float("-inf")
        reason = true_reason(reason, self.crawler.stats.get_stats() if self.crawler.stats else {})
        now, output = self._now(), Path(self.crawler.settings["OUTPUT"])
        files = words.day_files(output, spider.name, self.started.date(), datetime.now(UTC).date())
        if self.display is not None:
            self.display.end(spider.name, words.summary_rows(now, reason, files))
        if self.says:
            logger.info("%s", words.summary_line(now, reason, files))

    def _every(self, seconds: float, do: Any) -> None:
        call = create_looping_call(do)
        call.start(seconds, now=False)
        self.calls.append(call)

    def _now(self) -> words.Progress:
        at, session = monotonic(), session_of(self.crawler)
        pages = self.crawler.stats.get_value("response_received_count", 0) if self.crawler.stats else 0
        return words.Progress(
            site=self.crawler.spidercls.name,
            seconds=at - self.opened_at,
            pages=pages,
            per_minute=self.pace.per_minute(at, pages),
            counts=session.counts(),
            pending=self._pending(at),
            hosts=self._hosts(at),
            source=self.source,
            title=self.title,
            past=self._past(at - self.opened_at, session.counts()),
        )

    def _past(self, seconds: float, counts: Mapping[str, int]) -> str | None:
        backfill = getattr(self.crawler.spider, "backfill", None)
        done = sum(counts.get(kind, 0) for kind in ("stored", "duplicate", "unchanged", "refused"))
        return reach_line(backfill.reach(), done, self.pending, seconds) if backfill is not None else None

    def _pending(self, at: float) -> int | None:
        if at - self.counted_at >= RECOUNT:
            self.counted_at = at
            try:
                self.pending = session_of(self.crawler).pages().get("pending", 0)
            except StoreError:
                self.pending = None
        return self.pending

    def _hosts(self, at: float) -> tuple[words.Host, ...]:
        """Hosts with requests that wait or are under way. `lastseen` lies in the future while a host rests."""
        slots = self.crawler.engine.downloader.slots if self.crawler.engine else {}
        busy = ((name, slot) for name, slot in slots.items() if slot.active or slot.queue)
        return tuple(words.Host(name, slot.delay, max(slot.lastseen - at, 0.0)) for name, slot in busy)
