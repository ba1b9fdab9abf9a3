"""Which articles does an RSS or Atom feed announce?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from itertools import islice
from typing import Any

import feedparser
from lxml import etree, html

from newsspider.article import Link
from newsspider.discovery.reading import Reading, Unreadable, absolute, short
from newsspider.discovery.xml import is_closed, root_name, without_traps

MAX_BYTES = 20_000_000
MAX_ITEMS = 5_000
MAX_TEXT = 1_000_000  # characters
MAX_TAGS = 500_000  # of markup: feedparser takes some microseconds for each
MAX_OPEN = 10_000  # tags never closed: feedparser's time grows with their square

ROOTS = ("rss", "rdf", "feed", "channel")
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_TAGS = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)[A-Za-z][^<>]*?(/?)>", re.DOTALL)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BLOCKS = ("p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "figure", "figcaption")
_UNSEEN = ("script", "style", "noscript", "template")


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Reading:
    """Items in the feed's order. Broken XML is read as far as it goes; raises Unreadable for what is no feed.

    `url`: of the feed, for relative links. `content_type`: of the answer; its charset counts where bytes leave a doubt.
    """
    if len(body) > MAX_BYTES:
        raise Unreadable(f"more than {MAX_BYTES:,} bytes")
    document = without_traps(body, _charset(content_type))
    if root_name(document) not in ROOTS:
        raise Unreadable("not a feed")
    complete = is_closed(document)
    _check_size(document)
    if beyond := next(islice(_ITEM.finditer(document), MAX_ITEMS, None), None):
        document, complete = document[: beyond.start()], False
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        # A stream, never the bytes themselves: feedparser opens the file that they name.
        parsed = feedparser.parse(
            BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as bug:
        raise Unreadable(f"feedparser fails on it ({type(bug).__name__})") from bug
    dated_once = parsed.get("version", "").startswith(("rss09", "rss10"))
    links = (_link(entry, url, dated_once) for entry in parsed.entries)
    return Reading([link for link in links if link is not None], complete=complete)


def _link(entry: Mapping[str, Any], base: str, dated_once: bool) -> Link | None:
    url = absolute(str(entry.get("link") or ""), base) if entry.get("link") else None
    if url is None:
        return None
    contents = [str(content.get("value") or "") for content in entry.get("content", [])]
    # Asked for `updated`, feedparser gives `published` where there is no `updated`.
    published, updated = short(entry.get("published")), short(entry["updated"]) if "updated" in entry else None
    return Link(
        url=url,
        via="feed",
        title=short(_plain(entry.get("title"))),
        published=published or (updated if dated_once else None),  # RSS 1.0 has one date, dc:date
        modified=updated,
        text=_plain(max(contents, key=len, default=None)),
    )


def _plain(value: str | None) -> str | None:
    """The text of a value that may be HTML, a paragraph a line."""
    value = (value or "")[:MAX_TEXT].replace("\0", "")
    if "<" not in value and "&" not in value:
        return value.strip() or None
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        root = html.fragment_fromstring(value, create_parent="div", parser=parser)
    except (ValueError, etree.ParserError):
        return None
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for block in root.iter(*_BLOCKS):
        block.text, block.tail = "\n" + (block.text or ""), "\n" + (block.tail or "")
    lines = (line.strip() for line in root.text_content().splitlines())
    return "\n".join(line for line in lines if line) or None


def _check_size(document: bytes) -> None:
    """Raises Unreadable for what would keep feedparser busy for minutes."""
    if document.count(b"<") + document.count(b"&") > MAX_TAGS:
        raise Unreadable("too much markup")
    still_open = 0
    for match in _TAGS.finditer(document):
        if match[1] is not None:
            still_open += -1 if match[1] else not match[2]
    if still_open > MAX_OPEN:
        raise Unreadable("too many tags that are never closed")


def _charset(content_type: str | None) -> str | None:
    match = _CHARSET.search((content_type or "")[:200])
    return match[1] if match else None
