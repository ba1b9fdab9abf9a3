"""What does a page get that asks for something?"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import Request as Asked
from scrapy.http import Response

from newsspider.middlewares.browser.asking import Asking, outcome
from newsspider.middlewares.browser.judgement import Datum
from newsspider.middlewares.browser.kept import Kept
from newsspider.middlewares.browser.stopwatch import Stopwatch
from newsspider.middlewares.guard import is_allowed

ONCE = ("script", "stylesheet")
DATA = ("xhr", "fetch")
MOST = 200  # requests of one page
MOVES = 3  # documents of one page: it may lead to another one, but not in circles
# Of an answer, what was about its way here, or would make the browser do more than it is to do.
_DROPPED = frozenset(
    "alt-svc connection content-encoding content-length keep-alive link refresh set-cookie transfer-encoding".split()
)


@dataclass
class Answers:
    """Everything that a page asks for comes through here; nothing else is answered, and most is refused."""

    document: Response
    hosts: frozenset[str]
    asking: Asking
    kept: Kept
    stopwatch: Stopwatch
    page: Page | None = None
    data: list[Datum] = field(default_factory=list)
    asked: int = 0
    under_way: int = 0
    moves: int = 0
    _nothing: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def answer(self, route: Route) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(PlaywrightError):  # the page is closed
                await (self._fulfill(route) if self._is_wanted(route.request) else route.abort("blockedbyclient"))
        finally:
            self._tasks.discard(task)

    async def nothing_under_way(self) -> None:
        while self.under_way:
            self._nothing.clear()
            await self._nothing.wait()

    def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        self.asking.end()

    def _is_wanted(self, asked: Asked) -> bool:
        if not is_allowed(asked.url, self.hosts):
            return False
        try:
            mine = asked.frame.page == self.page
            main = mine and asked.frame.parent_frame is None
        except PlaywrightError:  # the first request of a window that the page opens
            return False
        if asked.resource_type == "document":
            self.moves += main
            return main and self.moves <= MOVES
        return mine and asked.resource_type in (*ONCE, *DATA) and self.asked < MOST

    async def _fulfill(self, route: Route) -> None:
        self.asked += 1
        self.under_way += 1
        try:
            with self.stopwatch.paused():
                found = await outcome(self._find(route.request))
            if route.request.resource_type in DATA:
                self.data.append(_datum(route.request.url, found))
            if isinstance(found, Response):
                await route.fulfill(status=found.status, headers=_headers(found), body=found.body)
            else:
                await route.abort("failed")
        finally:
            self.under_way -= 1
            self._nothing.set()

    async def _find(self, asked: Asked) -> Response:
        kind, url = asked.resource_type, asked.url
        if kind == "document":
            return self.document if self.moves == 1 else await self.asking.ask(url, kind)
        if kind in ONCE and asked.method == "GET":
            return await self.kept.get(url, lambda: self.asking.ask(url, kind, headers=asked.headers))
        body = asked.post_data_buffer or b""
        return await self.asking.ask(url, "data", asked.method, asked.headers, body)


def _headers(answer: Response) -> dict[str, str]:
    pairs = (
        (name.decode("latin-1"), values[-1].decode("latin-1")) for name, values in answer.headers.items() if values
    )
    return {name: value for name, value in pairs if name.lower() not in _DROPPED}


def _datum(url: str, found: Response | Exception) -> Datum:
    if isinstance(found, Response):
        return Datum(url, found.status, found.body)
    return Datum(url, problem=found)
