"""What becomes of these pages in a browser? `python -m tests.rendering.crawl [NAME=VALUE …] URL…` prints a line of JSON
for each; `-` reads the URLs from standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newsspider.middlewares.browser.settings import BROWSER, rendered
from newsspider.middlewares.failures import reason_of
from tests.every_site import project_settings
from tests.rendering.world import HOST

QUICK = {
    "EXTENSIONS": {},
    "ITEM_PIPELINES": {},
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "BACKOFF_START": 0.1,
    "CHALLENGES_MAX": 100,
    "RETRY_TIMES": 1,
    "LOG_LEVEL": "WARNING",
}


class Reader(Spider):
    name = "reader"
    zone = "Asia/Almaty"
    urls: list[str]

    @classmethod
    def update_settings(cls, settings: Any) -> None:
        super().update_settings(settings)
        settings.update(BROWSER, priority="spider")

    def declared_hosts(self) -> frozenset[str]:
        return frozenset({HOST})

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            given = {"url": url}
            yield Request(url, self.parse, meta=rendered("h1"), errback=self.failed, dont_filter=True, cb_kwargs=given)

    def parse(self, response: Response, url: str) -> None:
        page = response if isinstance(response, TextResponse) else TextResponse(response.url)
        kept = page.css("script[data-received]")
        tell(
            asked=url,
            url=response.url,
            status=response.status,
            title=page.css("h1::text").get(),
            received=[each.attrib["data-received"] for each in kept],
            length=len(response.body),
        )

    def failed(self, failure: Failure) -> None:
        tell(asked=failure.request.cb_kwargs["url"], reason=reason_of(failure), why=str(failure.value)[:200])  # type: ignore[attr-defined]


def tell(**what: Any) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)


def main(words: list[str]) -> None:
    settings = project_settings()
    own = dict(word.split("=", 1) for word in words if "://" not in word and word != "-")
    urls = [word for word in words if "://" in word]
    if "-" in words:
        urls += sys.stdin.read().split()
    settings.update(QUICK | own, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Reader)
    process.crawl(crawler, urls=urls)
    process.start()
    tell(
        stats={
            name: value
            for name, value in (crawler.stats.get_stats() if crawler.stats else {}).items()
            if "browser" in name or name.endswith("/rests")
        }
    )


if __name__ == "__main__":
    main(sys.argv[1:])
