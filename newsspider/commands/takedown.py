"""`scrapy takedown`: nobody gets this article any more."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.commands.arguments import UsedWrongly, report
from newsspider.commands.takedown_done import print_list, take_down, undo
from newsspider.commands.takedown_meant import Store
from newsspider.store.errors import StoreError

EXAMPLES = """examples:
  scrapy takedown https://tengrinews.kz/kazakhstan_news/a-123/ --reason 'court of Almaty, 2026-11-20'
  scrapy takedown 1f0c9e7a52b3d846 77ab01c2d3e4f506 --reason 'asked for by the author' --purge
  scrapy takedown --list
  scrapy takedown --undo 1f0c9e7a52b3d846

From then on no export and no release has it, and the next --since-release tells those who follow that it is gone.
With --purge its lines go from the output folder too, in all versions, and no crawl writes it again; that can't be
taken back. takedown.jsonl in the output folder keeps what was decided, when and why.

exit codes: 0 done; 1 something can't be read or written, the site is being crawled (of --purge), or something of the
article is left that has to be removed by hand; 2 used wrongly"""


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "URL|ID … --reason TEXT [--purge] | --undo URL|ID | --list"

    def short_desc(self) -> str:
        return "Leave an article out of every export from now on; with --purge, delete it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = EXAMPLES
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("--reason", metavar="TEXT", help="why, for those who ask later; it is in no release")
        parser.add_argument("--purge", action="store_true", help="delete its lines, too, and never write it again")
        parser.add_argument("--undo", metavar="URL|ID", action="append", help="it may be had again")
        parser.add_argument("--list", action="store_true", help="what was taken down")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = self._run(args, opts)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("takedown", problem)

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        output = Path(self.settings["OUTPUT"])
        store = Store(output, self.settings["STATE"] or None, get_spider_loader(self.settings))
        if (opts.list or opts.undo) and (args or opts.reason or opts.purge or (opts.list and opts.undo)):
            raise UsedWrongly("--list and --undo stand alone")
        if opts.list:
            return print_list(output)
        if opts.undo:
            return undo(store, opts.undo)
        if not args:
            raise UsedWrongly("name articles by URL or id: scrapy takedown URL|ID … --reason TEXT")
        if not (opts.reason or "").strip():
            raise UsedWrongly("--reason TEXT: somebody will ask")
        return take_down(store, args, opts.reason.strip(), purge=opts.purge)
