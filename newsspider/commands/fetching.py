"""How does a command get a few pages: politely, through Scrapy, and without touching what crawls keep?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from twisted.python.failure import Failure

from newsspider.middlewares.browser.settings import rendered
from newsspider.middlewares.failures import reason_of
from newsspider.normalise.urls import host_of
from newsspider.site.rendered import switch_on


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came, under the URL that it came from in the end."""

    url: str
    body: bytes


class NotFetched(Exception):
    """The message says which page and why, in one line."""


Get = Callable[[str], Awaitable[Page]]
Visit = Callable[[Get], Awaitable[None]]


class Visitor(Spider):
    """Asks for the pages that a command wants, under all rules of the project: robots.txt, delays, Guard, sizes."""

    name = "visitor"
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {"newsspider.extensions.crawl_delay.CrawlDelay": 500},  # none that opens the state
        "RETRY_TIMES": 1,  # somebody is waiting
    }

    def __init__(self, hosts: Iterable[str], visit: Visit, until: str | None = None) -> None:
        super().__init__()
        self._hosts, self._visit = frozenset(hosts), visit
        self._meta = rendered(until) if until else {}
        self.problem: Exception | None = None

    def declared_hosts(self) -> frozenset[str]:
        return self._hosts

    async def start(self) -> AsyncIterator[Any]:
        try:
            await self._visit(self._get)
        except Exception as problem:  # raised again by `fetch`, outside of Scrapy, which would only log it
            self.problem = problem
        return
        yield  # makes this what Scrapy wants: an asynchronous generator

    async def _get(self, url: str) -> Page:
        """Raises NotFetched."""
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(Request(url, meta=dict(self._meta), dont_filter=True))
        except Exception as error:  # whatever Scrapy and Twisted raise: `reason_of` tells them apart
            raise NotFetched(f"{url} was not fetched: {why(error, url)}") from None
        if response.status != 200:
            raise NotFetched(f"{url} was not fetched: http-{response.status}")
        return Page(response.url, response.body)


class RenderingVisitor(Visitor):
    """With a browser, for sites whose pages say nothing without one."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        switch_on(settings)


def fetch(process: CrawlerProcessBase, hosts: Iterable[str], visit: Visit, until: str | None = None) -> None:
    """Run `visit` with a function that gets pages of these hosts. Once in a process. Raises what `visit` raises.

    `until`: a browser renders the pages; the CSS selector of what it waits for.
    """
    crawler = process.create_crawler(RenderingVisitor if until else Visitor)
    process.crawl(crawler, hosts=hosts, visit=visit, until=until)
    process.start()
    problem = getattr(crawler.spider, "problem", None)
    if problem is not None:
        raise problem
    if process.bootstrap_failed:
        raise NotFetched("the pages were not fetched: Scrapy did not start (-L INFO says more)")


def why(error: Exception, url: str) -> str:
    """In words for somebody who may have mistyped the address; else the name of the reason. robots.txt is asked for
    first, so it meets what is wrong with a host."""
    reason = reason_of(Failure(error))  # type: ignore[no-untyped-call]
    because = getattr(error, "because", "")
    if "dns" in (reason, because):
        return f"the host {host_of(url)} is not found (no such name, or one that leads to a private address)"
    return f"{reason} ({because})" if because else reason


def keep_quiet(command: ScrapyCommand) -> None:
    """A command says in one line what went wrong; the log is there for those who ask for it with -L."""
    assert command.settings is not None
    if command.settings.getpriority("LOG_LEVEL") != SETTINGS_PRIORITIES["cmdline"]:
        command.settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")
