"""How is one source read from its first page to its end, and when is that?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsspider.discovery.children import Children, newest_first
from newsspider.discovery.editions import Edition
from newsspider.discovery.feed import read_feed
from newsspider.discovery.listing import read_listing
from newsspider.discovery.reading import Follow, Reading
from newsspider.discovery.sitemap import read_sitemap
from newsspider.discovery.sources import Feed, FirstOf, Listing, Sitemap, Source, WordPress
from newsspider.discovery.trail import Trail
from newsspider.discovery.wanted import Wanted
from newsspider.discovery.wordpress import read_posts
from newsspider.normalise.dates import iso_utc

MAX_DEPTH = 4  # of sitemap indexes inside one another

Validators = tuple[str | None, str | None]  # ETag, Last-Modified


@dataclass(slots=True, eq=False)
class Walk:
    """The walk through one source. `section` where the source is read section by section.

    `instead`: what is walked when this source does not answer. `open`: its pages asked for and not yet answered.
    `known_since`: how far back an earlier crawl read it ("" : to its end), None: never; `known_at`: when that crawl
    ended, ISO: what was announced later is new to this walk, whoever fetched it. `unchanged`: it says so itself.
    `failed`: something of it was missed, so that it counts as not read to its end.
    """

    edition: Edition
    source: Feed | Sitemap | Listing | WordPress
    section: str | None = None
    instead: tuple[Source, ...] = ()
    known_since: str | None = None
    known_at: str | None = None
    unchanged: bool = False
    validators: dict[str, Validators] = field(default_factory=dict)
    open: int = 0
    failed: bool = False
    links: int = 0
    children: Children = field(default_factory=Children)
    _trail: Trail = field(default_factory=Trail)

    def page_url(self, page: int, since: datetime | None = None) -> str:
        """The URL of a page, counted from 1."""
        match self.source:
            case WordPress(path, per_page):
                # A day earlier: the site compares it with its own local time, whichever that is.
                after = f"&after={since - timedelta(days=1):%Y-%m-%dT%H:%M:%S}" if since else ""
                return self.edition.url(f"{path}?per_page={per_page}&page={page}&_embed=1{after}")
            case Listing(path=path, first=first):
                path = first if page == 1 and first is not None else path
                return self.edition.url(path.replace("{page}", str(page)).replace("{section}", self.section or ""))
            case Feed(path):
                return self.edition.url(path.replace("{page}", str(page)))
            case Sitemap(path):
                return self.edition.url(path)

    def read(
        self,
        body: bytes,
        text: Callable[[], str],
        url: str,
        page: int,
        is_article: Callable[[str], bool],
        content_type: str | None = None,
    ) -> Reading:
        """Raises Unreadable. `text`: the body decoded, for pages of HTML."""
        match self.source:
            case WordPress():
                reading = read_posts(body, url)
            case Feed():
                reading = read_feed(body, url, content_type)
            case Sitemap():
                reading = read_sitemap(body, url)
            case Listing() as listing:
                reading = read_listing(text(), url, listing, is_article, page=page)
                self._trail.ended(reading.complete)
                reading.complete = not self._trail.lost
        self.failed = self.failed or not reading.complete
        return reading

    def is_unseen(self, url: str) -> bool:
        """Whether this walk meets a link for the first time: what stands beside every list proves nothing new."""
        return self._trail.is_unseen(url)

    def next_pages(
        self,
        reading: Reading,
        page: int,
        depth: int,
        wanted: Wanted,
        now: datetime,
        *,
        new: bool,
        older: bool,
    ) -> Iterator[tuple[str, int]]:
        """URLs to read next, with their page numbers. `new`: this page had links not known before; `older`: all its
        dated links lie before the wanted period."""
        if isinstance(self.source, Sitemap):
            yield from ((url, page) for url in self._children(reading.follow, depth, wanted, now))
        else:
            unseen = self._trail.saw(self.page_url(page, wanted.since), (link.url for link in reading.links))
            self._trail.brought(unseen and not older and (new or not self.covers(wanted)))
            # Half a page of known links is no sign: they may stand beside the list. All sources together look further.
            if unseen and not new and wanted.quick and self.covers(wanted):
                self._trail.joined()
            yield from self._following(page, wanted, reading.follow)
        self.failed = self.failed or self._trail.lost

    def after_failure(self, page: int, wanted: Wanted) -> Iterator[tuple[str, int]]:
        """What to read when a page was not got: the one behind it. It may be that page only."""
        self._trail.brought(False)
        if page > 1:
            yield from self._following(page, wanted, [])

    def begin_anew(self) -> None:
        """Forget which pages were seen: they are to be read again."""
        self._trail = Trail()

    def take(self, url: str, links: int, validators: Validators) -> None:
        """Remember of a page that was read: how many articles it announced, and what it said of itself."""
        self.links += links
        first, nothing = self.page_url(1), (None, None)
        # Posts filtered by the site have an address of their own, and say nothing of the others.
        if isinstance(self.source, Sitemap) or url.startswith(f"{first}&"):
            self.validators[url] = validators
        self.validators.setdefault(first, validators if url == first else nothing)

    def said_nothing(self, wanted: Wanted) -> bool:
        """Whether it answered and had nothing to say, which is no sign of a source that works."""
        first_time = self.known_since is None or wanted.since is None
        return not self.links and not self.unchanged and first_time

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

    def read_back_to(self, wanted: Wanted) -> str:
        """How far back the source is known when this walk has ended well: what `known_since` will be."""
        if self.known_since is not None and self.covers(wanted):
            return self.known_since
        return iso_utc(wanted.since) if wanted.since else ""

    def _following(self, page: int, wanted: Wanted, named: list[Follow]) -> Iterator[tuple[str, int]]:
        if self.goes_on and (url := self._trail.page_after(page, named, self.page_url(page + 1, wanted.since))):
            yield url, page + 1

    def _children(self, children: list[Follow], depth: int, wanted: Wanted, now: datetime) -> list[str]:
        """Newest ones first. Where no name fits the declared pattern, all are read."""
        self._trail.saw(self.page_url(1), ())
        if depth >= MAX_DEPTH and children:
            self._trail.lost = True
            return []
        pattern = self.source.children if isinstance(self.source, Sitemap) else None
        fitting = [child for child in children if not pattern or re.search(pattern, child.url)] or children
        chosen = self.children.to_read(fitting, now) if self.covers(wanted) else fitting
        return self._trail.not_asked(child.url for child in newest_first(chosen))


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
