"""Does the walk through a source end at its end, neither before nor never?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from newsspider.article import Link
from newsspider.discovery import trail
from newsspider.discovery.editions import Edition
from newsspider.discovery.reading import Follow, Reading
from newsspider.discovery.sources import Card, Feed, FirstOf, Listing, Sitemap, Source, WordPress
from newsspider.discovery.walk import Walk, walks
from newsspider.discovery.wanted import Wanted, read_arguments

HOME = "https://example.kz/"
NOW = datetime(2026, 11, 17, 7, tzinfo=UTC)
LISTING = Listing("news/page/{page}/", first="news/", cards=(Card(".c"),), next="a.next::attr(href)", current="b")
PAGES = {1: "news/", 2: "news/page/2/", 3: "news/page/3/", 4: "news/page/4/"}


def walk(source: Source = LISTING, known_since: str | None = None) -> Walk:
    (made,) = walks(Edition("kk", HOME, (source,)), source, frozenset())
    made.known_since = known_since
    return made


def wanted(**arguments: str) -> Wanted:
    return read_arguments(arguments, (Edition("kk", HOME, ()),), zone="Asia/Almaty")


ALL = wanted()


def page(*keys: int, follow: str | None = None) -> Reading:
    return Reading([Link(f"{HOME}{key}/") for key in keys], [Follow(HOME + follow)] if follow else [])


def step(it: Walk, reading: Reading, number: int, *, new: bool = True, older: bool = False) -> list[tuple[str, int]]:
    return [(url.removeprefix(HOME), n) for url, n in it.next_pages(reading, number, 0, ALL, NOW, new=new, older=older)]


# Pages as keys of articles; those known from an earlier crawl are negative; the numbers of the pages that are read.
ENDS = {
    "two empty pages": ([[1, 2], [3], [], []], None, [1, 2, 3, 4]),
    "one empty page is a mishap": ([[1, 2], [], [3], [], [], []], None, [1, 2, 3, 4, 5]),
    "the last page again and again": ([[1], [2], [2], [2], [2]], None, [1, 2, 3, 4]),
    "nothing new, never read before": ([[-1], [-2], [-3], [], []], None, [1, 2, 3, 4, 5]),
    "nothing new, read to its end before": ([[5], [-1], [-2], [-3]], "", [1, 2, 3]),
    "something new behind what is known": ([[-1], [5], [-2], [-3], [-4]], "", [1, 2, 3, 4]),
}


# Popular articles stand beside every list: known ones are as many as those of the list, or more.
QUICK = {
    "nothing new": ([[-1, -2], [-3]], "listing", "", [1]),
    "known ones beside a page of new ones": (
        [[8, 9, -1, -2, -3], [6, 7, -1, -2, -3], [-4, -1]],
        "listing",
        "",
        [1, 2, 3],
    ),
    "one empty page is a mishap": ([[8], [], [7], [-4], [-5]], "listing", "", [1, 2, 3, 4]),
    "never read before": ([[-1], [-2], [], []], "listing", None, [1, 2, 3, 4]),
    "all sources look further": ([[-1], [-2], [-3]], None, "", [1, 2]),
}


@pytest.mark.parametrize(("pages", "sources", "known_since", "read"), QUICK.values(), ids=QUICK)
def test_a_quick_crawl_ends_behind_a_page_without_news(
    pages: list[list[int]], sources: str | None, known_since: str | None, read: list[int]
) -> None:
    it, number = walk(known_since=known_since), 0
    edition = Edition("kk", HOME, (it.source,))
    quick = read_arguments({"sources": sources} if sources else {}, (edition,), zone="Asia/Almaty")
    for number, keys in enumerate(pages, 1):
        new, links = any(key > 0 for key in keys), page(*map(abs, keys))
        if not list(it.next_pages(links, number, 0, quick, NOW, new=new, older=False)):
            break
    assert list(range(1, number + 1)) == read


@pytest.mark.parametrize(("pages", "known_since", "read"), ENDS.values(), ids=ENDS)
def test_end(pages: list[list[int]], known_since: str | None, read: list[int]) -> None:
    it, asked = walk(known_since=known_since), [1]
    for number, keys in enumerate(pages, 1):
        following = step(it, page(*map(abs, keys)), number, new=any(key > 0 for key in keys))
        if not following:
            break
        ((_, after),) = following
        asked.append(after)
    assert asked == read
    assert not it.failed


def test_end_where_all_is_older() -> None:
    it = walk()
    assert step(it, page(1), 1, older=True)  # an old article may be pinned to the first page
    assert not step(it, page(2), 2, older=True)


def test_a_feed_without_pages_has_one() -> None:
    assert not step(walk(Feed("news.rss")), page(1), 1)


def test_endless_listing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "MAX_PAGES", 5)
    it, number = walk(), 1
    while following := step(it, page(number), number):
        number = following[0][1]
    assert number == 5
    assert it.failed  # not read to its end, and says so


NEXT = [  # what the page calls its next one, what is read
    ("more/2/", "more/2/"),
    (None, PAGES[2]),  # the declared form, where the page names none
    ("news/", PAGES[2]),  # back to where we are
]


@pytest.mark.parametrize(("named", "read"), NEXT)
def test_next_page(named: str | None, read: str) -> None:
    assert step(walk(), page(1, follow=named), 1) == [(read, 2)]


def test_pages_that_lead_in_a_circle() -> None:
    it = walk()
    assert step(it, page(1, follow="b/"), 1) == [("b/", 2)]
    assert step(it, page(2, follow="b/"), 2) == [(PAGES[3], 3)]


def test_after_a_page_that_was_not_got() -> None:
    it = walk()
    assert step(it, page(1), 1)
    assert list(it.after_failure(2, ALL)) == [(HOME + PAGES[3], 3)]  # it may be that page only
    assert not list(it.after_failure(3, ALL))
    assert not list(walk().after_failure(1, ALL))  # its first page: the source does not answer


COVERS = [  # how far an earlier crawl came, arguments, whether known links end the walk, how far it is known then
    (None, {}, False, ""),
    ("", {}, True, ""),
    ("", {"since": "2025-11-01"}, True, ""),
    ("2025-10-31T19:00:00Z", {}, False, ""),
    ("2025-10-31T19:00:00Z", {"since": "2025-11-01"}, True, "2025-10-31T19:00:00Z"),
    ("2025-10-31T19:00:00Z", {"since": "2025-11-02"}, True, "2025-10-31T19:00:00Z"),
    ("2025-10-31T19:00:00Z", {"since": "2025-10-31"}, False, "2025-10-30T19:00:00Z"),
    ("", {"until": "2025-11-01"}, False, ""),
    ("", {"sections": "news"}, False, ""),
]


@pytest.mark.parametrize(("known", "arguments", "covers", "then"), COVERS)
def test_covers(known: str | None, arguments: dict[str, str], covers: bool, then: str) -> None:
    it = walk(known_since=known)
    assert it.covers(wanted(**arguments)) is covers
    assert it.read_back_to(wanted(**arguments)) == then


def index(*names: str) -> Reading:
    return Reading(follow=[Follow(HOME + name.partition("@")[0], name.partition("@")[2] or None) for name in names])


INDEXES = [  # declared pattern, children, read in this order
    (None, ("a", "b", "c"), ["c", "b", "a"]),  # sites append
    (None, ("a@2025-11-02", "b@2025-11-03", "c@2025-11-01"), ["b", "a", "c"]),
    ("news", ("news-1", "tags-1", "news-2"), ["news-2", "news-1"]),
    ("news", ("posts-1", "posts-2"), ["posts-2", "posts-1"]),  # renamed: all are read
    (None, ("index.xml", "a", "a"), ["a"]),  # itself, and twice the same
]


@pytest.mark.parametrize(("pattern", "children", "read"), INDEXES)
def test_index(pattern: str | None, children: tuple[str, ...], read: list[str]) -> None:
    it = walk(Sitemap("index.xml", children=pattern))
    assert [url for url, _ in step(it, index(*children), 1)] == read
    assert not it.failed


def test_indexes_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    it = walk(Sitemap("index.xml"))
    assert not list(it.next_pages(index("a"), 1, 4, ALL, NOW, new=True, older=False))
    assert it.failed  # too deep
    monkeypatch.setattr(trail, "MAX_SITEMAPS", 3)
    it = walk(Sitemap("index.xml"))
    assert len(step(it, index("a", "b", "c", "d"), 1)) == 2
    assert it.failed  # too many


SILENT = [  # links, unchanged, known since, since, silent
    (0, False, None, None, True),
    (0, False, "", None, True),  # it had articles once
    (0, False, "", "2025-11-17", False),  # nothing since then
    (0, True, "", None, False),
    (1, False, None, None, False),
]


@pytest.mark.parametrize(("links", "unchanged", "known", "since", "silent"), SILENT)
def test_said_nothing(links: int, unchanged: bool, known: str | None, since: str | None, silent: bool) -> None:
    it = walk(known_since=known)
    it.links, it.unchanged = links, unchanged
    assert it.said_nothing(wanted(since=since) if since else ALL) is silent


XML = {
    "child": (b"<urlset><url><loc>https://example.kz/1/</loc></url></urlset>", False),
    "index": (b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", False),
    "broken off": (b"<urlset><url><loc>https://example.kz/1/</loc></url>", True),
}


@pytest.mark.parametrize(("body", "failed"), XML.values(), ids=XML)
def test_validators(body: bytes, failed: bool) -> None:
    it = walk(Sitemap("index.xml"))
    url = it.page_url(1)
    reading = it.read(body, str, url, 1, lambda url: True)
    it.take(url, len(reading.links), ('"1"', None))
    assert it.validators == {url: ('"1"', None)}
    assert it.failed is failed


def test_validators_are_those_of_the_very_page() -> None:
    it = walk(WordPress())
    filtered = it.page_url(1, wanted(since="2025-11-01").since)  # by the site
    it.take(filtered, 1, ('"1"', None))
    it.take(it.page_url(2), 1, ('"2"', None))
    assert it.validators == {it.page_url(1): (None, None), filtered: ('"1"', None)}


def test_page_cut_off_in_a_listing() -> None:
    """Some sites never write the end of a page; where one page lacks it and another doesn't, one broke off."""
    whole, cut = "<html><body></body></html>", "<html><body>"
    for pages, failed in (((whole, whole), False), ((cut, cut), False), ((whole, cut), True), ((cut, whole), True)):
        it, texts = walk(), iter(pages)
        for number in (1, 2):
            it.read(b"", lambda texts=texts: next(texts), it.page_url(number), number, lambda url: True)  # type: ignore[misc]
        assert it.failed is failed


URLS = [
    (LISTING, 1, None, "news/"),
    (LISTING, 7, None, "news/page/7/"),
    (Feed("feed/?paged={page}"), 2, None, "feed/?paged=2"),
    (WordPress(), 2, None, "wp-json/wp/v2/posts?per_page=100&page=2&_embed=1"),
    # A day more: the site compares with its local time.
    (WordPress(), 1, "2025-11-02", "wp-json/wp/v2/posts?per_page=100&page=1&_embed=1&after=2025-11-01T00:00:00"),
    (Listing("https://old.example.kz/lenta/?page={page}"), 3, None, "https://old.example.kz/lenta/?page=3"),
]


@pytest.mark.parametrize(("source", "number", "since", "url"), URLS)
def test_urls(source: Source, number: int, since: str | None, url: str) -> None:
    moment = wanted(since=since).since if since else None
    assert walk(source).page_url(number, moment).removeprefix(HOME) == url


def test_sections_are_walked_one_by_one() -> None:
    source, edition = Listing("{section}/page/{page}/", sections=("news", "article")), Edition("kk", HOME, ())
    assert [each.section for each in walks(edition, source, frozenset())] == ["news", "article"]
    assert [each.page_url(2) for each in walks(edition, source, frozenset({"crime"}))] == [f"{HOME}crime/page/2/"]


def test_first_that_answers() -> None:
    edition = Edition("kk", HOME, ())
    source = FirstOf((WordPress(), FirstOf((Feed("feed/"), LISTING))))
    tried: list[Source] = []
    waiting: Iterator[Walk] = walks(edition, source, frozenset())
    while it := next(waiting, None):
        tried.append(it.source)
        waiting = iter(list(it.in_its_place(frozenset())))
        assert not list(it.in_its_place(frozenset()))  # once
    assert tried == [WordPress(), Feed("feed/"), LISTING]
