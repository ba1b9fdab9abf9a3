"""What is to be known of a site before it is declared?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from newsspider.commands.fetching import Get, NotFetched, Page
from newsspider.discovery.feed import read_feed
from newsspider.discovery.hints import Hints, hints_of_page, sitemaps_of_robots
from newsspider.discovery.patterns import Pattern, guess_pattern
from newsspider.discovery.reading import Reading, Unreadable
from newsspider.discovery.sitemap import read_sitemap
from newsspider.discovery.sources import Feed, Sitemap
from newsspider.extract.article import Site, extract_article
from newsspider.extract.encoding import decode
from newsspider.extract.refusal import NotAnArticle
from newsspider.normalise.urls import host_of, normalise_url

FEEDS, SITEMAPS, ARTICLES = 3, 2, 3  # asked for at most
_HOME = re.compile(r"/?(?:[a-z]{2,3}/?)?")  # `/` and `/ru/`


@dataclass(frozen=True, slots=True)
class Survey:
    """`home` ends in a slash. `article`: a page that gave an article; None where none was found."""

    home: str
    title: str | None
    language: str | None
    sources: tuple[Feed | Sitemap, ...]
    pattern: Pattern | None
    slash: bool | None
    article: Page | None
    aliases: tuple[str, ...] = ()


async def survey(url: str, get: Get, now: datetime, *, offline: bool = False) -> Survey:
    """Look at the home page, robots.txt, what they announce, and an article: eleven pages at most.

    `url` is the home page or an article. `offline`: sources that can't be read are believed. Raises NotFetched.
    """
    given = await get(url)
    home = given if _is_home(given.url) else await _got(get, urljoin(given.url, "/"))
    base = _folder(home.url if home else urljoin(given.url, "/"))
    hints = [hints_of_page(decode(page.body), page.url) for page in (home, given) if page]
    feeds, fed = await _read(get, _feeds(hints, base), lambda body: read_feed(body, base), believe=offline)
    sitemaps, mapped = await _read(get, await _sitemaps(get, base, guess=not offline), read_sitemap, believe=offline)
    links = _of_host(fed, base) or _of_host([link for hint in hints for link in hint.links], base)
    sample = None if given is home else given
    pattern = guess_pattern(links, article=sample.url if sample else None) or guess_pattern(_of_host(mapped, base))
    fitting = [link for link in links or _of_host(mapped, base) if pattern and pattern.fits(link)]
    article = sample or await _article(get, fitting, now)
    articles = [*fitting, *([article.url] if article else [])]
    return Survey(
        home=base,
        title=_first(hint.title for hint in hints),
        language=_language(article, now) or _first(hint.language for hint in hints),
        sources=(*map(Feed, _inside(feeds, base)), *map(Sitemap, _inside(sitemaps, base))),
        pattern=pattern,
        slash=_slash(articles),
        article=article,
        aliases=tuple(sorted({host_of(link) for link in articles} - {host_of(base)})),
    )


def both_hosts(url: str) -> frozenset[str]:
    """With `www.` and without: a home page may redirect from one to the other."""
    bare = host_of(url).removeprefix("www.")
    return frozenset((bare, f"www.{bare}"))


async def _got(get: Get, url: str) -> Page | None:
    try:
        return await get(url)
    except NotFetched:
        return None


async def _sitemaps(get: Get, base: str, *, guess: bool) -> tuple[str, ...]:
    robots = await _got(get, urljoin(base, "/robots.txt"))
    named = sitemaps_of_robots(decode(robots.body), base) if robots else ()
    own = tuple(sitemap for sitemap in named if host_of(sitemap) in both_hosts(base))
    return own[:SITEMAPS] or ((urljoin(base, "/sitemap.xml"),) if guess else ())


async def _read(
    get: Get, urls: Sequence[str], reader: Callable[[bytes], Reading], *, believe: bool
) -> tuple[list[str], list[str]]:
    """The sources that are what they claim to be, and the addresses that they announce."""
    good: list[str] = []
    links: list[str] = []
    for url in urls:
        page = await _got(get, url)
        try:
            reading = reader(page.body) if page else Reading()
        except Unreadable:
            continue
        if page or believe:
            good.append(url)
        links += [link for each in reading.links if (link := normalise_url(each.url, base=url))]
    return good, links


async def _article(get: Get, candidates: list[str], now: datetime) -> Page | None:
    for url in candidates[:ARTICLES]:
        page = await _got(get, url)
        if page and _language(page, now):
            return page
    return None


def _language(page: Page | None, now: datetime) -> str | None:
    """Of the page's article, if it holds one."""
    try:
        return extract_article(page.body, url=page.url, site=Site(), now=now).language if page else None
    except NotAnArticle:
        return None


def _is_home(url: str) -> bool:
    return _HOME.fullmatch(urlsplit(url).path) is not None


def _folder(url: str) -> str:
    return url.partition("?")[0].rstrip("/") + "/"


def _feeds(hints: list[Hints], base: str) -> list[str]:
    own = (feed for hint in hints for feed in hint.feeds if host_of(feed) in both_hosts(base))
    return list(dict.fromkeys(own))[:FEEDS]


def _of_host(links: list[str], base: str) -> list[str]:
    path = urlsplit(base).path
    own = (link for link in links if host_of(link) in both_hosts(base) and urlsplit(link).path.startswith(path))
    return list(dict.fromkeys(own))


def _inside(urls: list[str], base: str) -> list[str]:
    return [url.removeprefix(base) for url in urls]


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _slash(urls: list[str]) -> bool | None:
    ends = {urlsplit(url).path.endswith("/") for url in urls}
    return ends.pop() if len(ends) == 1 else None
