"""When is a source ill, and what is said of it?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsspider.monitor.watching import Seen, Watched, follow, has_trouble, trouble
from newsspider.store.times import stamp

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)
URL = "https://a.kz/news.rss"
GOOD, EMPTY, FAILED = Seen("kk", "feed", 30), Seen("kk", "feed"), Seen("kk", "feed", failed="http-404")
BUSY = Seen("kk", "feed", failed="http-503")
SAME = Seen("kk", "feed", unchanged=True)


def seen(crawls: list[Seen], every: timedelta = timedelta(hours=6)) -> tuple[Watched, datetime]:
    known, now = None, BEGAN
    for each in crawls:
        now += every
        known = follow(known, each, stamp(now))
    assert known is not None
    return known, now


CASES = [
    ([GOOD] * 12, None),
    ([FAILED] * 40, None),  # it never worked
    ([GOOD] * 12 + [FAILED], "http-404"),
    ([GOOD] * 12 + [FAILED] * 40, "http-404"),  # until it is repaired
    ([GOOD] * 12 + [FAILED] * 40 + [GOOD], None),
    ([GOOD] * 2 + [FAILED], None),  # too little is known of it
    ([GOOD] * 2 + [FAILED] * 3, "http-404"),
    ([GOOD, GOOD, FAILED] * 6, None),  # it fails often
    ([GOOD, GOOD, FAILED] * 6 + [GOOD] + [FAILED] * 4, "http-404"),
    ([GOOD] * 12 + [EMPTY], "empty"),
    ([GOOD] * 12 + [Seen("kk", "feed", 2)], "empty"),
    ([GOOD] * 12 + [Seen("kk", "feed", 5)], None),  # a slow day
    ([EMPTY] * 12, None),
    ([GOOD, EMPTY] * 6, None),  # it is often empty
    ([Seen("kk", "feed", 3)] * 12 + [EMPTY], None),  # a small section
    ([GOOD] + [SAME] * 12 + [SAME], None),
    ([GOOD] + [SAME] * 12 + [EMPTY], "empty"),
    ([GOOD] * 12 + [Seen("kk", "feed", 30, behind=12)], "frozen"),
    ([GOOD] * 12 + [Seen("kk", "feed", unchanged=True, behind=12)] * 30, "frozen"),
    ([GOOD] * 12 + [Seen("kk", "feed", 30, behind=9)], None),
    ([Seen("kk", "feed", 30, behind=9)] * 12 + [Seen("kk", "feed", 30, behind=20)], None),  # it never had all
    ([Seen("kk", "sitemap", 30)] * 12 + [Seen("kk", "sitemap", 30, behind=50)], None),  # made once a day
]


@pytest.mark.parametrize(("crawls", "wrong"), CASES)
def test_trouble(crawls: list[Seen], wrong: str | None) -> None:
    source, now = seen(crawls)
    assert has_trouble(source, now) is (wrong is not None)
    assert wrong is None or source.wrong == wrong


def test_what_passes_is_waited_for_once() -> None:
    minutes = timedelta(minutes=5)
    assert not has_trouble(*seen([GOOD] * 20 + [BUSY], minutes))
    assert has_trouble(*seen([GOOD] * 20 + [BUSY] * 2, minutes))
    assert has_trouble(*seen([GOOD] * 20 + [FAILED], minutes))  # what is not there does not come back by itself
    assert has_trouble(*seen([GOOD] * 20 + [BUSY]))  # it may have lasted for hours


def test_a_source_that_is_not_read_any_more() -> None:
    source, now = seen([GOOD] * 12 + [FAILED])
    assert has_trouble(source, now + timedelta(days=13))
    assert not has_trouble(source, now + timedelta(days=15))


def test_what_is_said() -> None:
    source, now = seen([GOOD] * 12 + [FAILED])
    told = trouble([(URL, source)], now)
    assert told == f"the feed of kk answers http-404: {URL} (until 2026-11-04 00:00 UTC it announced 30 articles)"
    longer, _ = seen([GOOD] * 11 + [FAILED])
    told = trouble([(URL, source), ("https://a.kz/map.xml", longer)], now)
    assert told is not None
    assert "https://a.kz/map.xml" in told
    assert told.endswith("; 1 other sources are ill too")
    assert trouble([], now) is None
