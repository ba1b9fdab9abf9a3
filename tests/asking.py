"""What does Scrapy make of these addresses? `python -m tests.asking URL…` prints {url: reason}; Guard stands aside."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.middlewares.failures import reason_of
from tests.every_site import project_settings


class Asker(Spider):
    name = "asker"
    reasons: dict[str, str]

    async def start(self) -> AsyncIterator[Any]:
        self.reasons = {}
        for url in sys.argv[1:]:
            yield Request(
                url,
                self.parse,
                errback=self.failed,
                dont_filter=True,
                cb_kwargs={"url": url},
                meta={"download_timeout": 3 if url.endswith("/slow") else 300},  # the others may find a busy machine
            )

    def parse(self, response: Response, url: str) -> None:
        self.reasons[url] = "ok"

    def failed(self, failure: Failure) -> None:
        self.reasons[failure.request.cb_kwargs["url"]] = reason_of(failure)  # type: ignore[attr-defined]

    def closed(self, reason: str) -> None:
        print(json.dumps(self.reasons))


def main() -> None:
    settings = project_settings()
    own = {
        "DOWNLOADER_MIDDLEWARES": {**settings["DOWNLOADER_MIDDLEWARES"], "newsspider.middlewares.guard.Guard": None},
        "EXTENSIONS": {},
        "ITEM_PIPELINES": {},
        "RETRY_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "BACKOFF_START": 0.1,
        "LOG_LEVEL": "ERROR",
    }
    settings.update(own, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(Asker)
    process.start()


if __name__ == "__main__":
    main()
