"""Which browser renders the next page? At most one runs at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from scrapy.settings import BaseSettings
from scrapy.statscollectors import StatsCollector

from newsspider.middlewares.browser.errors import BrowserDied, CrawlEnds
from newsspider.middlewares.browser.executable import NoBrowser, find_browser
from newsspider.middlewares.browser.running import Running


class Browsers:
    """Starts one when a page asks for it, and another one after some pages, above a limit of memory, or when it has
    died. What scrapy-playwright calls a provider, with `start` and `close`."""

    def __init__(self, settings: BaseSettings, stats: StatsCollector) -> None:
        self.wanted: str = settings["BROWSER"]
        self.most_pages = settings.getint("BROWSER_PAGES_BEFORE_RESTART")
        self.most_memory = settings.getint("BROWSER_MEMORY") * 1_000_000
        self.stats = stats
        self._running: Running | None = None
        self._starting: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()
        self._quiet = asyncio.Event()
        self._closed = False

    async def start(self) -> None:
        """Nothing yet: the crawl may need none."""

    async def close(self) -> None:
        self._closed = True
        if self._starting is not None and not self._starting.done():
            self._starting.cancel()
            await asyncio.wait({self._starting})
        if self._running is not None:
            self._end(self._running)
        if self._ending is not None:
            await self._ending

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Running]:
        """For one page. Raises BrowserDied, and CrawlEnds."""
        async with self._changing:
            running = await self._fit()
        running.pages += 1
        try:
            yield running
        finally:
            running.pages -= 1
            running.served += 1
            self._quiet.set()

    async def _fit(self) -> Running:
        old = self._running
        if old is not None and not self._is_fit(old):
            while old.pages:  # those under way end first; where it has died, they do so at once
                self._quiet.clear()
                await self._quiet.wait()
            if self._running is old:  # else the crawl has ended meanwhile
                self._end(old)
        if self._ending is not None:  # at most one at a time
            await asyncio.shield(self._ending)
        if self._running is None:
            await asyncio.shield(self._begin())
        if self._running is None:
            raise CrawlEnds("the crawl ends")
        return self._running

    def _is_fit(self, running: Running) -> bool:
        pages = running.served + running.pages
        return not running.died.done() and pages < self.most_pages and running.memory < self.most_memory

    def end_now(self) -> None:
        """The crawl waits for no page any more."""
        self._closed = True
        if self._running is not None:
            self._running.end()

    def _begin(self) -> asyncio.Task[None]:
        """A page that is not waited for any more leaves no half-started browser behind."""
        if self._starting is None or self._starting.done():
            self._starting = asyncio.ensure_future(self._start())
        return self._starting

    async def _start(self) -> None:
        if self._closed:
            raise CrawlEnds("the crawl ends")
        try:
            executable = find_browser(self.wanted)
        except NoBrowser as problem:
            raise BrowserDied(str(problem)) from None
        self.stats.inc_value("newsspider/browser/started")
        self._running = await Running.start(executable, self.most_memory)

    def _end(self, running: Running) -> None:
        self._running = None
        if running.died.done():
            self.stats.inc_value("newsspider/browser/died")
        self._ending = asyncio.ensure_future(running.stop())
