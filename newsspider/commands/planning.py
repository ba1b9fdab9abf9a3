"""What do the commands of the schedule have in common?"""

from __future__ import annotations

import argparse
import os
import pwd
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import closest_scrapy_cfg
from scrapy.utils.log import configure_logging
from sqlalchemy import make_url

from newsspider.commands.arguments import UsedWrongly, site_of
from newsspider.commands.browsers import tell_missing_browsers
from newsspider.commands.turns_table import print_backfills, print_turns
from newsspider.discovery.editions import Edition
from newsspider.discovery.first_pages import first_pages
from newsspider.schedule import backfills
from newsspider.schedule.book import Book
from newsspider.schedule.crawler import Command, Crawler
from newsspider.schedule.due import Crawl, Planned
from newsspider.schedule.plan import PLAN, Backfill, Plan
from newsspider.schedule.plan_file import read_plan
from newsspider.schedule.plan_values import BadPlan
from newsspider.schedule.units import Installation, cron_lines
from newsspider.store.lately import reader

IN_OUTPUT = "plan.toml"


def plan_of(settings: BaseSettings) -> Plan:
    """The declared one, changed as the user's file says. Raises UsedWrongly."""
    loader = get_spider_loader(settings)
    own = Path(settings["PLAN"] or Path(settings["OUTPUT"]) / IN_OUTPUT)
    if not settings["PLAN"] and not own.exists():
        return PLAN
    editions = {name: tuple(each.name for each in site_of(loader, name).editions) for name in sorted(loader.list())}
    try:
        return read_plan(own, PLAN, editions)
    except BadPlan as problem:
        raise UsedWrongly(str(problem)) from None


def book_of(settings: BaseSettings, plan: Plan, names: Sequence[str] = ()) -> Book:
    """`names`: of sites; none: all. Raises UsedWrongly, StoreError."""
    loader = get_spider_loader(settings)
    sites = [site_of(loader, name) for name in dict.fromkeys(names or sorted(loader.list()))]
    planned = [
        Planned(
            site.name,
            edition.name,
            site.zone,
            plan.of(site.name, edition.name),
            _quick(edition),
            unit=edition.home if edition.query else "",
        )
        for site in sites
        for edition in site.editions
    ]
    output = Path(settings["OUTPUT"])
    return Book(output, planned, reader(output, settings["STATE"] or None))


def crawler_of(
    book: Book, plan: Plan, given: Sequence[str], went_wrong: Callable[[str], None] | None = None
) -> Crawler:
    """`given`: settings from the command line, NAME=VALUE, which count for the crawls too."""
    return Crawler(book, command_of(plan, given), Path.cwd(), went_wrong=went_wrong)


def command_of(plan: Plan, given: Sequence[str]) -> Command:
    """How a crawl is started."""

    def command(crawl: Crawl) -> list[str]:
        arguments = [f"editions={','.join(crawl.editions)}", f"since={plan.since or crawl.since}"]
        arguments += [f"sources={crawl.sources}"] if crawl.sources else []
        settings = ["PROGRESS_LIVE=0", *given]
        flags = [("-a", each) for each in arguments] + [("-s", each) for each in settings]
        return [*_SCRAPY, "crawl", crawl.site, *(word for flag in flags for word in flag)]

    return command


def planned_backfills(settings: BaseSettings, plan: Plan, names: Sequence[str] = ()) -> list[backfills.Planned]:
    """`names`: of sites; none: all. Raises UsedWrongly."""
    loader = get_spider_loader(settings)
    wanted = [site for site in plan.backfills if not names or site in names]
    return [backfills.Planned(site, site_of(loader, site).zone, plan.backfills[site]) for site in wanted]


def backfills_of(settings: BaseSettings, plan: Plan, names: Sequence[str], given: Sequence[str]) -> backfills.Backfills:
    """`given`: as for the crawls."""

    def command(site: str, backfill: Backfill) -> list[str]:
        period = {"--since": backfill.since, "--until": backfill.until, "--editions": ",".join(backfill.editions)}
        options = [(name, value) for name, value in period.items() if value]
        options += [("-s", each) for each in ("PROGRESS_LIVE=0", *given)]
        return [*_SCRAPY, "backfill", site, *(word for option in options for word in option)]

    planned = planned_backfills(settings, plan, names)
    return backfills.Backfills(planned, command, Path(settings["OUTPUT"]), at_once=plan.at_once)


def add_printing(parser: argparse.ArgumentParser) -> None:
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--list", action="store_true", help="only show whose turn comes when")
    only.add_argument("--print-systemd", action="store_true", help="only print units for systemd")
    only.add_argument("--print-cron", action="store_true", help="only print a line for crontab")


def begun(
    settings: Settings,
    names: Sequence[str],
    opts: argparse.Namespace,
    units: Callable[[Installation], Mapping[str, str]],
) -> tuple[Book, Plan] | None:
    """What to crawl by; None where something was only to be printed. Raises UsedWrongly, StoreError."""
    if opts.print_cron:
        print(cron_lines(installation(settings)), end="")
    elif opts.print_systemd:
        for name, unit in units(installation(settings)).items():
            print(f"# /etc/systemd/system/{name}\n{unit}")
    else:
        plan = plan_of(settings)
        book = book_of(settings, plan, names)
        if not opts.list:
            configure_logging(settings)
            loader = get_spider_loader(settings)
            tell_missing_browsers([site_of(loader, site) for site in book.sites], settings)
            book.keep()
            return book, plan
        console = Console(highlight=False)
        print_turns([turn for site in book.sites for turn in book.turns(site)], book.now(), console)
        output, now = Path(settings["OUTPUT"]), book.now()
        print_backfills(planned_backfills(settings, plan, names), output, now, console)
    return None


def installation(settings: BaseSettings) -> Installation:
    names = ("CONTACT", "OUTPUT", "STATE", "PLAN", "METRICS_FILE", "METRICS_ADDRESS", "NOTIFY_COMMAND", "BROWSER")
    values = {name: str(settings[name]) for name in names if settings.get(name)}
    files = ("OUTPUT", "PLAN", "METRICS_FILE")
    values |= {name: str(Path(values[name]).resolve()) for name in files if name in values}
    if "STATE" in values and make_url(values["STATE"]).password:
        print("scrapy: NEWSSPIDER_STATE holds a password and is left out: set it in a file of its own", file=sys.stderr)
        del values["STATE"]
    if settings.get("NOTIFY_URL"):  # anybody may read units, and whoever has the address may post to it
        print("scrapy: NEWSSPIDER_NOTIFY_URL is left out: set it in a file of its own", file=sys.stderr)
    folder = Path(closest_scrapy_cfg()).resolve().parent
    environment = {f"NEWSSPIDER_{name}": value for name, value in values.items()}
    return Installation(_SCRAPY, folder, pwd.getpwuid(os.geteuid()).pw_name, environment)


def _quick(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Sitemaps are none: their indexes lead to hundreds of files."""
    return {kind: pages for kind in ("feed", "listing") if (pages := first_pages(edition, kind))}


_SCRAPY = (sys.executable, "-m", "scrapy")
