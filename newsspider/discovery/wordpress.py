"""Which articles does the REST interface of a WordPress site hold?"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import Any

import orjson

from newsspider.article import Link
from newsspider.discovery.reading import Reading, Unreadable


def read_posts(body: bytes) -> Reading:
    """`/wp-json/wp/v2/posts?_embed=1`, newest first. Raises Unreadable for anything but a list of posts."""
    try:
        posts = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable("not JSON") from error
    if not isinstance(posts, list):
        raise Unreadable("not a list of posts")
    return Reading([_link(post) for post in posts if isinstance(post, Mapping) and isinstance(post.get("link"), str)])


def _link(post: Mapping[str, Any]) -> Link:
    terms = list(_terms(post))
    return Link(
        url=post["link"],
        via="api",
        title=_rendered(post.get("title")),
        published=_utc(post.get("date_gmt")) or _string(post.get("date")),
        modified=_utc(post.get("modified_gmt")),
        section=next((name for taxonomy, name in terms if taxonomy == "category"), None),
        tags=[name for taxonomy, name in terms if taxonomy == "post_tag"],
    )


def _terms(post: Mapping[str, Any]) -> list[tuple[str, str]]:
    embedded = post.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, Mapping) else None
    flat = [term for group in groups or [] if isinstance(group, list) for term in group if isinstance(term, Mapping)]
    return [(str(term.get("taxonomy")), unescape(term["name"])) for term in flat if isinstance(term.get("name"), str)]


def _rendered(value: Any) -> str | None:
    rendered = value.get("rendered") if isinstance(value, Mapping) else value
    return unescape(rendered).strip() or None if isinstance(rendered, str) else None


def _utc(value: Any) -> str | None:
    """`date_gmt` is UTC and doesn't say so."""
    return f"{value}Z" if isinstance(value, str) and value and not value.endswith("Z") else _string(value)


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
