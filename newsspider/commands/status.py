"""`scrapy status`: what has been crawled, and is every site well?"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.commands.arguments import UsedWrongly, check_output, first_site, report, site_of
from newsspider.commands.status_table import as_json, print_next_steps, print_table
from newsspider.extensions.notices import mistakes
from newsspider.monitor.display import visible
from newsspider.monitor.expect import Expect
from newsspider.monitor.health import Crawled, Health, health
from newsspider.monitor.past import Past, as_watched
from newsspider.store.errors import StoreError
from newsspider.store.lately import lately
from newsspider.store.overview import SiteOverview, overview
from newsspider.store.suspects import Suspects
from newsspider.store.times import stamp

LATELY = timedelta(hours=24)


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[SITE …] [--json]"

    def short_desc(self) -> str:
        return "Show how the last crawls went and what has been kept"

    def long_desc(self) -> str:
        return (
            "Shows for each site how its last crawl went, how many articles are stored, in all and in the last 24 "
            "hours, what is pending, what was refused and why. ok: well; ill: the last crawl failed, was killed, got "
            "little but refusals, or pages that fit no layout; silent: it went well, and brought nothing new for days. "
            "Reads only; a crawl may "
            "be running. "
            "Examples: 'scrapy status', 'scrapy status kazinform --json'. "
            "Exit codes: 0 no site is ill, 1 one is, or the state can't be read, 2 used wrongly, or the output folder "
            "(NEWSSPIDER_OUTPUT) does not exist."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs: a list with one object a site")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        for mistake in mistakes(self.settings):
            print(f"scrapy status: {visible(mistake)}: nobody is told of a change", file=sys.stderr)
        try:
            self.exitcode = self._show(args, for_programs=opts.json)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("status", problem)

    def _show(self, names: list[str], *, for_programs: bool) -> int:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        expected = {name: site_of(loader, name).expect for name in names or sorted(loader.list())}
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        now = datetime.now(UTC)
        known = overview(output, state, since=stamp(now - LATELY))
        first = next(iter(names), first_site(loader))
        if known is None:
            check_output(output, first)
        if known is None and not for_programs:
            print(f"Nothing has been crawled yet into {output}. Start with: scrapy crawl {first}")
            return 0
        kept = known or {}
        sites = {name: kept.get(name, SiteOverview()) for name in names or sorted({*expected, *kept})}
        zones = {name: site_of(loader, name).zone for name in expected}
        judged = {}
        for name, site in sites.items():
            zone = zones.get(name, "UTC")
            arrivals = lately(output, state, name, zone, now).arrivals
            past = Past(site.past, as_watched(site.watched), arrivals, zone)
            kept_in = (Suspects(output, name), output / "articles" / name)
            judged[name] = judge(site, expected.get(name, Expect()), now, *kept_in, past)
        if for_programs:
            sys.stdout.buffer.write(as_json(sites, judged))
        else:
            console = Console(highlight=False)
            print_table(sites, judged, console)
            print_next_steps(judged, output, console)
        return int(any(each is not None and each.word == "ill" for each in judged.values()))


def judge(
    site: SiteOverview, expect: Expect, now: datetime, suspects: Suspects, articles: Path, past: Past | None = None
) -> Health | None:
    """None: never crawled."""
    run = site.run
    if site.damaged:
        told = f"bring it back from a backup, or see 'scrapy gaps {Path(site.damaged).parent.name} --offline'"
        return Health("ill", f"{site.damaged} is shorter than the state remembers: {told}")
    if run is None:
        return None
    started, ended = datetime.fromisoformat(run.started_at), datetime.fromisoformat(run.finished_at or stamp(now))
    quiet = ended - datetime.fromisoformat(site.last_stored_at) if site.last_stored_at else None
    crawled = Crawled(
        run.reason, run.running, now - started, run.counts, quiet, site.before, str(suspects.folder), ended
    )
    return health(replace(crawled, past=past or Past(), articles=str(articles)), expect)
