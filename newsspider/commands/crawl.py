"""`scrapy crawl`: what a person types to crawl one site."""

from __future__ import annotations

import argparse
import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.settings import BaseSettings

from newsspider.commands.arguments import UsedWrongly, policy_of, report, site_of, the_site
from newsspider.commands.browsers import check_browser
from newsspider.commands.discover import discover
from newsspider.discovery.announced import others
from newsspider.discovery.wanted import BadArgument, Wanted
from newsspider.extensions.storage import open_session
from newsspider.site import NewsSpider
from newsspider.store.errors import StoreError
from newsspider.store.pages import left_to_backfill
from newsspider.store.reading import reading_only

logger = logging.getLogger(__name__)

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
            "-a sources=feed  -a urls=FILE or URL[,URL]. Examples: 'scrapy crawl kazinform -a since=2025-11-01', "
            "'scrapy crawl tengrinews -a editions=kk -a limit=20'; 'scrapy list' shows the sites. "
            "Exit codes: 0 done, 1 incomplete, 2 used wrongly."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        say_less()
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        process = self.crawler_process
        assert process is not None  # Scrapy makes it before it runs a command
        try:
            site = site_of(process.spider_loader, the_site(args))
            check_browser(site, process.settings)
            crawler = process.create_crawler(site)
            wanted = site.read_arguments(opts.spargs)
            if wanted.discover:
                self.exitcode = discover(process, site, wanted)
                return
            policy_of(process.settings["DUPLICATES"])
            open_session(crawler)
        except (BadArgument, StoreError, UsedWrongly) as problem:
            self.exitcode = report(f"crawl {args[0]}" if args else "crawl", problem)
            return
        if not process.settings["CONTACT"]:
            logger.warning("NEWSSPIDER_CONTACT is not set: sites can't see whom to write to (a page or mail address)")
        process.crawl(crawler, **opts.spargs)
        process.start()
        if process.bootstrap_failed or not _is_complete(crawler.stats.get_stats() if crawler.stats else {}):
            self.exitcode = 1
        if wanted.since is None and not wanted.urls:
            _tell_what_is_left(process.settings, site, wanted)


def _tell_what_is_left(settings: BaseSettings, site: type[NewsSpider], wanted: Wanted) -> None:
    """To a person who wants everything."""
    with suppress(StoreError), reading_only(Path(settings["OUTPUT"]), settings["STATE"] or None) as connection:
        editions = others(wanted, site.addresses())
        left = left_to_backfill(connection, site.name, editions) if connection is not None else 0
        if left:
            told = "%s: %s pages wait for a backfill: 'scrapy backfill %s --status' shows which period it was to read"
            logger.info(told, site.name, f"{left:,}", site.name)


def say_less() -> None:
    """No inventories of Scrapy's parts. A filter, since Scrapy sets the levels anew when it starts."""
    for name in ("scrapy.utils.log", "scrapy.crawler", "scrapy.middleware", "scrapy.addons", "scrapy.core.engine"):
        logging.getLogger(name).addFilter(lambda record: record.levelno >= logging.WARNING)


def _is_complete(stats: dict[str, Any]) -> bool:
    """Came to its end, read a source, and no bug ended an article."""
    read_nothing = stats.get("newsspider/sources/failed", 0) and not stats.get("newsspider/sources/read", 0)
    bugs = any(name.startswith("newsspider/refused/error-") for name in stats)
    return stats.get("finish_reason") in COMPLETE and not read_nothing and not bugs
