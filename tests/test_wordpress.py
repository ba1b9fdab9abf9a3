"""Which articles does a list of WordPress posts hold, and is anything else refused?"""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from newsspider.article import Link
from newsspider.discovery.reading import Unreadable
from newsspider.discovery.wordpress import read_posts

POST = {
    "link": "https://example.kz/su-tasydy/",
    "date": "2025-11-17T14:05:00",
    "date_gmt": "2025-11-17T09:05:00",
    "modified_gmt": "2025-11-18T09:05:00",
    "title": {"rendered": "Су &#8212; <em>тасыды</em> &amp; кетті"},
    "_embedded": {
        "wp:term": [
            [{"taxonomy": "category", "name": "Қауіпсіздік &amp; тәртіп"}, {"taxonomy": "category", "name": "x"}],
            [{"taxonomy": "post_tag", "name": "су"}, {"taxonomy": "post_tag", "name": "тасқын"}],
        ]
    },
}
LINK = Link(
    url="https://example.kz/su-tasydy/",
    via="api",
    title="Су — тасыды & кетті",
    published="2025-11-17T09:05:00Z",
    modified="2025-11-18T09:05:00Z",
    section="Қауіпсіздік & тәртіп",
    tags=["су", "тасқын"],
)


def test_post() -> None:
    assert read_posts(orjson.dumps([POST])).links == [LINK]
    assert read_posts(b"\xef\xbb\xbf" + orjson.dumps([POST])).links == [LINK]


BARE = Link("https://example.kz/a/", via="api")
ODD: list[tuple[dict[str, Any], Link]] = [
    ({}, BARE),
    ({"title": None, "date_gmt": None, "_embedded": None}, BARE),
    ({"title": {"rendered": 5}, "_embedded": {"wp:term": {"a": "b"}}}, BARE),
    ({"title": [], "date_gmt": 7, "_embedded": {"wp:term": [[None, {"name": 1}], "x"]}}, BARE),
    ({"date": "2025-11-17T14:05:00"}, Link("https://example.kz/a/", via="api", published="2025-11-17T14:05:00")),
    ({"title": "x" * 5000}, Link("https://example.kz/a/", via="api", title="x" * 1000)),
    ({"link": "/a/"}, BARE),
]


@pytest.mark.parametrize(("fields", "link"), ODD)
def test_odd_posts(fields: dict[str, Any], link: Link) -> None:
    post = {"link": "https://example.kz/a/", **fields}
    assert read_posts(orjson.dumps([None, "x", {"link": 5}, post]), "https://example.kz/wp-json/").links == [link]


def test_an_empty_list_is_a_list() -> None:
    assert read_posts(b"[]").links == []


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"{}", b'{"code": "rest_no_route"}', b"null", b"[" * 100_000, b'[{"a": 1}]', b"[1, 2]", b"\xff"],
)
def test_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_posts(body)
