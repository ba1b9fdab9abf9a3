"""`scrapy schedule`: who crawls the sites, by themselves, for years?"""

from __future__ import annotations

import argparse
import logging
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newsspider.commands.arguments import UsedWrongly, report
from newsspider.commands.planning import add_printing, backfills_of, begun, crawler_of
from newsspider.commands.telling import crawl_went_wrong, metrics_served
from newsspider.extensions.notices import mistakes
from newsspider.schedule.units import schedule_units
from newsspider.store.errors import StoreError

logger = logging.getLogger(__name__)


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {}

    def syntax(self) -> str:
        return "[SITE …] [--list] [--print-systemd] [--print-cron]"

    def short_desc(self) -> str:
        return "Crawl all sites, each edition as often as it publishes, until stopped"

    def long_desc(self) -> str:
        return (
            "Runs until it is stopped (Ctrl-C, SIGTERM; crawls under way end first) and crawls every edition as often "
            "as the plan (newsspider/schedule/plan.py, changed by NEWSSPIDER_PLAN or plan.toml in the output folder) "
            "and its own rhythm ask for. Each crawl is a process of its own: one that fails, crashes or hangs disturbs "
            "no other. What was missed meanwhile is caught up once. Where the plan names a backfill of a site, its "
            "past is read beside that, in the hours given. "
            "Examples: 'scrapy schedule', 'scrapy schedule tengrinews polisia', 'scrapy schedule --list', "
            "'scrapy schedule --print-systemd'. "
            "Exit codes: 0 stopped, 1 stopped and a crawl had to be killed, or nothing can be written, 2 used wrongly."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_printing(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = self._run(args, opts)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("schedule", problem)

    def _run(self, names: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        if (prepared := begun(self.settings, names, opts, schedule_units)) is None:
            return 0
        if wrong := mistakes(self.settings):
            raise UsedWrongly("; ".join(wrong))
        book, plan = prepared
        # Every command of Scrapy imports this file, and APScheduler takes a tenth of a second.
        from newsspider.schedule.runner import Runner

        crawler = crawler_of(book, plan, opts.set, crawl_went_wrong(self.settings))
        backfills = backfills_of(self.settings, plan, names, opts.set)
        with metrics_served(self.settings, book, crawler, backfills):
            told = "%d sites, %d at once; 'scrapy schedule --list' shows whose turn comes when"
            logger.info(told, len(book.sites), plan.at_once)
            return Runner(book, crawler, backfills, at_once=plan.at_once).run()
