"""Which articles does the REST interface of a WordPress site hold?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any

import orjson

from newsspider.article import Link
from newsspider.discovery.reading import MOST_TAGS, Reading, Unreadable, absolute, short

MAX_POSTS = 1_000
_TAG = re.compile(r"<[^<>]*>")


def read_posts(body: bytes, url: str = "") -> Reading:
    """`/wp-json/wp/v2/posts?_embed=1`, newest first. Raises Unreadable for anything but a list of posts."""
    try:
        posts = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Unreadable("not JSON") from error
    if not isinstance(posts, list):
        raise Unreadable("not a list of posts")
    links = [_link(post, url) for post in posts[:MAX_POSTS] if isinstance(post, Mapping)]
    found = [link for link in links if link is not None]
    if posts and not found:
        raise Unreadable("a list, and not of posts")
    return Reading(found, complete=len(posts) <= MAX_POSTS)


def _link(post: Mapping[str, Any], base: str) -> Link | None:
    link = post.get("link")
    target = absolute(link, base) if isinstance(link, str) else None
    if target is None:
        return None
    terms = list(islice(_terms(post), MOST_TAGS))
    return Link(
        url=target,
        via="api",
        title=_rendered(post.get("title")),
        published=_utc(post.get("date_gmt")) or short(post.get("date")),
        modified=_utc(post.get("modified_gmt")),
        section=next((name for taxonomy, name in terms if taxonomy == "category"), None),
        tags=[name for taxonomy, name in terms if taxonomy == "post_tag"],
    )


def _terms(post: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    embedded = post.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, Mapping) else None
    for group in groups if isinstance(groups, list) else []:
        for term in group if isinstance(group, list) else []:
            if isinstance(term, Mapping) and (name := _rendered(term.get("name"))):
                yield str(term.get("taxonomy")), name


def _rendered(value: Any) -> str | None:
    """The text of what WordPress made ready for a page: `{"rendered": "Tom &amp; <em>Jerry</em>"}`."""
    rendered = short(value.get("rendered") if isinstance(value, Mapping) else value)
    return short(unescape(_TAG.sub("", rendered))) if rendered else None


def _utc(value: Any) -> str | None:
    """`date_gmt` is UTC and doesn't say so."""
    text = short(value)
    return text if text is None or text.endswith("Z") else f"{text}Z"
