"""Which articles, or which further sitemaps, does a sitemap list?"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from newsspider.article import Link
from newsspider.discovery.reading import Follow, Reading, Unreadable

MAX_BYTES = 50_000_000  # decompressed, as the protocol allows
MAX_ENTRIES = 50_000


def read_sitemap(body: bytes) -> Reading:
    """A sitemap, a news sitemap or a sitemap index, plain or gzip, its entries in the file's order.

    Malformed XML is read as far as it goes. Raises Unreadable for what is no sitemap.
    """
    reading, known = Reading(), False
    for kind, entry in _entries(_unpacked(body)):
        known = True
        location = entry.get("loc")
        if not location:
            continue
        if kind == "sitemap":
            reading.follow.append(Follow(location, entry.get("lastmod")))
        else:
            reading.links.append(_link(location, entry))
        if len(reading.links) + len(reading.follow) >= MAX_ENTRIES:
            break
    if not known and not _is_empty_sitemap(body):
        raise Unreadable("not a sitemap")
    return reading


def _link(location: str, entry: dict[str, str]) -> Link:
    return Link(
        url=location,
        via="sitemap",
        title=entry.get("title"),
        published=entry.get("publication_date"),
        modified=entry.get("lastmod"),
        language=entry.get("language"),
    )


def _entries(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    events = etree.iterparse(
        BytesIO(body), events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    entry: dict[str, str] = {}
    try:
        for _, element in events:
            name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
            if name in ("url", "sitemap"):
                yield name, entry
                entry = {}
                element.clear()
                while element.getprevious() is not None:  # or the tree grows with every entry
                    del element.getparent()[0]
            elif element.text and not (name == "loc" and "image" in element.tag):
                entry.setdefault(name, element.text.strip()[:2000])
    except etree.XMLSyntaxError:
        return  # what was read so far stands


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, MAX_BYTES)
    except zlib.error as error:
        raise Unreadable("broken gzip") from error
    if unpacker.unconsumed_tail:
        raise Unreadable(f"more than {MAX_BYTES:,} bytes decompressed")
    return unpacked


def _is_empty_sitemap(body: bytes) -> bool:
    head = _unpacked(body)[:2000].lower()
    return b"<urlset" in head or b"<sitemapindex" in head
