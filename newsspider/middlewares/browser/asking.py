"""How does what a page asks for go through the crawl's own downloader?"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.middlewares.browser.settings import PART

# Made anew by the downloader, or of no meaning beyond the browser.
_OWN = frozenset("accept-encoding connection content-length cookie host proxy-connection user-agent".split())


class Asking:
    """The requests of one page. All rules of the crawl hold for them, those of robots.txt too."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    async def ask(
        self, url: str, part: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Response:
        """Raises whatever the downloader raises."""
        engine: Any = self.crawler.engine
        meta = {PART: part, "asked_by": self, "dont_retry": True}
        kept = {name: value for name, value in (headers or {}).items() if name.lower() not in _OWN and name[0] != ":"}
        request = Request(url, method=method, headers=kept, body=body, meta=meta, dont_filter=True)
        answer: Response = await engine.download_async(request)
        return answer

    def end(self) -> None:
        """What still waits for its host's turn is not asked for."""
        for slot in self.crawler.engine.downloader.slots.values() if self.crawler.engine else ():
            for request, waiting in [each for each in slot.queue if each[0].meta.get("asked_by") is self]:
                slot.queue.remove((request, waiting))
                waiting.errback(Failure(DownloadCancelledError("the page is not waited for any more")))  # type: ignore[no-untyped-call]


async def outcome(work: Any) -> Response | Exception:
    """What came of it, as a value: whatever a downloader may raise is of concern to the page only."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task})
    finally:
        task.cancel()
    problem = task.exception()
    if problem is not None and not isinstance(problem, Exception):
        raise problem
    answer: Response | Exception = problem or task.result()
    return answer
