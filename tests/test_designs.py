"""When do the counts of the last crawls mean that a site's pages look otherwise?"""

from __future__ import annotations

import pytest

from newsspider.article import Article
from newsspider.monitor.designs import alarm
from newsspider.monitor.expect import Expect
from newsspider.monitor.signs import signs, suspicions

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
