"""`scrapy due`: what is to be crawled now, for cron and systemd timers?"""

from __future__ import annotations

import argparse
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newsspider.commands.arguments import UsedWrongly, report
from newsspider.commands.planning import add_printing, begun, crawler_of
from newsspider.commands.telling import crawl_went_wrong
from newsspider.schedule.once import crawl_due
from newsspider.schedule.units import due_units
from newsspider.store.errors import StoreError


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {}

    def syntax(self) -> str:
        return "[SITE …] [--list] [--at-most N] [--print-systemd] [--print-cron]"

    def short_desc(self) -> str:
        return "Crawl what is due by the schedule now, and end"

    def long_desc(self) -> str:
        return (
            "Crawls the editions whose turn has come, site after site, and ends: what cron or a systemd timer starts "
            "every two minutes. How often an edition's turn comes follows from the plan (newsspider/schedule/plan.py, "
            "changed by NEWSSPIDER_PLAN or plan.toml in the output folder) and from how much it publishes at that "
            "hour. "
            "A site that is being crawled already is left alone. 'scrapy schedule' does the same without cron. "
            "Examples: 'scrapy due --list', 'scrapy due --at-most 4', 'scrapy due kazinform', "
            "'scrapy due --print-cron'. "
            "Exit codes: 0 done, or nothing to do, 1 a crawl went wrong or was stopped, 2 used wrongly."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_printing(parser)
        parser.add_argument("--at-most", type=int, default=1, metavar="N", help="sites at the same time (default: 1)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = self._run(args, opts)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("due", problem)

    def _run(self, names: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        if opts.at_most < 1:
            raise UsedWrongly(f"--at-most {opts.at_most}: a number of sites from 1")
        if (prepared := begun(self.settings, names, opts, due_units)) is None:
            return 0
        book, plan = prepared
        crawler = crawler_of(book, plan, opts.set, crawl_went_wrong(self.settings))
        return 0 if crawl_due(crawler, book.sites, at_most=opts.at_most) else 1
