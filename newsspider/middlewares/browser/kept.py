"""Which scripts and styles has this crawl fetched already?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from scrapy.http import Response

LARGEST = 10_000_000  # bytes of one
MOST = 50_000_000  # bytes of all; a site that has more is asked for the rest again


class Kept:
    """Answers by URL, for the crawl: a browser whose requests are answered by others keeps none itself."""

    def __init__(self) -> None:
        self._answers: dict[str, Response] = {}
        self._size = 0
        self._asking: dict[str, asyncio.Future[None]] = {}

    async def get(self, url: str, ask: Callable[[], Awaitable[Response]]) -> Response:
        """Two pages that want the same at the same moment ask once; the second asks itself where the first failed."""
        while (asking := self._asking.get(url)) is not None:
            await asyncio.wait({asking})
        if url in self._answers:
            return self._answers[url]
        self._asking[url] = done = asyncio.get_running_loop().create_future()
        try:
            answer = await ask()
            self._keep(url, answer)
            return answer
        finally:
            del self._asking[url]
            done.set_result(None)

    def _keep(self, url: str, answer: Response) -> None:
        size = len(answer.body)
        if answer.status == 200 and size <= LARGEST and self._size + size <= MOST:
            self._answers[url] = answer
            self._size += size
