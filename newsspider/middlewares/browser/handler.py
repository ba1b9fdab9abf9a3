"""How does a request become a rendered page?"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from playwright.async_api import Error as PlaywrightError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from scrapy.http import HtmlResponse, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from newsspider.extract.received import with_received
from newsspider.middlewares.browser.answers import MOVES, Answers
from newsspider.middlewares.browser.asking import Asking
from newsspider.middlewares.browser.browsers import Browsers
from newsspider.middlewares.browser.errors import BrowserDied, CrawlEnds, NotRendered
from newsspider.middlewares.browser.judgement import why_empty
from newsspider.middlewares.browser.kept import Kept
from newsspider.middlewares.browser.race import Ender, before
from newsspider.middlewares.browser.running import Running
from newsspider.middlewares.browser.settings import META, SLOT, UNTIL
from newsspider.middlewares.browser.stopwatch import Stopwatch
from newsspider.middlewares.browser.tab import Shown, show
from newsspider.middlewares.browser.turns import Turns
from newsspider.middlewares.guard import is_allowed
from newsspider.middlewares.refused import Refused

DEATHS = 5  # of the browser, with one and the same page
LOOK = 0.5  # seconds
PATIENCE = 3.0  # with pages under way, when the crawl is told to end


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """scrapy-playwright's, with a browser that has no network of its own: the crawl's downloader fetches what pages ask
    for. Requests without `playwright` in their meta are none of its business.

    The document is fetched before a browser is needed: its status, redirects and failures are those of the page.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logging.getLogger("scrapy-playwright").setLevel(logging.WARNING)  # it tells of its versions
        self.crawler = crawler
        self.browsers = Browsers(crawler.settings, crawler.stats)
        self.browser_provider_cls = lambda config: self.browsers
        self.turns = Turns(crawler.settings.getint("BROWSER_PAGES"))
        self.kept = Kept()
        self.largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.deadline = crawler.settings.getfloat("BROWSER_DEADLINE")
        self.longest = crawler.settings.getfloat("BROWSER_LONGEST")
        self.ends: Ender = asyncio.get_event_loop().create_future()
        self.looking: asyncio.Task[None] | None = None

    async def download_request(self, request: Request) -> Response:
        if not request.meta.get(META):
            plain: Response = await super().download_request(request)
            return plain
        if request.meta.get("download_slot") != SLOT:
            raise ValueError(f"a rendered page would wait for itself in the slot of its host: {request}")
        self.looking = self.looking or asyncio.ensure_future(self._look_for_the_end())
        return await before(self._in_turn(request), self.ends)

    async def close(self) -> None:
        if self.looking is not None:
            self.looking.cancel()
        await super().close()

    async def _in_turn(self, request: Request) -> Response:
        async with self.turns.turn(request.priority):
            if not self._engine.running:
                raise CrawlEnds("the crawl ends")
            asking = Asking(self.crawler)
            try:
                document = await asking.ask(request.url, "document")
            finally:
                asking.end()
            if document.status != 200 or not isinstance(document, HtmlResponse):
                return document.replace(request=request)
            for death in range(DEATHS):
                try:
                    return await self._rendered(request, document)
                except BrowserDied:
                    if death + 1 == DEATHS:
                        raise
            raise AssertionError

    async def _rendered(self, request: Request, document: Response) -> Response:
        async with self.browsers.one() as running:
            stopwatch = Stopwatch(self.deadline, self.longest)
            answers = Answers(document, self._hosts(), Asking(self.crawler), self.kept, stopwatch)
            late = asyncio.ensure_future(_late(stopwatch))
            try:
                shown = await self._shown(running, answers, request, late)
            finally:
                late.cancel()
                answers.end()
        return self._response(request, shown, answers)

    async def _shown(self, running: Running, answers: Answers, request: Request, late: Ender) -> Shown:
        try:
            async with running.context(**self._options()) as context:
                return await before(show(context, answers, request.meta.get(UNTIL), self.largest), running.died, late)
        except PlaywrightError as error:
            if await running.has_died():
                raise running.died.result() from None
            raise NotRendered("page-crashed", error.message[:200]) from None

    def _response(self, request: Request, shown: Shown, answers: Answers) -> Response:
        if answers.moves > MOVES or not is_allowed(shown.url, self._hosts()):
            raise Refused("redirect-loop" if answers.moves > MOVES else "forbidden-address")
        why = None if shown.is_there else why_empty(answers.data)
        if isinstance(why, Exception):
            raise why
        content = with_received(shown.content, ((each.url, each.body) for each in answers.data if each.status == 200))
        body = content.encode("utf-8", "replace")
        if len(body) > self.largest:
            raise DownloadCancelledError(f"the rendered page has {len(body)} bytes")
        headers = {"Content-Type": "text/html; charset=utf-8"}  # no validators: those of the document are the shell's
        return HtmlResponse(shown.url, why or 200, headers, body, request=request, flags=["rendered"], encoding="utf-8")

    @property
    def _engine(self) -> Any:
        return self.crawler.engine

    def _hosts(self) -> frozenset[str]:
        declared = getattr(self.crawler.spider, "declared_hosts", None)
        return declared() if declared else frozenset()

    def _options(self) -> dict[str, Any]:
        return {
            "user_agent": self.crawler.settings["USER_AGENT"],
            "timezone_id": getattr(
                self.crawler.spider, "zone", "UTC"
            ),  # dates are shown as the site's readers see them
            "locale": "kk-KZ",
            "service_workers": "block",
            "accept_downloads": False,
        }

    async def _look_for_the_end(self) -> None:
        """Scrapy tells a handler that the crawl ends when all its requests have ended."""
        while self._engine.running:  # noqa: ASYNC110 (no signal tells it so early)
            await asyncio.sleep(LOOK)
        await asyncio.sleep(PATIENCE)
        self.ends.set_result(CrawlEnds("the crawl ends"))
        self.browsers.end_now()


async def _late(stopwatch: Stopwatch) -> Exception:
    await stopwatch.runs_out()
    return DownloadTimeoutError("the page takes too long")
