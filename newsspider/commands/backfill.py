"""`scrapy backfill`: what a person types to go back in time."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.crawler import CrawlerProcessBase

from newsspider.commands.arguments import UsedWrongly, policy_of, report, site_of, the_site
from newsspider.commands.backfill_table import Status, as_json, print_status, status_of
from newsspider.commands.browsers import check_browser
from newsspider.commands.crawl import say_less
from newsspider.discovery.wanted import BadArgument, Wanted
from newsspider.extensions.hand_over import HANDED_OVER
from newsspider.extensions.storage import open_session
from newsspider.schedule.signals import caught
from newsspider.site import NewsSpider
from newsspider.store import cursors
from newsspider.store.errors import Locked, StoreError, unwritable
from newsspider.store.folder import open_state
from newsspider.store.hand_over import is_backfilled, is_free
from newsspider.store.reading import reading_only

LOOK = 0.5  # seconds

logger = logging.getLogger(__name__)


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "SITE [--since DAY] [--until DAY] [--editions kk,ru] [--again] [--status [--json]]"

    def short_desc(self) -> str:
        return "Crawl what a site published in the past, newest first; may be stopped at any time"

    def long_desc(self) -> str:
        return (
            "Goes back in time through a site's sitemaps and listings, from --until (default: now) to --since "
            "(default: the beginning), one request a second. Stop it whenever you like (Ctrl-C, kill, power): "
            "the same command goes on where it was. Crawls of the same site, by hand or by the schedule, may run "
            "meanwhile: the backfill makes way for them within seconds, and goes on after them. A period that was read "
            "to its end is not read again, but with --again. --status shows how far backfills are, and only reads. "
            "Examples: 'scrapy backfill kazinform --since 2024-01-01 --until 2024-12-31', "
            "'scrapy backfill tengrinews --since 2025-01-01 --editions kk', 'scrapy backfill kazinform --status', "
            "'scrapy backfill kazinform --status --json'. "
            "Exit codes: 0 done, 1 incomplete (stopped, or a source could not be read), 2 used wrongly."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", help="the first day, YYYY-MM-DD")
        parser.add_argument("--until", metavar="DAY", help="the last day, YYYY-MM-DD")
        parser.add_argument("--editions", metavar="kk,ru", help="only these editions (default: all)")
        parser.add_argument("--again", action="store_true", help="read anew what was read for this period")
        parser.add_argument("--status", action="store_true", help="only show how far backfills of the site are")
        parser.add_argument("--json", action="store_true", help="with --status: for programs")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        say_less()
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = self._run(args, opts)
        except (BadArgument, StoreError, UsedWrongly) as problem:
            self.exitcode = report("backfill", problem)

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        assert self.crawler_process is not None  # Scrapy makes it before it runs a command
        site = site_of(self.crawler_process.spider_loader, the_site(args))
        if opts.json and not opts.status:
            raise UsedWrongly("--json goes with --status: how far the backfills of the site are")
        given = {name: value for name in ("since", "until", "editions") if (value := getattr(opts, name)) is not None}
        wanted = site.read_arguments(given)
        if wanted.since and wanted.since > datetime.now(UTC):
            raise UsedWrongly(f"--since {opts.since} is still to come")
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        if opts.status:
            _show(status_of(output, state, site.name), for_programs=opts.json)
            return 0
        since, until = opts.since or "", opts.until or ""
        if opts.again:
            _forget(output, state, site, since, until, wanted)
        if ended := _finished(output, state, site, since, until, wanted):
            day = ended[:10]
            newer = "" if until and until < day else f"; what came since is for crawls, or for --since {day}"
            print(f"{site.name}: the backfill of this period was finished on {day}{newer}; --again reads it anew")
            return 0
        return self._crawl(site, given, output)

    def _crawl(self, site: type[NewsSpider], given: dict[str, str], output: Path) -> int:
        """One slice. After another crawl, the process begins the next one by beginning anew: nothing is left in memory
        of weeks, and it keeps its number."""
        assert self.settings is not None
        process = self.crawler_process
        assert process is not None
        policy_of(process.settings["DUPLICATES"])
        check_browser(site, process.settings)
        process.settings.set("BACKFILL", True, priority="cmdline")
        crawler = process.create_crawler(site)
        if not begun_when_free(lambda: open_session(crawler), output, site.name):
            return 1
        if not process.settings["CONTACT"]:
            logger.warning("NEWSSPIDER_CONTACT is not set: sites can't see whom to write to (a page or mail address)")
        process.crawl(crawler, **given)
        process.start()
        stats = crawler.stats.get_stats() if crawler.stats else {}
        if stats.get("finish_reason") == HANDED_OVER:
            _begin_anew(process)
        wanted = site.read_arguments(given)
        since, until = given.get("since", ""), given.get("until", "")
        state = self.settings["STATE"] or None
        done = stats.get("finish_reason") == "finished" and _finished(output, state, site, since, until, wanted)
        return 0 if done and not process.bootstrap_failed else 1


def _show(status: Status, *, for_programs: bool) -> None:
    if for_programs:
        sys.stdout.buffer.write(as_json(status))
    else:
        print_status(status, Console(highlight=False))


def _finished(
    output: Path, state: str | None, site: type[NewsSpider], since: str, until: str, wanted: Wanted
) -> str | None:
    """When the last of the editions was finished, ISO; None: one is not."""
    with reading_only(output, state) as connection:
        known = cursors.of_period(connection, site.name, since, until) if connection is not None else []
    ended = {each.edition: each.at for each in known if not each.place and each.done}
    moments = [ended.get(edition.name) for edition in wanted.editions]
    return max(moment for moment in moments if moment) if all(moments) else None


def _forget(output: Path, state: str | None, site: type[NewsSpider], since: str, until: str, wanted: Wanted) -> None:
    if is_backfilled(output, site.name):
        raise Locked(f"a backfill of {site.name} is running: stop it first")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(output, error) from error
    opened = open_state(output, state)
    try:
        with opened.writing() as connection:
            cursors.forget(connection, site.name, since, until, [edition.name for edition in wanted.editions])
    finally:
        opened.close()


def begun_when_free(begin: Callable[[], object], output: Path, site: str) -> bool:
    """Whether it came to that. Between looking and taking the site, another crawl may be quicker: then that one is
    waited for too, unless it is a backfill, or runs on another machine. Raises Locked for these."""
    while _wait_for(output, site):
        try:
            begin()
        except Locked:
            time.sleep(LOOK)  # it may be about to say what it is
            if is_backfilled(output, site) or is_free(output, site):
                raise
        else:
            return True
    return False


def _wait_for(output: Path, site: str) -> bool:
    """Until nobody else crawls the site; whether it came to that."""
    told = False
    with caught() as signals:
        while not is_free(output, site) and not is_backfilled(output, site):
            if not told:
                logger.info("%s is being crawled: the backfill goes on after that", site)
                told = True
            if signals.wait(LOOK):
                return False
    return True


def _begin_anew(process: CrawlerProcessBase) -> None:
    """In the same process, with the same command line but `--again`; unless it was asked to end while it made way,
    which changes nothing of how a crawl ends that is ending."""
    time.sleep(LOOK)  # the crawl that it made way for takes the lock
    if signal.getsignal(signal.SIGTERM) == process._signal_kill:  # what Scrapy's handler of the first signal installs
        return
    again = [word for word in sys.orig_argv[1:] if word != "--again"]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *again])
