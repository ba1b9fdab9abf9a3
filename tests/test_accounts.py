"""Is it told, by edition and day, what became of every page that was announced?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection

from newsspider.commands.gaps_found import Found as Told
from newsspider.commands.gaps_found import accounted, ask_state
from newsspider.dedup.exact import find_duplicate
from newsspider.discovery.addresses import Addresses
from newsspider.discovery.editions import Edition
from newsspider.discovery.numbers import Sequence as Numbers
from newsspider.discovery.numbers import sequences
from newsspider.store import pages
from newsspider.store.days import Period, day_of
from newsspider.store.found import Found, Page
from newsspider.store.mend import Mended
from newsspider.store.session import Session
from newsspider.store.times import stamp
from tests.test_gaps_store import ASpider, question
from tests.test_store import DAY, HOUR, LONG, NOW, article, open_session


def announce(session: Session, key: str, *kinds: str, order_key: str = "2026-11-20T10:00:00Z") -> None:
    for via in kinds:
        found = Found(key, f"https://a.kz/{key}", "kk", via, order_key)
        session.discover([found], NOW, ask=0)


def test_every_page_counts_once_on_its_day(tmp_path: Path) -> None:
    with open_session(tmp_path) as session:
        announce(session, "1", "sitemap", "feed", "feed")
        announce(session, "2", "feed")
        announce(session, "3", "listing", "feed")
        announce(session, "4", "feed", order_key="2026-11-20T19:30:00Z")  # half past midnight in Almaty
        for key in "5678":
            announce(session, key, "feed")
        published = article("1")
        published.published_at = "2026-11-19T12:00:00Z"  # as its page says; the list knew only when it was changed
        session.put(published, find_duplicate, NOW)
        session.put(article("2"), find_duplicate, NOW)
        session.refuse("3", "https://a.kz/3", "http-410", NOW)
        session.refuse("5", "https://a.kz/5", "robots", NOW)
        session.refuse("6", "https://a.kz/6", "no-text", NOW)
        session.refuse("7", "https://a.kz/7", "out-of-period", NOW)
    told = accounted(question(tmp_path))
    assert list(told) == [("2026-11-19", "kk"), ("2026-11-20", "kk"), ("2026-11-21", "kk")]
    stored, day, late = told.values()
    assert (stored.pages, stored.accepted, stored.fetched) == (1, 1, 1)
    assert stored.discovered == {"feed": 1, "sitemap": 1}
    assert (day.pages, day.fetched, day.accepted, day.duplicates, day.pending) == (6, 4, 0, 1, 1)
    assert day.discovered == {"feed": 6, "listing": 1}
    assert day.refused == {"robots": 1, "no-text": 1, "out-of-period": 1}
    assert day.gone == {"http-410": 1}
    assert (late.pages, late.pending) == (1, 1)


def test_why_something_is_missing(tmp_path: Path) -> None:
    with open_session(tmp_path) as session:
        for key in "12345":
            announce(session, key, "feed")
        session.put(article("1"), find_duplicate, NOW)
        session.refuse("2", "https://a.kz/2", "http-410", NOW)  # for good
        session.refuse("3", "https://a.kz/3", "http-500", NOW)
        session.refuse("4", "https://a.kz/4", "out-of-period", NOW)
    with open_session(tmp_path) as session:
        session.discover([Found("6", "https://a.kz/6", "kk", "feed")], NOW + HOUR)
    told = Told(listed=True)
    ask_state(question(tmp_path), told, new_since=stamp(NOW + HOUR))
    assert {each.id: each.why for each in told.urls} == {
        "3": "refused: http-500",
        "4": "dropped by an earlier crawl's arguments",
        "5": "pending",
        "6": "never announced before",
    }
    assert {each.id: each.retry_at for each in told.urls}["3"] == stamp(NOW + HOUR)
    in_vain = Told(listed=True)
    ask_state(question(tmp_path), in_vain, done=Mended({"1", "2"}))
    assert {each.id: each.why for each in in_vain.urls}["2"] == "gone: http-410"


def test_a_period_narrows(tmp_path: Path) -> None:
    with open_session(tmp_path) as session:
        announce(session, "1", "feed", order_key="2026-11-18T10:00:00Z")
        announce(session, "2", "feed", order_key="2026-11-20T10:00:00Z")
        hint = {"published": "2026-11-21"}  # a day, as the source says it
        session.discover([Found("3", "https://a.kz/3", "kk", "feed", "2026-11-22T00:00:00Z", hint)], NOW, ask=0)
    asked = question(tmp_path)
    object.__setattr__(asked, "wanted", ASpider.read_arguments({"since": "2026-11-20", "until": "2026-11-21"}))
    told = Told(listed=True)
    ask_state(asked, told)
    assert [(each.id, each.day) for each in told.urls] == [("2", "2026-11-20"), ("3", "2026-11-21")]
    assert list(accounted(asked)) == [("2026-11-20", "kk"), ("2026-11-21", "kk")]


def test_only_a_new_kind_of_source_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[object] = []
    save = pages.save

    def noted(connection: Connection, rows: Sequence[Page]) -> None:
        saved.extend(rows)
        save(connection, rows)

    monkeypatch.setattr(pages, "save", noted)
    with open_session(tmp_path) as session:
        announce(session, "1", "sitemap", "sitemap")
        assert not saved
        announce(session, "1", "feed", "feed", "sitemap")
        assert len(saved) == 1
    assert accounted(question(tmp_path))["2026-11-20", "kk"].discovered == {"feed": 1, "sitemap": 1}


DAYS = [
    ("2026-11-20T18:59:59Z", "2026-11-20"),
    ("2026-11-20T19:00:00Z", "2026-11-21"),
    ("2024-02-28T18:00:00Z", "2024-02-29"),  # six hours ahead, until March 2024
    ("2026-11-20", "2026-11-20"),
    ("yesterday", ""),
    ("2026-99-99", ""),
    ("", ""),
]


@pytest.mark.parametrize(("moment", "day"), DAYS)
def test_days_are_those_of_the_site(moment: str, day: str) -> None:
    assert day_of(moment, "Asia/Almaty") == day


def test_a_period_has_its_ends() -> None:
    assert Period().has("")
    since, until = NOW.date(), (NOW + DAY).date()
    days = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"]
    assert [day for day in days if Period(since, until).has(day)] == days[1:3]


def test_numbers_that_nobody_saw() -> None:
    editions = (Edition("kk", home="https://a.kz/", sources=()),)
    pattern = re.compile(r"^/(?P<kind>long|news)/(?P<key>\d+)/$")
    urls = [("kk", f"https://a.kz/news/{number}/") for number in (3, 4, 9, 5, 7, 9)]
    urls += [("kk", "https://a.kz/long/1/"), ("kk", "https://a.kz/other/2/"), ("kk", f"https://a.kz/news/{10**20}/")]
    found = sequences(Addresses("a", editions, {}, pattern), urls)
    assert found == [
        Numbers("kk", "long", 1, 1, 1, 0, ()),
        Numbers("kk", "news", 3, 9, 5, 2, ((6, 6), (8, 8))),
    ]
    assert sequences(Addresses("a", editions, {}, re.compile(".+")), urls) == []


def test_a_duplicate_waits_for_its_original(tmp_path: Path) -> None:
    """Only when that is given up, what repeats it is missing."""
    with open_session(tmp_path) as session:
        announce(session, "1", "feed")
        announce(session, "2", "feed")
        session.put(article("1", LONG), find_duplicate, NOW)
        assert session.put(article("2", LONG), find_duplicate, NOW).duplicate_of == "1"
        with session._state.writing() as connection:
            connection.exec_driver_sql("DELETE FROM articles")
            connection.exec_driver_sql("UPDATE pages SET status = 'pending', next_at = '2026' WHERE id = '1'")
    told = Told(listed=True)
    ask_state(question(tmp_path), told)
    assert {each.id: each.why for each in told.urls} == {"1": "pending"}
    with open_session(tmp_path) as session:
        session.refuse("1", "https://a.kz/1", "http-410", NOW)
    told = Told(listed=True)
    ask_state(question(tmp_path), told)
    assert {each.id: each.why for each in told.urls} == {"2": "repeats an article that is lost"}
