"""How fast does a bare Scrapy spider fetch pages, doing nothing with them?

`python -m tests.replica.bare FILE [NAME=VALUE …]`, in the replica's environment: FILE has one URL a line, NAME=VALUE is
a setting.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class Bare(Spider):
    name = "bare"
    urls: tuple[str, ...] = ()

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield Request(url, self.parse, dont_filter=True)

    def parse(self, response: Response) -> None:
        return None


def main() -> None:
    given = dict(word.split("=", 1) for word in sys.argv[2:])
    process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, **given})
    process.crawl(Bare, urls=tuple(Path(sys.argv[1]).read_text().split()))
    process.start()


if __name__ == "__main__":
    main()
