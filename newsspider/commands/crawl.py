"""`scrapy crawl`: what a person types to crawl one site."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from newsspider.discovery.wanted import BadArgument
from newsspider.extensions.storage import open_session
from newsspider.site import NewsSpider
from newsspider.store.errors import StoreError

COMPLETE = ("finished", "limit")


class Command(ScrapyCrawl):
    def syntax(self) -> str:
        return "SITE [-a NAME=VALUE …]"

    def short_desc(self) -> str:
        return "Crawl a site: new articles go to output/articles/SITE/"

    def long_desc(self) -> str:
        return (
            "Crawls a site until everything its sources announce is a line, a duplicate or a refusal. Stop it "
            "whenever you like (Ctrl-C, kill, power): the next crawl goes on. Arguments: -a editions=kk,ru  "
            "-a since=2025-11-01  -a until=2025-11-30  -a limit=100 (articles)  -a sections=crime,news  "
            "-a urls=FILE or URL[,URL]. Examples: 'scrapy crawl kazinform -a since=2025-11-01', "
            "'scrapy crawl tengrinews -a editions=kk -a limit=20'; 'scrapy list' shows the sites. "
            "Exit codes: 0 done, 1 incomplete, 2 used wrongly."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        for name in ("scrapy.utils.log", "scrapy.crawler", "scrapy.middleware", "scrapy.addons", "scrapy.core.engine"):
            logging.getLogger(name).setLevel(logging.WARNING)  # inventories of Scrapy's parts
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one site; 'scrapy list' shows them")
        process = self.crawler_process
        if process is None:
            raise UsageError("needs a crawler process")
        if args[0] not in process.spider_loader.list():
            sites = ", ".join(process.spider_loader.list())
            raise UsageError(f"unknown site {args[0]!r}: this project has {sites}")
        crawler = process.create_crawler(args[0])
        try:
            if issubclass(crawler.spidercls, NewsSpider):
                crawler.spidercls.read_arguments(opts.spargs)
                open_session(crawler)
        except (BadArgument, StoreError) as problem:
            print(f"scrapy crawl {args[0]}: {problem}", file=sys.stderr)
            self.exitcode = 2 if isinstance(problem, BadArgument) else 1
            return
        process.crawl(crawler, **opts.spargs)
        process.start()
        if process.bootstrap_failed or not _is_complete(crawler.stats.get_stats() if crawler.stats else {}):
            self.exitcode = 1


def _is_complete(stats: dict[str, Any]) -> bool:
    """Came to its end, read a source, and no bug ended an article."""
    read_nothing = stats.get("newsspider/sources/failed", 0) and not stats.get("newsspider/sources/read", 0)
    bugs = any(name.startswith("newsspider/refused/error-") for name in stats)
    return stats.get("finish_reason") in COMPLETE and not read_nothing and not bugs
