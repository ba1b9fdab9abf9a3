"""`scrapy reextract`: what do today's rules make of the pages that were fetched long ago?"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.commands.arguments import UsedWrongly, policy_of, report, site_of
from newsspider.commands.reextract_replace import add_replace_options, check_options, replace
from newsspider.rebuild.engines import ENGINES, Unavailable
from newsspider.rebuild.run import FOLDER, Rebuilding, unfinished
from newsspider.site import NewsSpider
from newsspider.store.errors import StoreError
from newsspider.store.folder import rebuilding as alone

EXAMPLES = """examples:
  scrapy reextract                                 every site that has an archive
  scrapy reextract tengrinews --name new-rules     into output/reextracted/new-rules/
  scrapy reextract --engine dask --address tcp://scheduler:8786
  scrapy reextract --replace new-rules             after its report.txt was read: in place of what is stored
  scrapy reextract tengrinews --replace new-rules --remove-lost

Reads the archive with today's rules and writes articles/, duplicates/ and refused/ into
output/reextracted/NAME/, with report.txt, report.json and changes.jsonl: what is changed,
added and lost, beside what is stored. Nothing stored is touched. Killed, it goes on when it
is run again.

--replace NAME puts the rebuilt articles in place of the stored ones: changed lines in their
files, added ones as a crawl would. What is lost stays, and is listed; --remove-lost moves it to
refused/ and duplicates/. What has come since the rebuild is left as it is. The lines that stood
there are kept in output/reextracted/NAME/replaced/. Killed, or while a site is being crawled:
run it again.
exit codes: 0 done, also if it was done before; 1 it could not be done, as a site is being
crawled or a file is damaged; 2 used wrongly"""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[SITE …] [options]"

    def short_desc(self) -> str:
        return "Rebuild articles from the archive, and say what changes"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = EXAMPLES
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("--name", help="folder in output/reextracted/ (default: the unfinished one, or the time)")
        parser.add_argument("--engine", default="local", help=f"{', '.join(ENGINES)} (default: local)")
        parser.add_argument("--address", help="of a Dask scheduler or Ray cluster (default: this machine)")
        parser.add_argument("--cores", type=int, metavar="N", help="processes of this machine (default: all cores)")
        add_replace_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            check_options(opts)
            self.exitcode = self._replace(args, opts) if opts.replace is not None else self._rebuild(args, opts)
        except (StoreError, UsedWrongly, Unavailable) as problem:
            self.exitcode = report("reextract", problem)

    def _replace(self, args: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        policy, sites = policy_of(self.settings["DUPLICATES"]), get_spider_loader(self.settings)
        return replace(output, state, sites, args, opts, policy)

    def _rebuild(self, args: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        output = Path(self.settings["OUTPUT"])
        rebuilding = Rebuilding(
            output=output,
            sites=self._sites(args, output),
            name=_name(opts.name, output),
            policy=policy_of(self.settings["DUPLICATES"]),
            engine=_engine(opts),
            address=opts.address,
            state=self.settings["STATE"] or None,
        )
        if opts.cores is not None:
            rebuilding.cores = _cores(opts.cores)
        with alone(output):
            counts = rebuilding.run()
        print(rebuilding.to.joinpath("report.txt").read_text(encoding="utf-8"), end="")
        print(f"\n{counts['pages']} pages read again: {rebuilding.to}", file=sys.stderr)
        return 0

    def _sites(self, args: list[str], output: Path) -> dict[str, type[NewsSpider]]:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        archived = sorted(path.name for path in (output / "archive").glob("*") if path.is_dir())
        sites = {name: site_of(loader, name) for name in args or archived}
        if missing := sorted(set(args) - set(archived)):
            raise UsedWrongly(f"nothing of {missing[0]} is in {output / 'archive'}: crawl it first")
        if not sites:
            raise UsedWrongly(f"{output / 'archive'} holds nothing: crawl first, with NEWSSPIDER_ARCHIVE=on")
        return sites


def _name(given: str | None, output: Path) -> str:
    name = given or unfinished(output) or f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}"
    if not _NAME.fullmatch(name) or name.endswith(".unfinished"):
        raise UsedWrongly(f"--name {name}: letters, digits, - _ and . are allowed")
    if (output / FOLDER / name).exists():
        raise UsedWrongly(f"{output / FOLDER / name} is there already: give another --name, or delete it")
    return name


def _engine(opts: argparse.Namespace) -> str:
    if opts.engine not in ENGINES:
        raise UsedWrongly(f"--engine {opts.engine}: use {', '.join(ENGINES)}")
    if opts.address and opts.engine == "local":
        raise UsedWrongly("--address is that of a cluster: give --engine dask or --engine ray")
    return str(opts.engine)


def _cores(given: int) -> int:
    if given < 1:
        raise UsedWrongly(f"--cores {given}: give at least 1")
    return given
