"""Are young articles asked for again, at the right moments, and is what they answer kept once?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsspider.article import Article, Fetch
from newsspider.dedup.exact import find_duplicate
from newsspider.pipelines.write import WritePipeline
from newsspider.site.revisits import AGES
from newsspider.store.found import Found
from newsspider.store.revisits import TRIES, moments
from newsspider.store.session import Session
from newsspider.store.times import stamp
from newsspider.store.versions import Revising
from tests.test_store import NOW, article, lines

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REVISING = Revising(WritePipeline.compare, AGES)


def born(
    key: str, text: str = "Көпір ашылды.", title: str = "Көпір", *, at: datetime | None = NOW, **more: Any
) -> Article:
    made = article(key, text, title)
    made.published_at = stamp(at) if at else None
    made.published_precision = "minute" if at else None
    made.fetch = Fetch(via="feed", etag='"1"', last_modified="Sun, 22 Nov 2026 12:00:00 GMT", **more)
    return made


@pytest.fixture
def reopen(tmp_path: Path, url: str) -> Iterator[Callable[[datetime], Session]]:
    """The next run: the one before it is let go of as after kill -9."""
    open_now: list[Session] = []

    def run(now: datetime) -> Session:
        for session in open_now:
            session.abandon()
        open_now.append(Session.open(tmp_path / "output", "a", state_url=url, now=now))
        return open_now[-1]

    yield run
    for session in open_now:
        session.abandon()


def put(session: Session, fetched: Article, now: datetime) -> str:
    outcome = session.put(fetched, find_duplicate, now, lines=WritePipeline.lines, revising=REVISING)
    return ("again " if outcome.again else "") + outcome.kind


def due(session: Session, now: datetime, *editions: str) -> list[str]:
    return [each.found.id for each in session.due_again(editions or ("kk",), 9, now)]


BIRTHS: list[tuple[datetime | None, str | None, datetime, list[int]]] = [
    # published, precision, first seen, the revisits in hours from NOW
    (NOW, "minute", NOW, [1, 6, 26, 168]),
    (NOW, "minute", NOW + 2 * HOUR, [6, 26, 168]),
    (NOW, "minute", NOW + 8 * DAY, []),
    (None, None, NOW, [1, 6, 26, 168]),
    (NOW, "minute", NOW - HOUR, [0, 5, 25, 167]),  # published in the future: no younger than it was seen
    (NOW - 12 * HOUR, "day", NOW - 7 * HOUR, [-6, -1, 19, 161]),  # of a day: at any hour of it
    (NOW - 40 * DAY, "day", NOW, []),
]


@pytest.mark.parametrize(("published", "precision", "seen", "hours"), BIRTHS)
def test_ages(published: datetime | None, precision: str | None, seen: datetime, hours: list[int]) -> None:
    made = born("1", at=published)
    made.published_precision = precision
    assert moments(made, AGES, stamp(seen)) == [stamp(NOW + hour * HOUR) for hour in hours]


def test_four_ages_and_no_more_requests(reopen: Callable[[datetime], Session]) -> None:
    put(reopen(NOW), born("1"), NOW)
    asked = []
    for hour in (0.9, 1, 2, 5.9, 6, 7, 25.9, 26, 30, 100, 167, 168, 200):
        now = NOW + hour * HOUR
        session = reopen(now)
        for revisit in session.due_again(("kk",), 9, now):
            assert (revisit.etag, revisit.last_modified) == ('"1"', "Sun, 22 Nov 2026 12:00:00 GMT")
            assert due(session, now) == []  # once in a run
            session.not_modified(revisit.found.id, now)
            asked.append(hour)
    assert asked == [1, 6, 26, 168]


def test_an_article_that_was_taken_out_of_the_state_begins_anew(reopen: Callable[[datetime], Session]) -> None:
    session = reopen(NOW)
    put(session, born("1"), NOW)
    with session._state.writing() as connection:
        connection.exec_driver_sql("DELETE FROM articles WHERE id = '1'")
    assert put(reopen(NOW + 2 * HOUR), born("1"), NOW + 2 * HOUR) == "stored"
    assert due(reopen(NOW + 3 * HOUR), NOW + 3 * HOUR) == []
    assert due(reopen(NOW + 6 * HOUR), NOW + 6 * HOUR) == ["1"]


def test_what_was_handed_out_and_not_asked_for_is_due_in_the_next_run(reopen: Callable[[datetime], Session]) -> None:
    put(reopen(NOW), born("1"), NOW)
    for _ in range(3):
        assert due(reopen(NOW + 2 * HOUR), NOW + 2 * HOUR) == ["1"]
    assert due(reopen(NOW + 2 * HOUR), NOW + 2 * HOUR, "ru") == []


def test_versions(reopen: Callable[[datetime], Session]) -> None:
    session = reopen(NOW)
    session.discover([Found("1", "https://a.kz/1", "kk", "feed", hint={"title": "Көпір", "text": "ұзақ"})], NOW)
    put(session, born("1"), NOW)
    texts = ["Көпір ашылды!", "Көпір жабылды.", "Көпір ашылды.", "Көпір ашылды."]
    kinds = []
    for text, hours in zip(texts, (1, 6, 26, 168), strict=True):
        now = NOW + hours * HOUR
        session = reopen(now)
        (revisit,) = session.due_again(("kk",), 9, now)
        assert revisit.found.hint == {"title": "Көпір"}
        kinds.append(put(session, born("1", text), now))
        assert not session.is_fresh([Found("1", "https://a.kz/1")])
    assert kinds == ["again unchanged", "again version", "again version", "again unchanged"]
    assert session.counts() == {"bytes_cut": 0, "revisits": 1, "revisits/unchanged": 1}
    assert session.pages() == {"stored": 1}
    told = [(line["version"], line["text"], line["changed"]) for line in lines(session.output, "articles")]
    assert told == [(1, texts[2], []), (2, texts[1], ["text"]), (3, texts[2], ["text"])]
    first, *later = lines(session.output, "articles")
    assert {line["fetch"]["first_seen_at"] for line in later} == {first["fetch"]["first_seen_at"]}
    assert all(0 < line["similarity"] < 1 for line in later)
    assert lines(session.output, "duplicates") == [] if (session.output / "duplicates").exists() else True


def test_a_doubtful_change_is_kept_once_and_replaces_nothing(reopen: Callable[[datetime], Session]) -> None:
    put(reopen(NOW), born("1"), NOW)
    for hours in (1, 6):
        session = reopen(NOW + hours * HOUR)
        (revisit,) = session.due_again(("kk",), 9, NOW + hours * HOUR)
        assert revisit.etag == '"1"'
        odd = born("1", "Жазылыңыз.")
        odd.quality, odd.fetch.etag = ["short-text"], '"2"'
        assert put(session, odd, NOW + hours * HOUR) == "again doubtful"
    (trace,) = lines(session.output, "duplicates")
    assert (trace["reason"], trace["text"], trace["duplicate_of"]) == ("doubtful-change", "Жазылыңыз.", "1")
    assert len(lines(session.output, "articles")) == 1
    session = reopen(NOW + 26 * HOUR)
    assert due(session, NOW + 26 * HOUR) == ["1"]
    assert put(session, born("1", "Көпір қайта жабылды."), NOW + 26 * HOUR) == "again version"


def test_a_version_equal_to_another_article_is_a_version(reopen: Callable[[datetime], Session]) -> None:
    session = reopen(NOW)
    put(session, born("1"), NOW)
    put(session, born("2", "Басқа мәтін " * 30), NOW)
    assert put(session, born("1", "Басқа мәтін " * 30), NOW + HOUR) == "version"  # asked for by its URL
    assert [line["version"] for line in lines(session.output, "articles")] == [1, 1, 2]


def test_a_line_in_another_folder(tmp_path: Path, url: str) -> None:
    with Session.open(tmp_path / "one", "a", state_url=url, now=NOW) as session:
        put(session, born("1"), NOW)
    with Session.open(tmp_path / "two", "a", state_url=url, now=NOW + HOUR) as session:
        assert due(session, NOW + HOUR) == ["1"]
        assert put(session, born("1", "Басқа мәтін."), NOW + HOUR) == "again version"
    (line,) = lines(tmp_path / "two", "articles")
    assert (line["version"], line["similarity"], line["changed"]) == (2, None, ["text"])


def test_versions_are_no_further_articles_of_the_line_counts(reopen: Callable[[datetime], Session]) -> None:
    session = reopen(NOW)
    put(session, born("1", "Көпір.\n\nЖазылыңыз!"), NOW)
    for number in range(12):
        put(session, born("1", f"Көпір {number}.\n\nЖазылыңыз!"), NOW)
    assert len(lines(session.output, "articles")) == 13
    assert all("Жазылыңыз" in line["text"] for line in lines(session.output, "articles"))


def test_a_page_that_vanishes_and_comes_back(reopen: Callable[[datetime], Session]) -> None:
    put(reopen(NOW), born("1"), NOW)
    for hours in (1, 6):
        session = reopen(NOW + hours * HOUR)
        assert due(session, NOW + hours * HOUR) == ["1"]
        session.refuse("1", "https://a.kz/1", "http-404", NOW + hours * HOUR, status=404)
    assert session.counts() == {"bytes_cut": 0, "revisits": 1, "revisits/gone": 1, "revisits/gone/http-404": 1}
    session = reopen(NOW + 26 * HOUR)
    assert due(session, NOW + 26 * HOUR) == ["1"]
    session.not_modified("1", NOW + 26 * HOUR)
    told = [(line["reason"], line["version"], line["status"], line["at"]) for line in lines(session.output, "refused")]
    assert told == [("http-404", 1, 404, "2026-11-22T13:00:00Z"), ("back", 1, None, "2026-11-23T14:00:00Z")]
    assert session.pages() == {"stored": 1}
    assert due(reopen(NOW + 7 * DAY), NOW + 7 * DAY) == ["1"]


def test_a_try_that_tells_nothing_uses_up_no_age_and_comes_to_an_end(reopen: Callable[[datetime], Session]) -> None:
    put(reopen(NOW), born("1"), NOW)
    asked = []
    for hours in (0.9, 1, 1.4, 1.5, 2.4, 2.5, 4.4, 4.5, 8.4, 8.5, 16.4, 16.5, 32.4, 32.5, 56.4, 56.5, 168, 200):
        now = NOW + hours * HOUR
        session = reopen(now)
        if due(session, now):
            asked.append(hours)
            session.refuse("1", "https://a.kz/1", "timeout", now)
    assert asked == [1, 1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 56.5]
    assert len(asked) == TRIES
    (line,) = lines(session.output, "refused")
    assert (line["reason"], line["version"], line["retry_at"]) == ("timeout", 1, None)


def test_after_a_failed_try_the_ages_go_on(reopen: Callable[[datetime], Session]) -> None:
    put(reopen(NOW), born("1"), NOW)
    session = reopen(NOW + HOUR)
    assert due(session, NOW + HOUR) == ["1"]
    session.refuse("1", "https://a.kz/1", "http-503", NOW + HOUR, status=503, retry_at=NOW + 2 * HOUR)
    assert due(reopen(NOW + 1.9 * HOUR), NOW + 1.9 * HOUR) == []
    session = reopen(NOW + 2 * HOUR)
    assert due(session, NOW + 2 * HOUR) == ["1"]
    session.not_modified("1", NOW + 2 * HOUR)
    assert due(reopen(NOW + 5.9 * HOUR), NOW + 5.9 * HOUR) == []
    assert due(reopen(NOW + 6 * HOUR), NOW + 6 * HOUR) == ["1"]
    assert lines(session.output, "refused") == [] if (session.output / "refused").exists() else True
