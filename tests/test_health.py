"""When is a site called ill, and when silent?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsspider.monitor.expect import Expect
from newsspider.monitor.health import Crawled, Health, health

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAILY, UNKNOWN = Expect(per_day=(20, 90)), Expect()


def crawled(
    reason: str | None = "finished",
    *,
    running: bool | None = False,
    age: timedelta = HOUR,
    quiet: timedelta | None = HOUR,
    **counts: int,
) -> Crawled:
    return Crawled(reason, running, age, {name.replace("__", "/"): count for name, count in counts.items()}, quiet)


def excused(number: int, of: int, reason: str) -> Crawled:
    return replace(crawled(), counts={"refused": of, f"refused/{reason}": of, f"excused/{reason}": number})


CASES = [
    (crawled(stored=5), DAILY, "ok"),
    (crawled("limit", stored=5), DAILY, "ok"),  # as asked for
    (crawled("shutdown"), DAILY, "ok"),  # Ctrl-C: the next crawl goes on
    (crawled(None, running=True), DAILY, "ok"),
    (crawled(None, running=False), DAILY, "ill"),  # no process holds the lock: it was killed
    (crawled(None, running=None, age=HOUR), DAILY, "ok"),  # on another machine, perhaps
    (crawled(None, running=None, age=2 * DAY), DAILY, "ill"),  # not for two days
    (crawled("killed"), DAILY, "ill"),
    (crawled("store-error", stored=5), DAILY, "ill"),
    (crawled("memusage_exceeded", stored=5), DAILY, "ill"),
    (crawled(refused=1, refused__challenge=1), DAILY, "ill"),  # all that was got
    (replace(crawled(), counts={"refused": 2, "refused/http-404": 2}), DAILY, "ok"),  # dead pages, tried again
    (replace(crawled(), counts={"refused": 3, "refused/http-404": 3}), DAILY, "ill"),
    (excused(28, 30, "http-404"), DAILY, "ok"),  # a backfill's, say
    (excused(3, 3, "http-404"), DAILY, "ok"),  # pages that are asked for once more
    (excused(1, 1, "challenge"), DAILY, "ill"),
    (replace(crawled(), counts={"stored": 5, "refused": 17, "refused/no-translation": 17}), DAILY, "ok"),  # by editors
    (replace(crawled(), counts={"refused": 17, "refused/no-translation": 17}), DAILY, "ill"),  # nothing in any language
    (excused(17, 17, "untranslated"), DAILY, "ok"),  # asked for once more
    (replace(excused(0, 12, "http-404"), reason="repaired"), DAILY, "ok"),  # lost articles that the site has no more
    (replace(excused(0, 12, "http-404"), reason="announced"), DAILY, "ok"),
    (excused(20, 30, "http-404"), DAILY, "ill"),
    (excused(30, 30, "http-503"), DAILY, "ill"),
    (replace(crawled(), counts={"refused": 40, "refused/other-section": 40}), DAILY, "ok"),  # as it was told
    (crawled(stored=2, refused=9), DAILY, "ok"),  # few, so an accident
    (crawled(stored=9, refused=10), DAILY, "ill"),
    (crawled(stored=5, duplicate=5, unchanged=5, refused=15), DAILY, "ok"),  # half of them were articles
    (crawled("limit", refused=20), DAILY, "ill"),
    (crawled(), DAILY, "ok"),  # nothing new this time
    (crawled(quiet=3 * DAY), DAILY, "silent"),
    (crawled(quiet=3 * DAY), UNKNOWN, "ok"),
    (crawled(quiet=14 * DAY), UNKNOWN, "silent"),
    (crawled(quiet=14 * DAY), Expect(per_day=(0, 3)), "silent"),  # may rest, but not for ever
    (crawled(quiet=None), DAILY, "silent"),  # its sources announce nothing
    (crawled("shutdown", quiet=30 * DAY), DAILY, "ok"),  # it didn't see all
    (crawled(stored=9, read__kk=9, suspect__kk=9), DAILY, "ill"),  # the layouts don't fit
    (crawled("limit", stored=9, read__kk=9, suspect__kk=9), DAILY, "ill"),
    (crawled(stored=9, read__kk=9, suspect__kk=1), DAILY, "ok"),
]


@pytest.mark.parametrize(("last", "expect", "word"), CASES)
def test_health(last: Crawled, expect: Expect, word: str) -> None:
    assert health(last, expect).word == word


def test_says_why() -> None:
    told = health(crawled(stored=1, refused=12, refused__robots=2, refused__challenge=10), DAILY)
    assert told.why == "12 of 13 pages were refused, most for challenge"


def test_looks_at_the_crawls_before() -> None:
    odd = {"read/kk": 2, "suspect/kk": 2, "flag/kk/no-date": 2}
    last = Crawled("finished", False, HOUR, odd, HOUR, before=({}, odd), suspects="output/suspects/a")
    why = "4 of the last 4 new articles of kk have no date; pages are kept under output/suspects/a"
    assert health(last, DAILY) == Health("ill", why)
