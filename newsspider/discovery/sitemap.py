"""Which articles, or which further sitemaps, does a sitemap list?"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from newsspider.article import Link
from newsspider.discovery.gzip import unpacked
from newsspider.discovery.reading import LONGEST_URL, Follow, Reading, Unreadable, absolute, short
from newsspider.discovery.xml import is_closed, root_name, without_traps

MAX_BYTES = 50_000_000  # decompressed, as the protocol allows
MAX_ENTRIES = 250_000  # the protocol says 50,000, and is not always heard
CHUNK = 1 << 16

ROOTS = ("urlset", "sitemapindex", "url", "sitemap")
ENTRIES = ("url", "sitemap")
# Fields by name and by what they stand in: images and videos have titles, dates and locations of their own.
FIELDS = {
    **dict.fromkeys(("loc", "lastmod"), frozenset(ENTRIES)),
    **dict.fromkeys(("title", "publication_date"), frozenset(("news", "url"))),
    "language": frozenset(("publication", "news")),
}


def read_sitemap(body: bytes, url: str = "") -> Reading:
    """A sitemap, a news sitemap or a sitemap index, plain or gzip, its entries in the file's order.

    `url`: of the sitemap, for relative locations. Malformed XML is read as far as it goes. Raises Unreadable for what
    is no sitemap.
    """
    body, whole = unpacked(body, MAX_BYTES)
    document = without_traps(body)
    if root_name(document) not in ROOTS:
        raise Unreadable("not a sitemap")
    entries = _Entries(url)
    _parse(document, entries)
    complete = whole and is_closed(document) and not entries.full
    return Reading(entries.links, entries.follow, complete)


class _Entries:
    """Takes a document in, event by event: no tree is built, however large the document is."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.links: list[Link] = []
        self.follow: list[Follow] = []
        self._path: list[str] = []
        self._entry: dict[str, str] = {}
        self._kind = ""
        self._text: list[str] = []
        self._room = 0

    @property
    def full(self) -> bool:
        return len(self.links) + len(self.follow) >= MAX_ENTRIES

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2].rpartition(":")[2].lower()
        if name in ENTRIES:  # an entry that is not closed ends where the next one begins
            self._finish(name)
        self._path.append(name)
        self._text, self._room = [], LONGEST_URL + 1

    def data(self, text: str) -> None:
        if self._room > 0:
            self._text.append(text[: self._room])
            self._room -= len(text)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if self._path and self._path[-1] in FIELDS.get(name, ()) and (text := "".join(self._text).strip()):
            self._entry.setdefault(name, text)
        if name in ENTRIES:
            self._finish("")
        self._text, self._room = [], 0

    def close(self) -> None:
        self._finish("")

    def _finish(self, following: str) -> None:
        entry, kind = self._entry, self._kind
        self._entry, self._kind = {}, following
        location = absolute("".join(entry.get("loc", "").splitlines()), self._base)
        if location is None or self.full:
            return
        if kind == "sitemap":
            self.follow.append(Follow(location, short(entry.get("lastmod"))))
        else:
            self.links.append(_link(location, entry))


def _link(location: str, entry: Mapping[str, str]) -> Link:
    return Link(
        url=location,
        via="sitemap",
        title=short(entry.get("title")),
        published=short(entry.get("publication_date")),
        modified=short(entry.get("lastmod")),
        language=short(entry.get("language")),
    )


def _parse(document: bytes, entries: _Entries) -> None:
    parser = etree.XMLParser(target=entries, recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for start in range(0, len(document), CHUNK):
            parser.feed(document[start : start + CHUNK])
            if entries.full:
                return
        parser.close()
    except etree.XMLSyntaxError:
        return  # what was read so far stands
