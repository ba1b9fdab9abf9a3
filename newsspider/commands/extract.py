"""`scrapy extract`: which articles do saved pages hold? Offline; touches no state."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

import orjson
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.article import Article
from newsspider.commands.arguments import UsedWrongly, moment
from newsspider.extract.article import NotAnArticle, Site, extract_article
from newsspider.extract.saved import SavedPage, Unreadable, of_manifest
from newsspider.normalise.urls import host_of

if TYPE_CHECKING:
    from newsspider.site import NewsSpider

EXAMPLES = """examples:
  scrapy extract page.html --url https://tengrinews.kz/news/slug-500001/ --pretty
  scrapy extract saved/*.html.gz --source kazinform > articles.jsonl
  scrapy extract --manifest pages.jsonl      each line: {"url": "https://…", "html": "a.html.gz", "source": "polisia"}

Prints one line of JSON a page, in order: the article, or {"url", "refused": reason}.
exit codes: 0 every page was an article; 1 some were not; 2 used wrongly or a file cannot be read"""


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] FILE… | --manifest FILE"

    def short_desc(self) -> str:
        return "Turn saved pages into articles, offline"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = EXAMPLES
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("--manifest", metavar="FILE", help='JSON lines {"id", "url", "html", "source"}; - is stdin')
        parser.add_argument("--source", metavar="NAME", help="site whose rules apply (default: by the URL's host)")
        parser.add_argument("--url", help="address of the page, where one file is given")
        parser.add_argument(
            "--now", metavar="TIME", help="when the pages were saved (ISO 8601); without it, 'today' is not read"
        )
        parser.add_argument("--pretty", action="store_true", help="indent, for reading")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.exitcode = 1
        try:
            pages = self._pages(args, opts)
            refused = self._print(
                pages, now=moment(opts.now) if opts.now else None, pretty=opts.pretty, strict=opts.manifest is None
            )
            self.exitcode = 1 if refused else 0
        except (UsedWrongly, Unreadable) as problem:
            print(f"scrapy extract: {problem}", file=sys.stderr)
            self.exitcode = 2
        except BrokenPipeError:
            sys.stderr.close()  # who reads us has seen enough; the interpreter would complain at its end

    def _pages(self, args: list[str], opts: argparse.Namespace) -> Iterable[SavedPage]:
        if bool(args) == bool(opts.manifest):
            raise UsedWrongly("give either files or --manifest (see scrapy extract --help)")
        if opts.manifest and (opts.url or opts.source):
            raise UsedWrongly("the manifest itself names each page's url and source")
        if opts.url and (len(args) > 1 or not host_of(opts.url)):
            raise UsedWrongly("--url takes the http(s) address of the one file that is given")
        if opts.source:
            self._site(opts.source, "")
        if opts.manifest:
            return of_manifest(opts.manifest)
        return [SavedPage(Path(name), opts.url, opts.source) for name in args]

    def _print(self, pages: Iterable[SavedPage], *, now: datetime | None, pretty: bool, strict: bool) -> int:
        """Print an article or a refusal for each page; how many were refused."""
        options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if pretty else 0)
        refused = 0
        gc.freeze()  # what was loaded stays: no need to look through it again for every few pages
        for page in pages:
            try:
                line: Any = self._article(page, now)
            except NotAnArticle as problem:
                line = {"url": page.url, "html": str(page.html), "refused": problem.reason}
            except (Unreadable, UsedWrongly) as problem:
                if strict:
                    raise
                print(f"scrapy extract: {problem}", file=sys.stderr)
                line = {
                    "url": page.url,
                    "refused": "unreadable" if isinstance(problem, Unreadable) else "unknown-source",
                }
            refused += not isinstance(line, Article)
            sys.stdout.buffer.write(orjson.dumps(line, option=options))
        sys.stdout.buffer.flush()
        return refused

    def _article(self, page: SavedPage, now: datetime | None) -> Article:
        body = page.read()
        url = page.url or page.own_address(body)
        site, now = self._site(page.source, url), now or page.fetched_at()
        article = extract_article(body, url=url, site=site, now=now or datetime.now(UTC), fetched=now is not None)
        article.id = site.id_of(article.url) if site.id_of else ""
        return article

    def _site(self, source: str | None, url: str) -> Site:
        """By name, else by the address: a host that no site declares gets no rules."""
        if source and source not in self._spiders:
            raise UsedWrongly(f"no site is called {source} (there are: {', '.join(self._spiders)})")
        for spider in [self._spiders[source]] if source else self._spiders.values():
            if source or host_of(url) in spider.declared_hosts():
                return spider.reading(url)
        return Site()

    @cached_property
    def _spiders(self) -> dict[str, type[NewsSpider]]:
        assert self.settings is not None  # Scrapy sets them before it runs a command
        loader = get_spider_loader(self.settings)
        return {name: cast("type[NewsSpider]", loader.load(name)) for name in sorted(loader.list())}
