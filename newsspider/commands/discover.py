"""`scrapy crawl SITE -a discover=1`: which codes does a site have of which only some are declared?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from scrapy.crawler import CrawlerProcessBase

from newsspider.commands.fetching import Get, NotFetched, Page, fetch
from newsspider.discovery.editions import Edition
from newsspider.discovery.family import Family
from newsspider.discovery.first_pages import first_pages
from newsspider.discovery.kinds import KINDS
from newsspider.discovery.wanted import Wanted
from newsspider.extract.page import read_page
from newsspider.extract.refusal import NotAnArticle
from newsspider.monitor.display import visible
from newsspider.normalise.urls import normalise_url
from newsspider.site import NewsSpider

MOST_LINKS = 10_000  # of a page


def discover(process: CrawlerProcessBase, site: type[NewsSpider], wanted: Wanted) -> int:
    """Prints them; the exit code. Nothing is kept of the pages."""
    assert site.family is not None
    counts, family = Counter[str](), site.family
    read: list[str] = []

    async def visit(get: Get) -> None:
        for url in pages(wanted, family):
            try:
                counts.update(codes(await get(url), site))
                read.append(url)
            except (NotFetched, NotAnArticle) as problem:
                print(problem if isinstance(problem, NotFetched) else f"{url}: {problem.reason}", file=sys.stderr)

    fetch(process, site.declared_hosts(), visit, until=site.renders.listing if site.renders else None)
    show(counts, family, Console(highlight=False))
    return 0 if read else 1


def pages(wanted: Wanted, family: Family) -> Iterator[str]:
    """The page of all codes, then the first listing page of each that is asked for, in one language."""
    yield family.home
    homes: dict[str, Edition] = {}
    for edition in wanted.editions:
        homes.setdefault(edition.home, edition)
    for edition in homes.values():
        yield from (url for kind in KINDS for url in first_pages(edition, kind)[:1])


def codes(page: Page, site: type[NewsSpider]) -> Iterator[str]:
    assert site.family is not None
    tree = read_page(page.body)
    for link in tree.xpath(".//a[@href]")[:MOST_LINKS]:
        url = normalise_url(link.get("href"), base=page.url, hosts=site.hosts)
        if url and (code := site.family.code_of(url)):
            yield code


def show(counts: Counter[str], family: Family, console: Console) -> None:
    table = Table("code", "seen", "declared", box=None, pad_edge=False)
    declared = dict.fromkeys(family.usual, "crawled") | dict.fromkeys(family.known, "known")
    for code in sorted(counts):
        table.add_row(visible(code), str(counts[code]), declared.get(code, ""))
    console.print(table if counts else f"No {family.argument} were seen.")
