"""Do small answers that are made to keep us busy end at once? (The alarm is for hangs: each took minutes once.)"""

from __future__ import annotations

import contextlib
import gzip
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import html

from newsspider.discovery.feed import read_feed
from newsspider.discovery.reading import Unreadable
from newsspider.discovery.sitemap import read_sitemap
from newsspider.extract import select
from newsspider.extract.article import NotAnArticle, Site, extract_article
from newsspider.extract.encoding import decode
from newsspider.normalise.text import lost_letters
from newsspider.spiders.kazinform import KazinformSpider

NOW = datetime(2026, 8, 20, tzinfo=UTC)
ITEM = "<rss version='2.0'><channel><item><link>https://a.kz/1</link><description><![CDATA[{}]]></description></item></channel></rss>"


def article(body: str) -> Any:
    url = "https://www.inform.kz/ru/slug-1ec9489a"
    page = f"<html><h1 class='article__title'>Т</h1><div class='article__content'><p>Текст.</p>{body}</div></html>"
    return extract_article(page.encode(), url=url, site=KazinformSpider.reading(url), now=NOW)


UNKNOWN = "https://example.com/news/bridge-17/"


def unknown(body: str) -> Any:
    return extract_article(f"<html><body>{body}</body></html>".encode(), url=UNKNOWN, site=Site(), now=NOW)


CASES: list[tuple[str, Callable[[], Any]]] = [
    ("a run of lost letters", lambda: lost_letters("?" * 1_000_000 + " аб?в" * 5)),
    ("siblings of many headings", lambda: select.value(
        html.fromstring("<div>" + "<h1>x</h1>" * 3_000 + "<time>y</time>" * 3_000 + "</div>"), "h1 ~ time"
    )),
    ("headings and times in a page", lambda: article(
        "<h1 class='article__title'>x</h1>" * 3_000 + "<time>y</time>" * 3_000
    )),
    ("gzip members without end", lambda: read_sitemap(gzip.compress(b"") * 50_000, "https://a.kz/s.xml.gz")),
    ("document types without end", lambda: read_sitemap(b"<!DOCTYPE a>" * 200_000, "https://a.kz/s.xml")),
    ("comments in an item", lambda: read_feed(ITEM.format("<!---->x" * 100_000).encode(), "https://a.kz/rss")),
    ("a charset that is none", lambda: decode(b"a-" * 200_000 + b"\xff", "text/html; charset=punycode")),
    ("paragraphs in headings", lambda: article(("<h2><p" + "<p" * 4_000 + "</h2>") * 20)),
    ("dates in the depths", lambda: unknown("<div class=sidebar>" * 190 + "<i>7 May 2024</i> <b></b>" * 12_000)),
    ("dates beside links to the page", lambda: unknown(f"<p><a href='{UNKNOWN}'>2024</a>" * 12_000)),
    ("dates in scripts", lambda: unknown("<script>" + "pubDate = '2024-05-0" * 100_000 + "</script>")),
    ("dates in a line", lambda: unknown("<p>" + "12.5." * 20_000 + "</p>" + "<p>" + "1 de de 2020 " * 9 + "</p>")),
    ("headings", lambda: unknown("<h1>x</h1><h2>2024</h2>" * 12_000)),
    ("hidden elements", lambda: article("<br hidden>" * 20_000)),
    ("names in JSON-LD", lambda: article(
        '<script type="application/ld+json">{"@type":"NewsArticle","author":['
        + ",".join(f'"Имя {n}"' for n in range(50_000))
        + "]}</script>"
    )),
]  # fmt: skip


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.mark.parametrize("read", [read for _, read in CASES], ids=[name for name, _ in CASES])
def test_ends(read: Callable[[], Any]) -> None:
    with contextlib.suppress(NotAnArticle, Unreadable):
        read()


def test_siblings_of_the_first_only() -> None:
    tree = html.fromstring("<div><p>a</p><h1>x</h1><b>1</b><h1>y</h1><b>2</b><i><h1>z</h1><b>3</b></i></div>")
    assert select.values(tree, "h1 ~ b") == ["1", "2"]
