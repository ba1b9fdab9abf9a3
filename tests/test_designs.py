"""When do the counts of the last crawls mean that a site's pages look otherwise?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsspider.article import Article, Fetch
from newsspider.monitor.designs import alarm
from newsspider.monitor.expect import Expect
from newsspider.monitor.recent import Recent
from newsspider.monitor.signs import peculiar, signs, suspicions, traits

Counts = dict[str, int]


def crawl(edition: str = "kk", *, read: int, odd: int = 0, flag: str = "unknown-layout", **without: int) -> Counts:
    counts = {f"read/{edition}": read} | {f"without/{edition}/{name}": number for name, number in without.items()}
    return counts | ({f"suspect/{edition}": odd, f"flag/{edition}/{flag}": odd} if odd else {})


NONE: Counts = {"announced": 300}
CASES = [
    ([crawl(read=20, odd=14)], "14 of 20 new articles of kk fit no layout"),
    ([crawl(read=3, odd=3)], "3 of 3 new articles of kk fit no layout"),
    ([crawl(read=3, odd=2)], None),  # special projects come in pairs
    ([crawl(read=4, odd=3)], None),
    ([crawl(read=5, odd=4)], "4 of 5 new articles of kk fit no layout"),
    ([crawl(read=20, odd=7)], None),
    ([crawl(read=20, odd=8)], "8 of 20 new articles of kk fit no layout"),
    ([crawl(read=500, odd=60)], None),
    ([crawl(read=0), NONE], None),
    ([], None),
    # a slow site: its last crawls together
    ([crawl(read=1, odd=1), NONE, crawl(read=2, odd=2)], "3 of the last 3 new articles of kk fit no layout"),
    ([crawl(read=1, odd=1), crawl(read=1), crawl(read=1, odd=1)], None),
    ([NONE, NONE, crawl(read=20, odd=14)], "14 of 20 new articles of kk fit no layout"),  # nothing new since
    ([crawl(read=10), crawl(read=20, odd=20)], None),  # repaired
    ([crawl(read=12, odd=1), crawl(read=20, odd=20)], None),
    # editions
    ([crawl(read=20) | crawl("ru", read=20, odd=20)], "20 of 20 new articles of ru fit no layout"),
    ([crawl(read=60) | crawl("ru", read=5, odd=5)], "5 of 5 new articles of ru fit no layout"),
    ([crawl(read=2, odd=2) | crawl("ru", read=2, odd=2)], "4 of 4 new articles fit no layout"),
    ([crawl(read=20, odd=9) | crawl("ru", read=20, odd=9)], "18 of 40 new articles fit no layout"),
    # what most of them are
    ([crawl(read=9, odd=9) | {"flag/kk/no-date": 4}], "9 of 9 new articles of kk fit no layout"),
    ([crawl(read=9, odd=9) | {"flag/kk/unknown-layout": 5, "flag/kk/no-text": 4}],
     "9 of 9 new articles of kk are odd, and 5 fit no layout"),
    # fields
    ([crawl(read=20, images=18)], "18 of 20 new articles of kk have no images"),
    ([crawl(read=20, images=10)], None),
    ([crawl(read=4, images=4)], None),
    ([crawl(read=20, authors=20)], None),  # nobody expects any
    ([crawl(read=8, published_at=7)], "7 of 8 new articles of kk have no published_at"),
]  # fmt: skip


@pytest.mark.parametrize(("crawls", "why"), CASES)
def test_alarm(crawls: list[Counts], why: str | None) -> None:
    assert alarm(crawls, Expect(images=0.8)) == why


def test_what_is_counted() -> None:
    article = Article(quality=["unknown-layout", "no-date", "lost-letters"], authors=["Асель Сапабек"])
    assert suspicions(article, Expect(), layouts=True) == ["unknown-layout", "no-date"]
    assert suspicions(article, Expect(published_at=0.2), layouts=False) == []
    assert signs("kk", ["no-date"], article) == [
        *("read/kk", "suspect/kk", "flag/kk/no-date"),
        *("without/kk/published_at", "without/kk/images"),
    ]
    assert signs("ru", ["no-text"]) == ["read/ru", "suspect/ru", "flag/ru/no-text"]


def test_what_is_compared_with_the_past() -> None:
    article = Article(edition="kk", title="Т", language="kk", script="Cyrl", text="х" * 1000, published_at=AT)
    article.fetch = Fetch(first_seen_at=AT, via="sitemap")
    lacks = [f"lacks/kk/{name}" for name in ("authors", "images", "tags", "section", "lead")]
    told = ["compared/kk", *lacks, "letters/kk/20", "language/kk/kk-Cyrl", "sign/kk/day-only"]
    assert traits(article, ["day-only"]) == told
    article.published_at = "2025-01-01T00:00:00Z"  # fetched years later
    assert traits(article, []) == []
    article.fetch.via = "feed"  # which has no business with it
    assert "compared/kk" in traits(article, [])


AT = "2026-11-20T09:00:00Z"
BEFORE = datetime(2026, 11, 20, 3, tzinfo=UTC)

PECULIAR: list[tuple[str | None, str, datetime | None, list[str]]] = [
    ("2026-11-20T08:50:00Z", "feed", BEFORE, []),
    ("2026-11-20T08:59:30Z", "feed", BEFORE, ["just-now"]),
    ("2026-11-18T02:00:00Z", "feed", BEFORE, ["late"]),
    ("2026-11-18T02:00:00Z", "sitemap", BEFORE, []),  # it has old ones, too
    ("2026-11-18T02:00:00Z", "feed", None, []),  # the first crawl
    ("2026-11-10T02:00:00Z", "feed", BEFORE - timedelta(days=10), []),  # after a pause of ten days
    (None, "feed", BEFORE, []),
]


@pytest.mark.parametrize(("published", "via", "before", "names"), PECULIAR)
def test_dates(published: str | None, via: str, before: datetime | None, names: list[str]) -> None:
    article = Article(published_at=published, fetch=Fetch(first_seen_at=AT, via=via))
    assert peculiar(article, repeat=False, same_title=False, own_lines=False, before=before) == names


def test_peculiarities() -> None:
    article = Article(quality=["lost-letters", "no-title"], published_precision="day")
    told = peculiar(article, repeat=True, same_title=True, own_lines=True, before=None)
    assert told == ["repeat", "same-title", "own-lines", "day-only", "lost-letters"]


def test_what_stood_in_the_articles_before() -> None:
    recent = Recent(["A", "B"])
    assert [recent.has_title(title) for title in ("A", "C", "C", None, "")] == [True, False, True, False, False]
    assert [recent.shares_line("kk", ["x", str(n)]) for n in range(5)] == [False, False, False, True, True]
    assert not recent.shares_line("ru", ["x"])
