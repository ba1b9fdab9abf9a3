"""Which articles does an RSS or Atom feed announce?"""

from __future__ import annotations

from typing import Any

import feedparser
from lxml import html

from newsspider.article import Link
from newsspider.discovery.reading import Reading, Unreadable

MAX_ITEMS = 10_000
MAX_TEXT = 1_000_000  # characters


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Reading:
    """Items in the feed's order. Broken XML is read as far as it goes; raises Unreadable for what is no feed."""
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    parsed = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise Unreadable("not a feed")
    return Reading([_link(entry) for entry in parsed.entries[:MAX_ITEMS] if entry.get("link")])


def _link(entry: Any) -> Link:
    contents = [content.get("value", "") for content in entry.get("content", [])]
    return Link(
        url=entry.link,
        via="feed",
        title=_plain(entry.get("title")),
        published=entry.get("published"),
        modified=entry.get("updated"),
        text=_plain(max(contents, key=len, default=None)),
    )


def _plain(value: str | None) -> str | None:
    """The text of a value that may be HTML, a paragraph a line."""
    if not value or not value.strip():
        return None
    value = value[:MAX_TEXT]
    if "<" not in value:
        return value.strip()
    try:
        root = html.fragment_fromstring(value, create_parent="div")
    except (ValueError, html.etree.ParserError):
        return None
    for block in root.iter("p", "br", "div", "li", "h2", "h3", "blockquote"):
        block.tail = "\n" + (block.tail or "")
    return str(root.text_content()).strip() or None
