"""How is one source read from its first page to its end, and when is that?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from newsspider.discovery.editions import Edition
from newsspider.discovery.feed import read_feed
from newsspider.discovery.listing import read_listing, shown_page
from newsspider.discovery.reading import Follow, Reading
from newsspider.discovery.sitemap import read_sitemap
from newsspider.discovery.sources import Feed, FirstOf, Listing, Sitemap, Source, WordPress
from newsspider.discovery.wanted import Wanted
from newsspider.discovery.wordpress import read_posts
from newsspider.normalise.dates import iso_utc

MAX_PAGES = 20_000  # a listing without end is a trap
MAX_DEPTH = 4  # of sitemap indexes inside one another


@dataclass(slots=True, eq=False)
class Walk:
    """The walk through one source. `section` where the source is read section by section.

    `instead`: what is walked when this source does not answer. `open`: its pages asked for and not yet answered.
    `known_since`: how far back an earlier crawl read it ("" : to its end), None: never.
    """

    edition: Edition
    source: Feed | Sitemap | Listing | WordPress
    section: str | None = None
    instead: tuple[Source, ...] = ()
    known_since: str | None = None
    validators: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    open: int = 0
    failed: bool = False
    links: int = 0
    _seen: set[str] = field(default_factory=set)

    def page_url(self, page: int, since: datetime | None = None) -> str:
        """The URL of a page, counted from 1."""
        match self.source:
            case WordPress(path, per_page):
                after = f"&after={since:%Y-%m-%dT%H:%M:%S}" if since else ""
                return self.edition.url(f"{path}?per_page={per_page}&page={page}&_embed=1{after}")
            case Listing(path=path, first=first):
                path = first if page == 1 and first is not None else path
                return self.edition.url(path.replace("{page}", str(page)).replace("{section}", self.section or ""))
            case Feed(path):
                return self.edition.url(path.replace("{page}", str(page)))
            case Sitemap(path):
                return self.edition.url(path)

    def read(
        self, body: bytes, text: Callable[[], str], url: str, page: int, is_article: Callable[[str], bool]
    ) -> Reading:
        """Raises Unreadable. `text`: the body decoded, for pages of HTML."""
        match self.source:
            case WordPress():
                return read_posts(body)
            case Feed():
                return read_feed(body, url)
            case Sitemap():
                return read_sitemap(body)
            case Listing() as listing:
                decoded = text()
                shown = shown_page(decoded, listing)
                if shown is not None and shown != page:
                    return Reading()
                return read_listing(decoded, url, listing, is_article)

    def next_pages(
        self, reading: Reading, page: int, depth: int, wanted: Wanted, *, new: bool, older: bool
    ) -> Iterator[tuple[str, int]]:
        """URLs to read next, with their page numbers. `new`: this page had links not known before; `older`: all its
        dated links lie before the wanted period."""
        urls = {link.url for link in reading.links}
        repeated = urls <= self._seen
        self._seen |= urls
        if isinstance(self.source, Sitemap):
            yield from ((follow.url, page) for follow in self._children(reading.follow, depth))
        elif not repeated and self.goes_on and page < MAX_PAGES and not older and (new or not self.covers(wanted)):
            following = reading.follow[0].url if reading.follow else None
            yield following or self.page_url(page + 1, wanted.since), page + 1

    def take(self, url: str, links: int, validators: tuple[str | None, str | None]) -> None:
        """Remember of a page that was read: how many articles it announced, and what it said of itself."""
        self.links += links
        if isinstance(self.source, Sitemap):
            self.validators[url] = validators
        self.validators.setdefault(self.page_url(1), validators)

    def in_its_place(self, sections: frozenset[str]) -> Iterator[Walk]:
        """What is walked when this source does not answer, once."""
        instead, self.instead = self.instead, ()
        if instead:
            yield from walks(self.edition, instead[0], sections, instead[1:])

    @property
    def goes_on(self) -> bool:
        """Whether the source has a second page."""
        return isinstance(self.source, WordPress) or "{page}" in self.source.path

    def covers(self, wanted: Wanted) -> bool:
        """Whether an earlier crawl read the source as far back as this one is to: then known links end it."""
        if self.known_since is None or wanted.partial:
            return False
        return self.known_since == "" or (wanted.since is not None and self.known_since <= iso_utc(wanted.since))

    def _children(self, children: list[Follow], depth: int) -> list[Follow]:
        """Last ones first: sites append. Where no name fits the declared pattern, all are read."""
        if depth >= MAX_DEPTH or not isinstance(self.source, Sitemap):
            return []
        pattern = self.source.children
        fitting = [child for child in children if not pattern or re.search(pattern, child.url)] or children
        places = {child: place for place, child in enumerate(fitting)}
        return sorted(places, key=lambda child: (child.modified or "", places[child]), reverse=True)


def walks(
    edition: Edition, source: Source, sections: frozenset[str], instead: tuple[Source, ...] = ()
) -> Iterator[Walk]:
    """The walks that a declared source means: one, or one a section."""
    match source:
        case FirstOf(sources):
            if sources:
                yield from walks(edition, sources[0], sections, sources[1:] + instead)
        case Listing(path=path, sections=own) if "{section}" in path:
            yield from (Walk(edition, source, section, instead) for section in sorted(sections) or own)
        case _:
            yield Walk(edition, source, instead=instead)
