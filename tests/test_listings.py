"""Which articles does a listing page show, in designs known and unknown, and where does it go on?"""

from __future__ import annotations

import re
import time

import pytest

from newsspider.discovery.listing import read_listing
from newsspider.discovery.sources import Card, Listing

URL = "https://example.kz/news/page/2/"
NEW, OLD = Card(".card", "a.card__link", "h3", "time"), Card("a.teaser", "a", ".teaser__title", ".teaser__date")
LISTING = Listing(
    "news/page/{page}/", cards=(NEW, OLD), next="ul.pages li:last-child a::attr(href)", current="li.active"
)


def is_article(url: str) -> bool:
    return re.search(r"^https://example\.kz/[a-z]+/[^/]*-\d+/$", url) is not None


def page(inside: str) -> str:
    return f"<html><body>{inside}</body></html>"


def card(key: int, href: str | None = None) -> str:
    href = href or f"/news/su-{key}/"
    return f'<div class="card"><a class="card__link" href="{href}">x</a><h3> Су \n {key}</h3><time>Бүгін</time></div>'


TEASER = '<a class="teaser" href="/news/ot-9/"><b class="teaser__title">От</b><i class="teaser__date">Кеше</i></a>'

CARDS = [  # given, keys found
    (card(1) + card(2), [1, 2]),
    (card(1) + card(1), [1]),
    (card(1) + TEASER, [1, 9]),  # blocks of two designs on one page
    (TEASER, [9]),
    (card(1, " /news/su-1/ ") + card(2, "https://other.kz/news/su-2/") + card(3, "/tag/su/"), [1]),
    (card(1, "javascript:go()") + card(2, "#") + card(3, "http://[x/"), []),
    ('<p><a href="/news/su-5/">x</a><a href="/about/">y</a></p>', [5]),  # an unknown design
    ("", []),
]


@pytest.mark.parametrize(("inside", "keys"), CARDS)
def test_cards(inside: str, keys: list[int]) -> None:
    links = read_listing(page(inside), URL, LISTING, is_article).links
    assert [int(link.url.rstrip("/").rpartition("-")[2]) for link in links] == keys
    assert {link.via for link in links} <= {"listing"}


def test_title_and_date_as_shown() -> None:
    new, old = read_listing(page(card(1) + TEASER), URL, LISTING, is_article).links
    assert (new.title, new.published, old.title, old.published) == ("Су 1", "Бүгін", "От", "Кеше")
    machine = card(1).replace("<time>", '<time datetime="2025-11-17T09:05">')
    assert read_listing(page(machine), URL, LISTING, is_article).links[0].published == "2025-11-17T09:05"


NEXT = [
    ('<ul class="pages"><li><a href="/news/page/3/">3</a></li></ul>', "https://example.kz/news/page/3/"),
    ('<ul class="pages"><li><a href="?page=3#top">3</a></li></ul>', "https://example.kz/news/page/2/?page=3"),
    ('<ul class="pages"><li><a href="#">3</a></li></ul>', None),
    ('<ul class="pages"><li><a href="javascript:more()">3</a></li></ul>', None),
    ('<ul class="pages"><li><a href="https://other.kz/3/">3</a></li></ul>', None),
    ('<ul class="pages"><li><a>3</a></li></ul>', None),
    ("", None),
]


@pytest.mark.parametrize(("inside", "url"), NEXT)
def test_next_page(inside: str, url: str | None) -> None:
    follow = read_listing(page(inside), URL, LISTING, is_article).follow
    assert [each.url for each in follow] == ([url] if url else [])


SHOWN = [("2", 1), (" 2 ", 1), ("7", 0), ("…", 1), ("", 1), ("9" * 100, 1)]


@pytest.mark.parametrize(("number", "found"), SHOWN)
def test_page_with_another_number_than_asked_for_says_nothing(number: str, found: int) -> None:
    inside = f'<ul><li class="active">{number}</li></ul>{card(1)}'
    assert len(read_listing(page(inside), URL, LISTING, is_article, page=2).links) == found


def test_page_without_its_end_is_not_complete() -> None:
    assert read_listing(page(card(1)), URL, LISTING, is_article).complete
    assert not read_listing(page(card(1))[:-20], URL, LISTING, is_article).complete


HOSTILE = {
    "nothing": "",
    "JSON": '{"html": "x"}',
    "zeros": "\0" * 1000,
    "deep": "<div>" * 100_000 + card(1),
    "links": '<a href="/news/su-1/">x</a>' * 200_000,
    "cards": card(1) * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_seconds_at_most(text: str) -> None:
    began = time.process_time()
    assert len(read_listing(text, URL, LISTING, is_article).links) <= 1
    assert time.process_time() - began < 10
