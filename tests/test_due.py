"""Whose turn is it, and what of it is read?"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider.article import Article
from newsspider.schedule.due import ALL, Planned, Turn, crawls, turn
from newsspider.schedule.memory import Last, read, remember
from newsspider.schedule.plan import Hours, Polling
from newsspider.store.errors import StoreError
from newsspider.store.lately import lately
from newsspider.store.session import Session

NOW = datetime(2026, 11, 17, 7, tzinfo=UTC)  # noon
FEED, LISTING = "https://e.kz/rss", "https://e.kz/news/"
POLLING = Polling((Hours(10, 10),), requests=1, per_day=48, holds=20)
PLANNED = Planned("site", "ru", "Asia/Almaty", POLLING, {"feed": (FEED,), "listing": (LISTING,)})


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def polled(last: datetime, *, full: datetime | None = None, failures: int = 0) -> Last:
    return Last(tried=last, good=last, full=full or last, failures=failures)


# what is remembered; minutes until the next turn; what is read
TURNS = [
    (Last(), 0, ALL),
    (polled(ago(minutes=3)), 7, "feed"),
    (polled(ago(minutes=10)), 0, "feed"),
    (polled(ago(minutes=15)), -5, "feed"),
    (polled(ago(minutes=15), full=ago(hours=25)), -5, ALL),  # once a day
    (polled(ago(hours=5)), -290, "feed"),  # some ten articles: the feed still has them
    (polled(ago(hours=12)), -710, ALL),  # slept too long: the feed may have dropped some
    (Last(ago(minutes=5), ago(hours=12), ago(hours=13), failures=3), 5, ALL),  # failed too long
    (Last(ago(minutes=3), failures=1), 7, ALL),
    (polled(ago(minutes=-60)), 0, "feed"),  # the clock was put back
    (polled(ago(days=400)), -576000 + 10, ALL),
]


@pytest.mark.parametrize(("last", "minutes", "sources"), TURNS)
def test_turns(last: Last, minutes: float, sources: str) -> None:
    found = turn(PLANNED, last, [], {FEED: NOW, LISTING: NOW}, NOW)
    assert ((found.at - NOW) / timedelta(minutes=1), found.sources) == (minutes, sources)


def test_a_new_edition_goes_back_a_week_and_keeps_that_day() -> None:
    assert turn(PLANNED, Last(), [], {}, NOW).since == "2026-11-10"
    assert turn(PLANNED, Last(tried=ago(days=1), since="2020-01-01"), [], {}, NOW).since == "2020-01-01"


# which sources said something new, and when; what is polled
ANSWERED = [
    ({FEED: ago(hours=1), LISTING: ago(hours=1)}, "feed"),
    ({LISTING: ago(hours=1)}, "listing"),  # an edition whose feed does not exist
    ({FEED: ago(days=3), LISTING: ago(hours=1)}, "listing"),  # … or not any more
    ({FEED: ago(days=1)}, "feed"),  # nothing new since, perhaps
    ({}, ALL),
    ({"https://e.kz/another": NOW}, ALL),
]


@pytest.mark.parametrize(("answered", "sources"), ANSWERED)
def test_the_quickest_source_that_works_is_polled(answered: dict[str, datetime], sources: str) -> None:
    assert turn(PLANNED, polled(ago(minutes=15)), [], answered, NOW).sources == sources


def _turn(edition: str, minutes: float, sources: str, since: str = "2026-11-10") -> Turn:
    planned = Planned("site", edition, "UTC", POLLING)
    return Turn(planned, NOW + timedelta(minutes=minutes), sources, since, timedelta(), Last())


def test_editions_are_crawled_together_and_quick_ones_first() -> None:
    turns = [_turn("kk", -1, ALL), _turn("ru", 0, "feed"), _turn("en", 0.5, "feed"), _turn("qz", 5, "feed")]
    found = crawls(turns, NOW)
    assert [(each.editions, each.sources) for each in found] == [(("ru", "en"), "feed"), (("kk",), ALL)]
    assert found[0].deadline < found[1].deadline
    newer = [*turns, _turn("zh", -1, "feed", "2026-11-12")]
    assert [each.editions for each in crawls(newer, NOW)] == [("ru", "en"), ("zh",), ("kk",)], "each since its own day"
    assert crawls(turns[2:], NOW) == [], "what is due soon is no reason for a crawl"


def test_languages_of_one_article_are_crawled_together() -> None:
    def of_unit(edition: str, minutes: float, sources: str, unit: str = "a") -> Turn:
        each = _turn(edition, minutes, sources)
        return replace(each, planned=replace(each.planned, unit=unit))

    turns = [of_unit("a-kk", 50, ALL), of_unit("a-ru", 0, "listing"), of_unit("b-kk", 50, "listing", "b")]
    assert [(each.editions, each.sources) for each in crawls(turns, NOW)] == [(("a-kk", "a-ru"), "listing")]
    due = [of_unit("a-kk", 0, ALL), *turns[1:]]
    assert [(each.editions, each.sources) for each in crawls(due, NOW)] == [(("a-kk", "a-ru"), ALL)]
    assert crawls(turns[2:], NOW) == []


# What is remembered


def test_what_is_remembered_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "schedule.json"
    assert remember(path, {}) == {}
    ru = Last(NOW, ago(hours=1), ago(days=2), 3, "2026-11-10")
    remember(path, {("a", "ru"): ru})
    assert remember(path, {("a", "kk"): Last(failures=2)}) == {("a", "ru"): ru, ("a", "kk"): Last(failures=2)}
    assert read(path) == {("a", "ru"): ru, ("a", "kk"): Last(failures=2)}


SENSELESS = ["", "{", "[]", "null", '{"version": 2}', '{"version": 1}']
SENSELESS += [f'{{"version": 1, "sites": {{"a": {{"ru": {last}}}}}}}' for last in ('{"tried": "now"}', "5")]


@pytest.mark.parametrize("content", SENSELESS)
def test_a_file_that_makes_no_sense_begins_anew(tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "schedule.json"
    path.write_text(content)
    assert read(path) is None
    assert "begins anew" in caplog.text
    remember(path, {("a", "ru"): Last(tried=NOW)})
    assert read(path) == {("a", "ru"): Last(tried=NOW)}


def test_what_a_later_version_wrote_beside_it_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "schedule.json"
    path.write_text('{"version": 1, "more": 1, "sites": {"a": {"ru": {"failures": 2, "mood": "good"}}}}')
    assert read(path) == {("a", "ru"): Last(failures=2)}


def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "schedule.json"
    before = remember(path, {("a", "ru"): Last(tried=NOW)})

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="disk full"):
        remember(path, {("a", "ru"): Last(failures=1)})
    assert read(path) == before


# What the state knows


def test_what_a_site_published_lately(tmp_path: Path) -> None:
    assert lately(tmp_path, None, "site", "Asia/Almaty", NOW).arrivals == {}
    with Session.open(tmp_path, "site", now=NOW) as session:
        for number, published in enumerate(
            ["2026-11-17T05:30:00Z", "2026-11-15T19:00:00Z", None, "2020-01-01T00:00:00Z"]
        ):
            article = Article(id=f"{number:016}", url=f"https://e.kz/{number}", source="site", edition="ru")
            article.text, article.published_at = f"text {number}", published
            article.fetch.fetched_at = "2026-11-17T06:00:00Z"
            session.put(article, lambda _article, _known: None, NOW)
        session.note_validators(FEED, "etag", None, "")
        session.close("finished", True, NOW)
    found = lately(tmp_path, None, "site", "Asia/Almaty", NOW)
    hour = datetime(2026, 11, 17, 5, 30, tzinfo=UTC)
    assert sorted(found.arrivals["ru"]) == [hour, NOW, NOW], "midnight and nothing mean: when it was stored"
    assert found.answered == {FEED: NOW}
    assert lately(tmp_path, None, "another", "Asia/Almaty", NOW).arrivals == {}


def test_an_older_state_gets_the_index(tmp_path: Path) -> None:
    """A look at four weeks must not take longer as the years pass."""
    for _ in range(2):
        Session.open(tmp_path, "site", now=NOW).close("finished", True, NOW)
        with closing(sqlite3.connect(tmp_path / "state.sqlite")) as state:
            plan = state.execute("EXPLAIN QUERY PLAN SELECT * FROM articles WHERE source = 'a' AND stored_at > 'b'")
            assert "articles_lately" in str(plan.fetchall())
            state.execute("DROP INDEX articles_lately")
            state.commit()
