"""`scrapy stories`: which articles report the same event, which translate one another, and who quotes whom?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.commands.arguments import UsedWrongly, check_output, first_site, report, site_of
from newsspider.commands.citations_stored import print_citations
from newsspider.commands.stories_manifest import print_stories
from newsspider.commands.stories_stored import Asked, day_of, write_stories
from newsspider.commands.translations_manifest import print_translations
from newsspider.commands.translations_stored import link_translations
from newsspider.store.errors import StoreError

EXAMPLES = """examples:
  scrapy stories                              group what is stored; writes stories/stories.jsonl in the output folder
  scrapy stories tengrinews kazinform --since 2026-11-01
  scrapy stories --citations                  who quotes whom; --json: a line for each article that quotes
  scrapy stories --manifest articles.jsonl    each line: {"id", "text", "title"?, "published_at"?, "source"?, "url"?}
  scrapy stories --manifest articles.jsonl --translations
  scrapy stories --translations --paragraphs  stored translations, into stories/translations.jsonl and paragraphs.jsonl

With --manifest, one line of JSON for each line of FILE, in order; no state is touched.
exit codes: 0 done; 1 nothing is stored (of a site that was named), or something can't be read or written;
2 used wrongly, the manifest can't be read, or there is no output folder"""


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        what = "[--citations [--json] | --translations [--paragraphs]]"
        return f"[SITE …] [--since DAY] [--until DAY] {what} | --manifest FILE [--translations]"

    def short_desc(self) -> str:
        return "Group articles that report the same event; show who quotes whom"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = EXAMPLES
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("--manifest", metavar="FILE", help="JSON lines {id, text, …}, gzip or plain; - is stdin")
        parser.add_argument(
            "--translations", action="store_true", help="which articles are translations of one another?"
        )
        parser.add_argument("--paragraphs", action="store_true", help="with --translations: pairs of paragraphs, too")
        parser.add_argument("--citations", action="store_true", help="who quotes whom, instead of stories")
        parser.add_argument("--json", action="store_true", help="of --citations: lines of JSON instead of a table")
        parser.add_argument("--since", metavar="DAY", help="articles published from this day on, YYYY-MM-DD")
        parser.add_argument("--until", metavar="DAY", help="articles published up to this day, YYYY-MM-DD")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = self._run(args, opts)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("stories", problem)
        except BrokenPipeError:
            sys.stderr.close()  # who reads us has seen enough; the interpreter would complain at its end
            self.exitcode = 1

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        if opts.manifest is not None:
            if args or opts.citations or opts.json or opts.since or opts.until:
                raise UsedWrongly(
                    "--manifest says itself which texts: no sites, --citations, --since or --until with it"
                )
            if opts.paragraphs:
                raise UsedWrongly("--paragraphs is of stored articles, not of a --manifest")
            return print_translations(opts.manifest) if opts.translations else print_stories(opts.manifest)
        if opts.translations and opts.citations:
            raise UsedWrongly("--translations or --citations, one at a time")
        if opts.paragraphs and not opts.translations:
            raise UsedWrongly("--paragraphs goes with --translations")
        if opts.json and not opts.citations:
            raise UsedWrongly("--json goes with --citations; stories stand in stories/stories.jsonl")
        asked = self._asked(args, opts)
        if opts.translations:
            return link_translations(asked, paragraphs=opts.paragraphs)
        return print_citations(asked, as_json=opts.json) if opts.citations else write_stories(asked)

    def _asked(self, args: list[str], opts: argparse.Namespace) -> Asked:
        assert self.settings is not None  # Scrapy sets them before it runs a command
        loader = get_spider_loader(self.settings)
        wanted = tuple(site_of(loader, name).name for name in args)
        sites = tuple(site_of(loader, name) for name in loader.list())
        since, until = day_of("--since", opts.since), day_of("--until", opts.until)
        if since and until and since > until:
            raise UsedWrongly(f"--since {opts.since} is after --until {opts.until}")
        output = Path(self.settings["OUTPUT"])
        check_output(output, first_site(loader))
        return Asked(output, self.settings["STATE"] or None, wanted, sites, since, until)
