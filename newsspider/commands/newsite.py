"""`scrapy newsite`: how does a site become part of the project?"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import keyword
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand

from newsspider.commands.arguments import UsedWrongly, moment, report
from newsspider.commands.cases import Case, case_name, cases_folder
from newsspider.commands.fetching import Get, NotFetched, Page, fetch, keep_quiet
from newsspider.commands.record import record
from newsspider.commands.site_file import site_file
from newsspider.commands.survey import Survey, both_hosts, survey
from newsspider.extract.refusal import NotAnArticle
from newsspider.extract.saved import SavedPage, Unreadable
from newsspider.normalise.urls import host_of, normalise_url
from newsspider.site import NewsSpider

NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "NAME URL [--title TITLE] [--page FILE …] [--now TIME]"

    def short_desc(self) -> str:
        return "Add a site: its file in newsspider/spiders/ and a first test case"

    def long_desc(self) -> str:
        return (
            "Looks at a site, as politely as a crawl (its home page, robots.txt, the feeds and sitemaps that they "
            "announce, an article: some ten pages), writes newsspider/spiders/NAME.py and records the article as a "
            "first test case. URL is the home page or, better, an article. The site can be crawled at once; rules are "
            "added where its articles show more than themselves. With --page nothing is asked for: the files are "
            "saved pages of the site, the first one that of URL. "
            "Examples: 'scrapy newsite example_times https://example.kz/', "
            "'scrapy newsite example_times https://example.kz/news/slug-123/ --page article.html --page home.html'. "
            "Exit codes: 0 done, 1 not reachable or no article found, 2 used wrongly."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--title", help="what the site is (default: what it calls itself)")
        parser.add_argument("--page", metavar="FILE", action="append", default=[], help="saved page, read offline")
        parser.add_argument("--now", metavar="TIME", help="when the pages were saved (ISO 8601): what 'today' means")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        keep_quiet(self)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._add(args, opts)
        except (UsedWrongly, NotFetched, NotAnArticle, OSError) as problem:
            self.exitcode = report("newsite", problem)

    def _add(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:
            raise UsedWrongly("give a name and an address: scrapy newsite NAME URL ('scrapy newsite -h' says more)")
        assert self.settings is not None
        assert self.crawler_process is not None
        name, url, now = args[0], address(args[1]), moment(opts.now)
        module = str(self.settings["NEWSPIDER_MODULE"])
        file = _folder(module) / f"{name}.py"
        check_name(name, self.crawler_process.spider_loader.list(), file)
        found = self._survey(url, now, saved_pages(url, opts.page))
        with file.open("x", encoding="utf-8") as stream:
            stream.write(site_file(name, found, title=opts.title))
        print(f"Declared: {file}\n")
        if found.article is None:
            raise NotFetched(
                f"{file} stands, and no article was found; when you have one: scrapy record {name} URL|FILE"
            )
        importlib.invalidate_caches()
        spider = _spider(module, name)
        case = Case(found.article.url, now)
        record(spider, cases_folder(name), case_name(found.article.url), found.article.body, case)
        print(f"Then read {file.name} and try it: scrapy crawl {name} -a limit=5")

    def _survey(self, url: str, now: datetime, pages: Mapping[str, Page]) -> Survey:
        if pages:
            return asyncio.run(survey(url, _from(pages), now, offline=True))
        found: list[Survey] = []

        async def visit(get: Get) -> None:
            found.append(await survey(url, get, now))

        assert self.crawler_process is not None
        fetch(self.crawler_process, both_hosts(url), visit)
        return found[0]


def check_name(name: str, sites: Sequence[str], file: Path) -> None:
    """Raises UsedWrongly for what can't be a module's and a folder's name, and for what is taken."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        raise UsedWrongly(f"{name!r} is no name for a site: 2 to 40 of a-z, 0-9 and _, a letter first")
    if name in sites or file.exists():
        raise UsedWrongly(f"there is a site {name!r} already: {file}")


def address(url: str) -> str:
    canonical = normalise_url(url) if url.startswith(("http://", "https://")) else None
    if canonical is None or "." not in host_of(canonical):
        raise UsedWrongly(f"{url!r} is no address of a site: one looks like https://example.kz/")
    return canonical


def saved_pages(url: str, files: Sequence[str]) -> dict[str, Page]:
    """By address: the first is the page of `url`, the others are where they say that they are."""
    pages: dict[str, Page] = {}
    for number, name in enumerate(files):
        saved = SavedPage(Path(name))
        try:
            body = saved.read()
            own = url if number == 0 else address(saved.own_address(body))
        except Unreadable as problem:
            raise UsedWrongly(str(problem)) from None
        except (NotAnArticle, UsedWrongly):
            raise UsedWrongly(f"--page {name}: the page does not say where it is (link rel=canonical)") from None
        pages.setdefault(own, Page(own, body))
    return pages


def _from(pages: Mapping[str, Page]) -> Get:
    async def get(url: str) -> Page:
        if url not in pages:
            raise NotFetched(f"{url} is not among the saved pages")
        return pages[url]

    return get


def _folder(module: str) -> Path:
    return Path(next(iter(importlib.import_module(module).__path__)))


def _spider(module: str, name: str) -> type[NewsSpider]:
    classes = vars(importlib.import_module(f"{module}.{name}")).values()
    return next(each for each in classes if isinstance(each, type) and getattr(each, "name", None) == name)
