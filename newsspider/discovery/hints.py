"""What does a site say of its own sources: in the head of its pages, and in robots.txt?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from parsel import Selector

from newsspider.normalise.text import clean_line
from newsspider.normalise.urls import normalise_url

MAX_LINKS = 2_000
_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)
_OF_COMMENTS = re.compile(r"/comments?/")


@dataclass(frozen=True, slots=True)
class Hints:
    """URLs are canonical; `links`: the first of the page, in its order."""

    title: str | None = None
    language: str | None = None  # of the template
    feeds: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def hints_of_page(text: str, url: str) -> Hints:
    page = Selector(text=text, type="html")  # or parsel takes what looks like JSON for JSON
    announced = page.css("link[rel~=alternate][href]")
    feeds = [link.attrib["href"] for link in announced if _FEED_TYPE.search(link.attrib.get("type", ""))]
    names = (page.css(css).get() for css in ("meta[property='og:site_name']::attr(content)", "head > title::text"))
    language = re.match(r"[a-z]{2,3}(?![a-z])", (page.css("html::attr(lang)").get() or "").strip().lower())
    return Hints(
        title=next((name for name in map(clean_line, names) if name), None),
        language=language[0] if language else None,
        feeds=tuple(feed for feed in _canonical(feeds, url) if not _OF_COMMENTS.search(feed)),
        links=_canonical([href for link in islice(page.root.iter("a"), MAX_LINKS) if (href := link.get("href"))], url),
    )


def sitemaps_of_robots(text: str, url: str) -> tuple[str, ...]:
    """News sitemaps first: they say when an article was published."""
    found = _canonical(_SITEMAP.findall(text[:500_000]), url)
    return tuple(sorted(found, key=lambda sitemap: "news" not in sitemap))


def _canonical(urls: list[str], base: str) -> tuple[str, ...]:
    found = (normalise_url(url, base=base) for url in urls[:MAX_LINKS])
    return tuple(dict.fromkeys(url for url in found if url))
