"""What a site was like: is it kept, added up, forgotten in time, and never doubled by a crash?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider.article import Article
from newsspider.dedup.exact import find_duplicate
from newsspider.monitor.expect import Expect
from newsspider.monitor.health import Crawled, Health, health
from newsspider.monitor.overdue import overdue
from newsspider.monitor.past import Past, as_watched
from newsspider.monitor.watching import Seen, Watched, follow
from newsspider.store.found import Found
from newsspider.store.overview import overview
from newsspider.store.session import Session
from newsspider.store.times import stamp

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SIGNS = {"kk": {"compared": 3, "lacks/tags": 1}}
URL = "https://a.kz/news.rss"


def test_days_add_up(url: str, tmp_path: Path) -> None:
    for days in (40, 20, 20, 0):
        now = NOW - days * DAY
        with Session.open(tmp_path, "a", state_url=url, now=now) as session:
            session.close("finished", True, now, signs=SIGNS if days else {"ru": {"compared": 1}})
    with Session.open(tmp_path, "b", state_url=url, now=NOW) as session:
        assert session.past(NOW) == {}
        session.close("finished", True, NOW, signs=SIGNS)
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        assert session.past(NOW) == {"kk": {"compared": 6, "lacks/tags": 2}, "ru": {"compared": 1}}
    sites = overview(tmp_path, url, since=stamp(NOW))
    assert sites is not None
    assert sites["a"].past == {"kk": {"compared": 6, "lacks/tags": 2}, "ru": {"compared": 1}}


def test_a_killed_crawl_leaves_no_signs(url: str, tmp_path: Path) -> None:
    Session.open(tmp_path, "killed", state_url=url, now=NOW).abandon()
    with Session.open(tmp_path, "killed", state_url=url, now=NOW) as session:
        assert (session.past(NOW), session.watched()) == ({}, {})


def test_sources_are_remembered(url: str, tmp_path: Path) -> None:
    known = follow(None, Seen("kk", "feed", 30, newest=stamp(NOW)), stamp(NOW))
    for row in ({"edition": "kk", "kind": "feed"}, {name: getattr(known, name) for name in Watched.__slots__}):
        with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
            session.close("finished", True, NOW, watched={URL: row | {"unknown": 1}})
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        assert as_watched(session.watched()) == {URL: known}
    sites = overview(tmp_path, url, since=stamp(NOW))
    assert sites is not None
    assert as_watched(sites["a"].watched) == {URL: known}


def test_what_was_stored(url: str, tmp_path: Path) -> None:
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        for number in range(3):
            at = NOW - number * HOUR
            article = Article(
                id=str(number), url=f"https://a.kz/{number}", source="a", edition="kk", title=f"T{number}"
            )
            article.published_at = stamp(at)
            assert session.became(article.id) is None
            session.put(article, find_duplicate, NOW + number * HOUR)
            outcome = session.became(article.id)
            assert outcome is not None
            assert outcome.kind == "stored"
            assert session.became(article.id) is None
        assert session.last_titles(2) == ["T2", "T1"]
        assert session.stored_between("kk", stamp(NOW - 2 * HOUR), stamp(NOW)) == 2
        assert session.stored_between("kk", stamp(NOW - 2 * HOUR), stamp(NOW - HOUR)) == 1
        assert session.stored_between("ru", stamp(NOW - 2 * HOUR), stamp(NOW)) == 0
        assert session.arrivals("Asia/Almaty", NOW + DAY) == {"kk": [NOW, NOW - HOUR, NOW - 2 * HOUR]}


HOURLY = [NOW - number * HOUR / 5 for number in range(5 * 24 * 20)]  # five an hour, for twenty days

QUIET = [
    (HOURLY, 0, None),
    (HOURLY, 11, None),
    (HOURLY, 13, "nothing new of kk for 13 hours, in which 65 articles are usual"),
    (HOURLY[::20], 100, None),  # a quiet edition
    (HOURLY[: 5 * 24 * 3], 48, None),  # three days are no history
    ([], 100, None),
]


@pytest.mark.parametrize(("came", "hours", "why"), QUIET)
def test_overdue(came: list[datetime], hours: int, why: str | None) -> None:
    assert overdue({"kk": came}, {"kk": NOW + hours * HOUR}, "Asia/Almaty") == why
    assert overdue({"kk": came}, {}, "Asia/Almaty") is None  # nobody has looked


def test_two_quiet_editions_together() -> None:
    came, read = {"kk": HOURLY[::2], "ru": HOURLY[1::2]}, {"kk": NOW + 14 * HOUR, "ru": NOW + 15 * HOUR}
    assert overdue(came, read, "UTC") == "nothing new for 14 hours, in which 70 articles are usual"


def _sources(*crawls: Seen, ended: datetime = NOW) -> Past:
    known = None
    for number, seen in enumerate(crawls):
        known = follow(known, seen, stamp(ended - (len(crawls) - 1 - number) * HOUR / 4))
    assert known is not None
    return Past(sources={URL: known})


GOOD, BUSY, GONE = Seen("kk", "feed", 30), Seen("kk", "feed", failed="http-503"), Seen("kk", "feed", failed="http-404")
WORKED = "until 2026-11-20 11:45 UTC it announced 30 articles"

JUDGED = [
    ("finished", _sources(*[GOOD] * 12), Health("ok")),
    ("finished", _sources(*[GOOD] * 12, GONE), Health("ill", f"the feed of kk answers http-404: {URL} ({WORKED})")),
    ("no-source-answered", _sources(*[GOOD] * 12, BUSY), Health("ok")),  # a moment, perhaps
    ("no-source-answered", _sources(*[GONE] * 3), Health("ill", "the crawl ended with no-source-answered")),
    (
        "no-source-answered",
        _sources(*[GOOD] * 12, GONE),
        Health("ill", f"the crawl ended with no-source-answered: the feed of kk answers http-404: {URL} ({WORKED})"),
    ),
    ("finished", Past(arrivals={"kk": [at - DAY for at in HOURLY]}, sources=_sources(GOOD).sources),
     Health("silent", "nothing new of kk for 24 hours, in which 120 articles are usual")),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "past", "told"), JUDGED)
def test_health_by_sources(reason: str, past: Past, told: Health) -> None:
    crawled = Crawled(reason, False, HOUR, {}, HOUR, ended=NOW, past=past)
    assert health(crawled, Expect()) == told


def test_health_by_drift() -> None:
    odd = {"compared/kk": 10, "lacks/kk/tags": 10}
    past = Past({"kk": {"compared": 210, "lacks/tags": 10}})
    crawled = Crawled("finished", False, HOUR, odd, HOUR, past=past, articles="output/articles/a")
    why = "10 of 10 new articles of kk have no tags (usually 0%); articles are in output/articles/a"
    assert health(crawled, Expect()) == Health("ill", why)


@pytest.mark.parametrize(
    ("days", "via", "backfill", "tells"),
    [
        (1, "sitemap", False, True),
        (29, "sitemap", False, True),
        (31, "sitemap", False, False),
        (1, "sitemap", True, False),
        (1, "urls", False, False),  # a person named it
    ],
)
def test_refused_pages_that_say_nothing_of_today(
    tmp_path: Path, days: int, via: str, backfill: bool, tells: bool
) -> None:
    page = Found("1", "https://a.kz/1", "kk", via, stamp(NOW - days * DAY))
    with Session.open(tmp_path, "a", now=NOW, backfill=backfill) as session:
        session.discover([page], NOW)
        session.refuse(page.id, page.url, "http-404", NOW, edition="kk", via=page.via)
        counts = session.counts()
    assert counts["refused/http-404"] == 1
    assert counts.get("unread/kk/http-404", 0) == tells
    assert counts.get("excused/http-404", 0) == (not tells)


def test_a_page_is_counted_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    with Session.open(tmp_path, "a", now=NOW) as session:
        for days in range(3):
            session.refuse("1", "https://a.kz/1", "http-404", NOW + days * DAY, edition="kk", via="feed")
        counts = session.counts()
    assert (counts["refused"], counts["unread/kk/http-404"], counts["excused/http-404"]) == (3, 1, 2)
