"""`scrapy gaps`: is anything of a site missing, and why?"""

from __future__ import annotations

import argparse
import shlex
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.commands.arguments import UsedWrongly, nothing_crawled, policy_of, report, site_of
from newsspider.commands.browsers import check_browser
from newsspider.commands.crawl import say_less
from newsspider.commands.gaps_found import (
    Found,
    accounted,
    add_new,
    ask_state,
    compare_files,
    mended,
    numbers,
)
from newsspider.commands.gaps_question import Question, asked_back_to, is_known
from newsspider.commands.gaps_table import Told, as_json, describe, not_to_be_had, show
from newsspider.discovery.wanted import BadArgument
from newsspider.extensions.storage import open_session
from newsspider.site import NewsSpider
from newsspider.site.anew import ANNOUNCED, REPAIRED, Anew, SourcesAnew, anew
from newsspider.store.errors import Locked, StoreError
from newsspider.store.times import stamp

NARROWING = ("since", "until", "editions")


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "SITE [--since D] [--until D] [--editions E,E] [--offline] [--repair] [--list] [--json]"

    def short_desc(self) -> str:
        return "Show what is missing of a site and why, and fetch it"

    def long_desc(self) -> str:
        return (
            "Compares what a site's files hold with what the state remembers, always as a whole. Then reads the "
            "site's feeds, sitemaps and listings anew, as far back as they were ever read (or to --since), and fetches "
            "no article: what they announce and is no line, no duplicate and not refused for good is missing. Shows "
            "the account of each edition: what was announced and by which kinds of sources, fetched, accepted, "
            "refused, gone, pending. --repair brings files and state to agree (lines that the state does not know are "
            "adopted; what is no line is cut out and put beside its file), and fetches what is missing, however old it "
            "is. --offline asks no site: with --repair, what is lost waits for the next --repair, or for a crawl that "
            "reaches back so far. "
            "Examples: 'scrapy gaps kazinform --since 2025-11-01', 'scrapy gaps tengrinews --editions kk --list', "
            "'scrapy gaps kazinform --offline', 'scrapy gaps kazinform --repair'. "
            "Exit codes: 0 nothing is missing, 1 something is, or it could not be found out, 2 used wrongly, or "
            "nothing has been crawled yet."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--since", metavar="D", help="published on this day or later, for example 2025-11-01")
        parser.add_argument("--until", metavar="D", help="published on this day or earlier")
        parser.add_argument("--editions", metavar="E,E", help="only these editions of the site")
        parser.add_argument("--offline", action="store_true", help="compare files and state, and ask no site")
        parser.add_argument("--repair", action="store_true", help="bring files and state to agree, and fetch")
        parser.add_argument("--list", action="store_true", help="every URL that is missing, and every day's account")
        parser.add_argument("--json", action="store_true", help="for programs, with every URL")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        say_less()
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            told = self._told(args, opts)
        except (BadArgument, StoreError, UsedWrongly) as problem:
            self.exitcode = report("gaps", problem)
            return
        if opts.json:
            sys.stdout.buffer.write(as_json(told))
        else:
            show(told, Console(highlight=False), every_day=opts.list)
            if told.left is None and told.found:
                print(f"To repair it: {_repairing(told.site, opts)}")
        self.exitcode = int(not told.complete)

    def _told(self, args: list[str], opts: argparse.Namespace) -> Told:
        arguments = {name: value for name in NARROWING if (value := getattr(opts, name)) is not None}
        question = self._question(args, arguments)
        if not opts.offline and "since" not in arguments and (since := asked_back_to(question)):
            arguments["since"] = since
            question = replace(self._question(args, arguments), reaches_back=True)
        listed = opts.list or opts.json
        told = Told(question.name, arguments.get("since"), arguments.get("until"), Found(listed))
        (self._repair if opts.repair else self._check)(question, told, arguments, offline=opts.offline)
        told.accounts = accounted(question)
        told.numbers = numbers(question)
        return told

    def _question(self, args: list[str], arguments: dict[str, str]) -> Question:
        assert self.settings is not None
        if len(args) != 1:
            raise UsedWrongly("name one site; 'scrapy list' shows them")
        site = site_of(get_spider_loader(self.settings), args[0])
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        question = Question(site, site.read_arguments(arguments), output, state)
        if not is_known(question):
            raise UsedWrongly(nothing_crawled(output, site.name))
        return question

    def _check(self, question: Question, told: Told, arguments: dict[str, str], *, offline: bool) -> None:
        compare_files(question, told.found)
        began = stamp(datetime.now(UTC))
        if not offline and told.found.is_sound:
            self._crawl(question, told, arguments, anew(question.site))
        elif not offline:
            told.notes.append("The sources were not asked, as no crawl can begin: --repair mends that first")
        ask_state(question, told.found, new_since=began)

    def _repair(self, question: Question, told: Told, arguments: dict[str, str], *, offline: bool) -> None:
        done = mended(question, told.found, announce)
        print(f"lines lost, and pending now: {len(done.again):,}", file=sys.stderr)
        print(f"newest versions lost, and asked for once more: {len(done.versions):,}", file=sys.stderr)
        told.notes += not_to_be_had(done)
        if not offline:
            began = stamp(datetime.now(UTC))
            first = done.again | told.found.ids if question.reaches_back else done.again
            self._crawl(question, told, arguments, anew(question.site, fetches=True, first=first))
            add_new(question, told.found, began)
        told.left = Found(told.found.listed)
        ask_state(question, told.left, done=done)
        try:
            compare_files(question, told.left)
        except Locked:  # the schedule was quicker
            told.notes.append(
                "The files were not compared again, as a crawl has begun: scrapy gaps --offline does that"
            )

    def _crawl(self, question: Question, told: Told, arguments: dict[str, str], reading: type[NewsSpider]) -> None:
        process = self.crawler_process
        assert process is not None
        policy_of(process.settings["DUPLICATES"])
        check_browser(reading, process.settings)
        crawler = process.create_crawler(reading)
        open_session(crawler)
        process.crawl(crawler, **arguments)
        process.start()
        spider, stats = crawler.spider, crawler.stats
        reason = stats.get_value("finish_reason") if stats else None
        if reason not in (ANNOUNCED, REPAIRED) or process.bootstrap_failed:
            told.notes.append(f"The sources were not read to their end: {reason or 'the log says why'}")
        elif isinstance(spider, Anew) and isinstance(spider.sources, SourcesAnew):
            told.unread = spider.sources.unread()


def _repairing(site: str, opts: argparse.Namespace) -> str:
    """The command that repairs what was asked about."""
    given = [(f"--{name}", value) for name in NARROWING if (value := getattr(opts, name)) is not None]
    return shlex.join(["scrapy", "gaps", site, *(word for option in given for word in option), "--repair"])


def announce(found: Found) -> None:
    """What is about to be mended."""
    for file in found.files:
        print(f"to mend: {describe(file)}", file=sys.stderr)
    print(
        f"found so far: {found.counts.total():,} missing; files and state are being brought to agree", file=sys.stderr
    )
