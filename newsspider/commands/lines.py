"""`scrapy lines`: which lines recur in a site's articles, and which of them are dropped?"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader
from sqlalchemy import Connection

from newsspider.commands.arguments import UsedWrongly, report, site_of
from newsspider.commands.lines_table import print_lines
from newsspider.normalise.recurring import least
from newsspider.normalise.text_lines import line_key
from newsspider.site import NewsSpider
from newsspider.store import folder, line_counts
from newsspider.store.errors import StoreError
from newsspider.store.line_counts import Counts
from newsspider.store.reading import reading_only

NEARLY_A_KEY = re.compile(r"(?=.*\d)[0-9a-f]{10,20}")
KEY = re.compile(r"[0-9a-f]{16}")
DECISIONS = {"allow": "allowed", "forbid": "forbidden", "forget": None}


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "SITE [--edition E] [--all] [--allow LINE] [--forbid LINE] [--forget LINE]"

    def short_desc(self) -> str:
        return "Show the lines that recur in a site's articles, and decide about them"

    def long_desc(self) -> str:
        return (
            "A line that stands in 30 % of an edition's articles (and in 10 of them) is the site's own: it is learnt, "
            "dropped from articles that are crawled from then on, and from all others by 'scrapy export'. Shows what "
            "was learnt and what a person decided. --allow: it is the articles' and stays. --forbid: it goes, however "
            "rare it is. --forget: as if it had never been seen. LINE is its text or its key, of all editions that "
            "have it. A crawl may be running; its next article is written accordingly. "
            "Examples: 'scrapy lines kazinform', 'scrapy lines kazinform --edition ru --all', "
            "'scrapy lines kazinform --allow 1f0c9e7a52b3d846', 'scrapy lines polisia --forbid \"Читайте нас везде\"'. "
            "Exit codes: 0 done, 1 the state can't be read or written, 2 used wrongly."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--edition", metavar="E", help="only this edition of the site")
        parser.add_argument("--all", action="store_true", help="show every line that stands in two articles or more")
        for name, told in (("allow", "keep"), ("forbid", "always drop"), ("forget", "count anew")):
            parser.add_argument(f"--{name}", metavar="LINE", action="append", default=[], help=f"{told} this line")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._run(args, opts)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("lines", problem)

    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsedWrongly("name one site: scrapy lines SITE ('scrapy lines -h' says more)")
        assert self.settings is not None
        site = site_of(get_spider_loader(self.settings), args[0])
        editions = editions_of(site, opts.edition)
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        if told := [(line, decision) for name, decision in DECISIONS.items() for line in getattr(opts, name)]:
            decide_all(output, state, site.name, editions, told)
        with reading_only(output, state) as connection:
            counts = listed(connection, site.name, editions, everything=opts.all) if connection is not None else {}
        if not counts:
            print(f"No lines of {site.name} are known yet: a crawl counts them (scrapy crawl {site.name})")
        else:
            print_lines(counts, Console(highlight=False))


def editions_of(site: type[NewsSpider], name: str | None) -> list[str]:
    declared = [edition.name for edition in site.editions]
    if name is not None and name not in declared:
        raise UsedWrongly(f"unknown edition {name!r}: this site has {', '.join(declared)}")
    return [name] if name is not None else declared


def key_of(line: str) -> str:
    if NEARLY_A_KEY.fullmatch(line) and not KEY.fullmatch(line):
        raise UsedWrongly(f"{line!r} is no key: they have 16 signs, and 'scrapy lines SITE' shows them")
    key = line if KEY.fullmatch(line) else line_key(line)
    if not key:
        raise UsedWrongly(f"{line!r} has no words")
    return key


def decide_all(
    output: Path, state: str | None, site: str, editions: Sequence[str], told: Sequence[tuple[str, str | None]]
) -> None:
    """All of them or, where one is wrong, none."""
    keys = [key_of(line) for line, _ in told]
    with reading_only(output, state) as connection:
        if connection is None:
            raise UsedWrongly(f"nothing has been crawled into {output} yet, so there is nowhere to keep decisions")
    with closing(folder.open_state(output, state)) as opened, opened.writing() as connection:
        for key, (line, decision) in zip(keys, told, strict=True):
            decide(connection, site, editions, key, line, decision)


def decide(
    connection: Connection, site: str, editions: Sequence[str], key: str, line: str, decision: str | None
) -> None:
    """In the editions that have the line; a text that none has yet, in all of them. `decision` None: forget it."""
    seen = {edition: line_counts.get(connection, site, edition, [key]).lines.get(key) for edition in editions}
    having = [edition for edition, found in seen.items() if found is not None]
    if not having and (line == key or decision is None):
        raise UsedWrongly(f"no line of {site} is {line!r}: 'scrapy lines {site} --all' shows them")
    for edition in having or editions:
        found = seen[edition]
        text = found.text if found is not None else ""
        if decision is None:
            line_counts.forget(connection, site, edition, key)
        else:
            line_counts.decide(connection, site, edition, key, text or (line if line != key else ""), decision)


def listed(connection: Connection, site: str, editions: Sequence[str], *, everything: bool) -> dict[str, Counts]:
    """By edition, of those that have articles or decisions."""
    having = line_counts.editions(connection, site)
    counts = {}
    for edition in (edition for edition in editions if edition in having):
        counted = line_counts.get(connection, site, edition, ()).articles
        counts[edition] = line_counts.often(connection, site, edition, 2 if everything else least(counted))
    return counts
