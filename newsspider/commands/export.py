"""`scrapy export`: the stored articles, each once, as clean as is known today; a file a site, or a release."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.commands.arguments import UsedWrongly, check_output, first_site, policy_of, report, site_of
from newsspider.commands.export_options import add_release_options, is_release
from newsspider.commands.export_release import export_release
from newsspider.commands.export_wacz import export_wacz
from newsspider.export.sites import export_site
from newsspider.store import folder, indexing
from newsspider.store.errors import Locked, StoreError
from newsspider.store.reading import reading_only
from newsspider.store.stored import sources
from newsspider.store.takedown import taken_down

ALL = "'scrapy duplicates --index' does that, and so do the next crawls"

EXAMPLES = """Without further options, FOLDER/SITE.jsonl: every stored article in its newest version. Lines that recur
in the site's articles go, also from articles that were crawled before that was known ('scrapy lines SITE' shows them).
An article that repeats one which was published before, of whatever site, is left out, also where it was crawled
first; with '--duplicates label' it is written, and says what it repeats. Articles stand in the order of publication.
'story' and the ids of 'translations' are what 'scrapy stories' and 'scrapy stories --translations' said last.

With one of the options of releases, a release: a folder with the articles, a manifest, a data card, and what the next
release needs to tell what is new. It is made whole or not at all, and only if it keeps the rules (docs/releases.md).

With --wacz, what was fetched: a file a site for ReplayWeb.page and other readers of web archives, without the pages of
articles that were taken down. A file that is there is not made again.

A crawl may be running; an export that is killed leaves the last one as it was.

examples:
  scrapy export                                       output/export/SITE.jsonl, for each site
  scrapy export kazinform polisia --output /srv/corpus
  scrapy export --format parquet                      a release of everything: output/releases/DAY/
  scrapy export --format hf --release kk-2026 --language kk --since 2026-01-01 --until 2026-12-31
  scrapy export --format text --match '(?i)мошенни|алаяқ'
  scrapy export --since-release last                  what was added, changed, taken down since the last one
  scrapy export --wacz polisia                        the archive: output/wacz/polisia-DAY.wacz
  scrapy export --wacz polisia --since 2026-11-01     what was fetched from that day on (UTC)

exit codes: 0 done; 1 nothing is stored (of a site that was named), something can't be read or written, not all stored
articles are compared yet, or the release breaks a rule; 2 used wrongly, or there is no output folder"""


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[SITE …] [--output FOLDER] [--duplicates drop|label] [--format FORMAT …] [--wacz]"

    def short_desc(self) -> str:
        return "Write the stored articles into a file a site, or a release in any of seven formats; or pack the archive"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = EXAMPLES
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        where = "where to (default: export/ in the output folder; of releases, releases/; with --wacz, wacz/)"
        parser.add_argument("--output", metavar="FOLDER", help=where)
        parser.add_argument(
            "--duplicates",
            metavar="POLICY",
            help="drop or label articles that repeat another one (default: NEWSSPIDER_DUPLICATES)",
        )
        packing = "pack the archive of each site, as it was fetched, into a file that ReplayWeb.page opens"
        parser.add_argument("--wacz", action="store_true", help=packing)
        add_release_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = self._export(args, opts)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("export", problem)

    def _export(self, names: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        told = opts.duplicates
        policy = policy_of(told, told="--duplicates ") if told else policy_of(self.settings["DUPLICATES"])
        loader = get_spider_loader(self.settings)
        wanted = [site_of(loader, name).name for name in names]
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        if opts.wacz:
            return export_wacz(output, state, loader, wanted, opts)
        if is_release(opts):
            sites = {name: site_of(loader, name).zone for name in loader.list()}
            return export_release(output, state, sites, wanted, opts, drop=policy == "drop", first=first_site(loader))
        check_output(output, first_site(loader))
        to = Path(opts.output) if opts.output else output / "export"
        return export_sites(output, state, wanted, to, drop=policy == "drop")


def export_sites(output: Path, state: str | None, wanted: list[str], to: Path, *, drop: bool) -> int:
    """A file a site; the exit code."""
    done: list[str] = []
    failed = False
    with reading_only(output, state) as connection:
        if connection is not None:
            known_as, gone = folder.name(output, state), taken_down(output)
            done = [name for name in sources(connection, known_as) if not wanted or name in wanted]
            for name in done:
                file = to / f"{name}.jsonl"
                try:
                    with folder.exporting(output, name):
                        tally = export_site(connection, output, known_as, name, file, drop=drop, taken_down=gone)
                except Locked as locked:  # the other sites need not wait
                    print(locked, file=sys.stderr)
                    failed = True
                    continue
                print(tally.told(name, file))
            if left := indexing.left(connection, known_as):
                print(f"{left:,} articles are not compared with all others yet: {ALL}", file=sys.stderr)
                failed = True
    missing = [name for name in wanted if name not in done]
    for name in missing or ([] if done else ["any site"]):
        print(f"Nothing is stored of {name} in {output}")
    return int(failed or bool(missing) or not done)
