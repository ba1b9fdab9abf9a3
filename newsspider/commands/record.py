"""`scrapy record`: which page is a test from now on, and what article must it become?"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand

from newsspider.commands.arguments import UsedWrongly, address_of, moment, report, site_of
from newsspider.commands.cases import Case, case_name, cases_folder, check_name, files, filled, read, save
from newsspider.commands.fetching import Get, NotFetched, Page, fetch, keep_quiet
from newsspider.commands.shown import show
from newsspider.extract.refusal import NotAnArticle
from newsspider.extract.saved import SavedPage, Unreadable
from newsspider.site import NewsSpider

READ_IT = (
    "Read it beside the page: nothing missing, nothing that is not the article, no field wrong? Then commit both files."
)


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "SITE URL|FILE [--url URL] [--name CASE] [--now TIME] [--published TIME] [--force]"

    def short_desc(self) -> str:
        return "Save a page, and the article it becomes, as a test case of a site"

    def long_desc(self) -> str:
        return (
            "Saves a page as tests/sites/SITE/CASE.html.gz and the article that it becomes as CASE.json, and prints "
            "the article for you to check. A FILE (plain or gzip) is read offline; a URL is asked for once, as "
            "politely as in a crawl. No state is touched, no case is replaced without --force. "
            "Examples: 'scrapy record kazinform https://kaz.inform.kz/news/slug-1a2b3c4d/ --name budget', "
            "'scrapy record polisia saved.html --url https://polisia.kz/ru/slug/ --now 2026-11-20T09:00:00Z'. "
            "Exit codes: 0 recorded, 1 the page was not got or holds no article, 2 used wrongly."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", help="address of the page in FILE (default: what the page calls itself)")
        parser.add_argument("--name", metavar="CASE", help="name of the case (default: from the address)")
        parser.add_argument("--now", metavar="TIME", help="when the page was saved (ISO 8601): what 'today' means")
        parser.add_argument("--published", metavar="TIME", help="date that a feed or listing gives it, as written")
        parser.add_argument("--force", action="store_true", help="replace a case of the same name")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        keep_quiet(self)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._record(args, opts)
        except (UsedWrongly, NotFetched, NotAnArticle, OSError) as problem:
            self.exitcode = report("record", problem)

    def _record(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:
            raise UsedWrongly("name a site and one page: scrapy record SITE URL|FILE ('scrapy record -h' says more)")
        assert self.crawler_process is not None
        spider = site_of(self.crawler_process.spider_loader, args[0])
        now = (None if opts.now else SavedPage(Path(args[1])).fetched_at()) or moment(opts.now)
        folder = cases_folder(spider.name)
        if opts.name:
            check_name(folder, opts.name, force=opts.force)
        page = self._page(spider, args[1], opts.url)
        if not spider.addresses().is_article(page.url):
            raise UsedWrongly(f"{page.url} does not match the site's article_url: a crawl would not ask for it")
        name = opts.name or case_name(page.url)
        check_name(folder, name, force=opts.force)
        link = {"via": "feed", "published": opts.published} if opts.published else {}
        record(spider, folder, name, page.body, Case(page.url, now, link))

    def _page(self, spider: type[NewsSpider], target: str, url: str | None) -> Page:
        if target.startswith(("http://", "https://")):
            if url:
                raise UsedWrongly("--url is for a FILE")
            return self._fetched(spider, address_of(spider, target))
        saved = SavedPage(Path(target))
        try:
            body = saved.read()
        except Unreadable as problem:
            raise UsedWrongly(str(problem)) from None
        return Page(address_of(spider, url or saved.own_address(body)), body)

    def _fetched(self, spider: type[NewsSpider], url: str) -> Page:
        got: list[Page] = []

        async def visit(get: Get) -> None:
            got.append(await get(url))

        assert self.crawler_process is not None
        until = spider.renders.article if spider.renders else None
        fetch(self.crawler_process, spider.declared_hosts(), visit, until)
        return got[0]


def record(spider: type[NewsSpider], folder: Path, name: str, body: bytes, case: Case) -> None:
    """Save a page and its article, and show it. Raises NotAnArticle, OSError."""
    article = read(spider, body, case)
    save(folder, name, body, Case(case.url, case.now, case.link, filled(article)))
    console = Console(highlight=False)
    show(article, console)
    console.print(f"\nRecorded: {' and '.join(map(str, files(folder, name)))}", soft_wrap=True, markup=False)
    console.print(READ_IT, soft_wrap=True)
