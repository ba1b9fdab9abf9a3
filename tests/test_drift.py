"""What of the last articles is called odd, beside those of the weeks before?"""

from __future__ import annotations

from collections import Counter

import pytest

from newsspider.monitor.counted import Counts, by_edition, together
from newsspider.monitor.drift import drift


def crawl(
    edition: str = "kk", *, of: int, language: str = "kk-Cyrl", letters: int = 21, **names: int
) -> dict[str, int]:
    """`sign__late=3`, `lacks__authors=2`."""
    named = {
        f"{kind}/{edition}/{what.replace('_', '-') if kind != 'lacks' else what}": number
        for name, number in names.items()
        for kind, _, what in (name.partition("__"),)
    }
    spread = Counter(f"letters/{edition}/{letters + number % 7}" for number in range(of))
    return {f"compared/{edition}": of, f"read/{edition}": of, f"language/{edition}/{language}": of, **spread, **named}


USUAL = crawl(of=200, lacks__authors=80, lacks__tags=10)
RUSSIAN = crawl("ru", of=200, language="ru-Cyrl", lacks__authors=10)

CASES: list[tuple[list[Counts], str | None]] = [
    ([crawl(of=20, lacks__authors=8)], None),
    ([crawl(of=20, lacks__authors=20)], "20 of 20 new articles of kk have no authors (usually 40%)"),
    ([crawl(of=8, lacks__authors=8)], None),  # short news of a Sunday
    ([crawl(of=8, lacks__tags=8)], "8 of 8 new articles of kk have no tags (usually 5%)"),
    ([crawl(of=3, lacks__tags=3)], None),
    ([crawl(of=3, lacks__tags=3)] * 3, "6 of the last 6 new articles of kk have no tags (usually 5%)"),
    ([crawl(of=10), crawl(of=20, lacks__tags=20)], None),  # ten that are as ever end it
    ([crawl(of=4), crawl(of=20, lacks__tags=20)], "20 of the last 24 new articles of kk have no tags (usually 5%)"),
    ([crawl(of=10, sign__late=8)], "8 of 10 new articles of kk came with the feed, and are dated days before it was"
     " last read (usually 0%)"),
    ([crawl(of=10, sign__late=4)], None),
    ([crawl(of=10, sign__lost_letters=9)], "9 of 10 new articles of kk have lost letters (usually 0%)"),
    ([crawl(of=10, language="ru-Cyrl")], "10 of 10 new articles of kk are not in kk-Cyrl (usually 0%)"),
    ([crawl("ru", of=10, language="ru-Cyrl")], None),
    ([crawl(of=12, letters=10)], "12 new articles of kk are shorter than usual: 64 letters, not 4,096"),
    ([crawl(of=12, letters=40)], "12 new articles of kk are longer than usual: 2,097,152 letters, not 4,096"),
    ([crawl(of=4, letters=10)], None),
    ([crawl(of=4, letters=10) | crawl("ru", of=4, letters=10, language="ru-Cyrl")],
     "8 new articles are shorter than usual: 45 letters, not 4,096"),  # two editions together
    ([crawl("zh", of=20, lacks__authors=20)], None),  # nothing is known of it
    ([crawl(of=4, lacks__tags=4) | crawl("ru", of=4, language="ru-Cyrl", lacks__tags=4)],
     "8 of 8 new articles have no tags (usually 3%)"),
    # refusals
    ([crawl(of=2) | {"unread/kk/http-403": 8}], "8 of 10 pages of kk were refused, most for http-403 (usually 0%)"),
    ([crawl(of=2) | {"unread/kk/http-403": 8} | crawl("ru", of=30, language="ru-Cyrl")],
     "8 of 10 pages of kk were refused, most for http-403 (usually 0%)"),
    ([crawl(of=20) | {"unread/kk/http-404": 6}], None),
    ([crawl(of=5), {"unread/kk/http-403": 9}], None),  # it is over
    ([{"unread/kk/other-section": 20}], None),  # as the crawl was told
]  # fmt: skip


@pytest.mark.parametrize(("crawls", "why"), CASES)
def test_drift(crawls: list[Counts], why: str | None) -> None:
    past = together([by_edition(USUAL), by_edition(RUSSIAN), *map(by_edition, crawls)])
    assert drift(crawls, past) == why


def test_without_a_past() -> None:
    odd = crawl(of=20, lacks__tags=20)
    assert drift([odd], {}) is None
    assert drift([odd], by_edition(odd)) is None
    assert drift([odd], together([by_edition(odd), by_edition(crawl(of=25))])) is None  # too short


def test_counts_of_an_edition() -> None:
    counts = {"stored": 3, "read/kk": 3, "lacks/ru/tags": 2, "refused/robots": 1, "unread//robots": 1}
    assert by_edition(counts) == {"kk": {"read": 3}, "ru": {"lacks/tags": 2}}
