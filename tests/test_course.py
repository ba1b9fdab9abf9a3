"""Which parts of a source lie in a period, and from where does a backfill go on?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.article import Link
from newsspider.discovery.course import Course, Step
from newsspider.discovery.editions import Edition
from newsspider.discovery.past import in_period, past_walks
from newsspider.discovery.reading import Follow, Reading
from newsspider.discovery.sources import Feed, FirstOf, Listing, Sitemap, Source, WordPress
from newsspider.discovery.walk import walks
from newsspider.discovery.wanted import Wanted, read_arguments
from newsspider.store.cursors import Cursor

HOME, ZONE = "https://example.kz/", "Asia/Almaty"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LISTING = Listing("news/{page}/")
SITEMAP = Sitemap("index.xml")


def wanted(since: str | None = None, until: str | None = None, *sources: Source) -> Wanted:
    given = {name: day for name, day in (("since", since), ("until", until)) if day}
    return read_arguments(given, (Edition("kk", HOME, sources),), zone=ZONE)


CHILDREN = [  # a sitemap, when it was last changed, since, until, whether it is read
    ("posts-2024-05.xml", None, "2024-06-10", None, False),
    ("posts-2024-05.xml", None, "2024-06-01", None, True),  # another zone may count the first night to May
    ("posts-2024-05.xml", None, "2024-05-20", "2024-05-21", True),
    ("posts-2024-05.xml", None, None, "2024-04-29", False),
    ("posts-2024-05.xml", None, None, "2024-04-30", True),
    ("2024/05/17.xml", None, "2024-05-20", None, False),
    ("2024/05/17.xml", None, "2024-05-17", "2024-05-17", True),
    ("news-202405.xml", None, "2025-01-01", None, True),  # a number, perhaps
    ("news-2024.xml", None, "2025-01-01", None, True),
    ("news-12024-05.xml", None, "2025-01-01", None, True),
    ("2023-05/to-2024-05.xml", None, "2025-01-01", None, True),  # which of them?
    ("posts-2024-02-31.xml", None, "2025-01-01", None, True),  # no day
    ("news-7.xml", "2024-05-17T10:00:00Z", "2024-06-01", None, False),  # unchanged since, so nothing in it is younger
    ("news-7.xml", "2024-05-17T10:00:00Z", None, "2024-01-01", True),  # what was changed may be old
    ("news-7.xml", "once", "2024-06-01", None, True),
    ("news-7.xml", None, "2024-06-01", "2024-06-02", True),
]


@pytest.mark.parametrize(("name", "modified", "since", "until", "read"), CHILDREN)
def test_children(name: str, modified: str | None, since: str | None, until: str | None, read: bool) -> None:
    child = Follow(HOME + name, modified)
    assert in_period([child], wanted(since, until), zone=ZONE, now=NOW) == ([child] if read else [])


DATED = Listing("lenta/?page={page}", dated="&from={since}&to={until}")
IN_PERIOD = Listing("lenta/?page={page}&from=2024-05-01&to=2024-05-31")
WALKED = [  # sources, since, until, the first one walked, what is walked in its place
    ((Feed("rss"), LISTING), None, None, LISTING, ()),
    ((Feed("rss"),), None, None, Feed("rss"), ()),  # nothing reaches further back
    ((DATED,), "2024-05-01", None, DATED, ()),
    ((DATED,), "2024-05-01", "2024-05-31", IN_PERIOD, (DATED,)),
    ((FirstOf((DATED, LISTING)),), "2024-05-01", "2024-05-31", IN_PERIOD, (DATED, LISTING)),
    ((FirstOf((WordPress(), Feed("rss"))),), None, None, WordPress(), (Feed("rss"),)),
]


@pytest.mark.parametrize(("sources", "since", "until", "first", "instead"), WALKED)
def test_walks(
    sources: tuple[Source, ...], since: str | None, until: str | None, first: Source, instead: tuple[Source, ...]
) -> None:
    asked = wanted(since, until, *sources)
    walk, *_ = past_walks(asked.editions[0], asked, zone=ZONE)
    assert (walk.source, _flat(walk.instead)) == (first, instead)


def _flat(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple(one for each in sources for one in (_flat(each.sources) if isinstance(each, FirstOf) else (each,)))


def course(source: Source, *known: Cursor) -> Course:
    (walk,) = walks(Edition("kk", HOME, (source,)), source, frozenset())
    return Course(walk, wanted(), "", "", {each.place: each for each in known})


def cursor(place: str, page: int = 0, reached: str | None = None, *, done: bool = False) -> Cursor:
    return Cursor("", "", "kk", HOME + place, page, reached, done)


def read(it: Course, *keys: int, follow: tuple[str, ...] = (), complete: bool = True) -> tuple[Step, Reading]:
    links = [Link(f"{HOME}{key}/") for key in keys]
    return it.waiting.popleft(), Reading(links, [Follow(HOME + name) for name in follow], complete)


def test_a_listing_goes_on_a_page_before_where_it_stopped() -> None:
    it = course(LISTING, cursor("news/1/", 7, "2024-05-17T00:00:00Z"))
    step, reading = read(it, 1, 2)
    assert step == Step(HOME + "news/6/", 6, 6)
    assert not it.is_behind("2024-05-17T10:00:00Z", 6)
    it.go_on(reading, step, older=False, zone=ZONE, now=NOW)
    assert it.cursor(reading, step, "2024-05-16T00:00:00Z") == cursor("news/1/", 6, "2024-05-16T00:00:00Z")
    assert it.waiting[0].page == 7


BEHIND = [  # newest date on page 6, the page that is read next
    ("2024-05-16T23:00:00Z", 3),  # more articles on a page than there were: something may lie in between
    ("", 3),  # there are no longer so many pages
    ("2024-05-17T00:00:00Z", None),
    (None, None),  # no dates, no doubt
]


@pytest.mark.parametrize(("newest", "page"), BEHIND)
def test_a_listing_whose_pages_grew_is_met_earlier(newest: str | None, page: int | None) -> None:
    it = course(LISTING, cursor("news/1/", 7, "2024-05-17T00:00:00Z"))
    step, _ = read(it)
    assert it.is_behind(newest, step.page) is (page is not None)
    assert [each.page for each in it.waiting] == ([page] if page else [])


def test_what_was_missed_is_read_again() -> None:
    """The cursor stays before the page that was not got, whatever is read behind it."""
    it = course(LISTING)
    step, reading = read(it, 1, 2)
    assert it.cursor(reading, step, None) == cursor("news/1/", 1)
    it.go_on(reading, step, older=False, zone=ZONE, now=NOW)
    failed = it.waiting.popleft()
    it.walk.failed = True
    it.pass_over(failed)
    step, reading = read(it, 5, 6)
    assert step.page == 3
    assert it.cursor(reading, step, None) is None
    assert it.end() is None


def test_sitemaps_are_read_once() -> None:
    it = course(SITEMAP, cursor("b.xml", done=True))
    step, reading = read(it, follow=("a.xml", "b.xml", "c.xml"))
    assert it.cursor(reading, step, None) is None  # the index is read again
    it.go_on(reading, step, older=False, zone=ZONE, now=NOW)
    assert [each.url for each in it.waiting] == [HOME + "c.xml", HOME + "a.xml"]
    step, reading = read(it, 1, complete=False)
    assert it.cursor(reading, step, None) is None  # it broke off
    step, reading = read(it, 2)
    assert it.cursor(reading, step, None) == cursor("a.xml", done=True)
    assert it.end() == cursor("index.xml", done=True)


def test_a_sitemap_of_sitemaps_comes_before_its_neighbours() -> None:
    it = course(SITEMAP)
    for follow in (("a.xml", "b.xml"), ("b1.xml", "b2.xml")):
        step, reading = read(it, follow=follow)
        it.go_on(reading, step, older=False, zone=ZONE, now=NOW)
    assert [each.url for each in it.waiting] == [HOME + "b2.xml", HOME + "b1.xml", HOME + "a.xml"]


def test_what_is_done_is_not_read() -> None:
    it = course(LISTING, cursor("news/1/", 9, done=True))
    assert it.done
    assert not it.waiting


def test_who_has_spoken() -> None:
    assert not course(LISTING).has_spoken
    assert course(LISTING, cursor("news/1/", 3)).has_spoken
    it = course(SITEMAP, cursor("a.xml", done=True))
    step, reading = read(it, follow=("a.xml",))
    it.go_on(reading, step, older=False, zone=ZONE, now=NOW)
    assert it.has_spoken
