"""Does every announced page end as an article, a duplicate or a refusal, once?"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.article import FIELDS, Article, Fetch
from newsspider.dedup.exact import Match, find_duplicate
from newsspider.store.errors import Locked, StoreError
from newsspider.store.found import FORMS, Found
from newsspider.store.lines import line_of
from newsspider.store.registry import attach, session_of
from newsspider.store.retries import retry_time
from newsspider.store.session import Session
from newsspider.store.sources import Validators

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG = "Түркістанда жаңа көпір ашылды. " * 10


def found(key: str, url: str | None = None, **more: Any) -> Found:
    return Found(key, url or f"https://a.kz/{key}", "kk", "feed", **more)


def article(key: str, text: str = LONG, title: str = "Көпір", url: str | None = None, source: str = "a") -> Article:
    digest = hashlib.sha256(text.casefold().encode()).hexdigest()
    url = url or f"https://{source}.kz/{key}"
    return Article(id=key, url=url, source=source, edition="kk", title=title, text=text, text_sha256=digest)


def lines(output: Path, kind: str, source: str = "a") -> list[dict[str, Any]]:
    files = sorted((output / kind / source).glob("*.jsonl"))
    return [orjson.loads(line) for file in files for line in file.read_bytes().splitlines()]


def open_session(output: Path, source: str = "a", now: datetime = NOW) -> Session:
    return Session.open(output, source, now=now)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with open_session(tmp_path) as session:
        yield session


def test_an_article_is_written_then_known(session: Session) -> None:
    assert [page.id for page in session.discover([found("1", hint={"title": "Көпір"})], NOW)] == ["1"]
    assert not session.is_stored("1")
    outcome = session.put(article("1"), find_duplicate, NOW + HOUR)
    (line,) = lines(session.output, "articles")
    assert (outcome.kind, session.is_stored("1"), session.pages()) == ("stored", True, {"stored": 1})
    assert tuple(line) == FIELDS
    assert line["fetch"]["first_seen_at"] == "2026-11-22T12:00:00Z"
    assert line["fetch"]["via"] == "feed"


def test_what_is_announced_is_handed_out_once_a_run(tmp_path: Path) -> None:
    with open_session(tmp_path) as first:
        assert len(first.discover([found("1"), found("1"), found("2")], NOW)) == 2
        assert first.discover([found("1"), found("2")], NOW) == []
        assert first.due(10, NOW) == []
    with open_session(tmp_path) as second:  # the first was killed
        assert [page.id for page in second.discover([found("2")], NOW)] == ["2"]
        assert [page.id for page in second.due(10, NOW)] == ["1"]
        assert second.due(10, NOW) == []


def test_what_the_page_says_counts_more_than_what_its_source_said(tmp_path: Path) -> None:
    announced = Found("1", "https://a.kz/1", "kk", "listing", hint={"published": "2026-11-20", "title": "Су"})
    with open_session(tmp_path) as first:
        first.discover([announced], NOW)
        first.page_says(announced, {"published": "2015-01-01T00:00:00Z"}, NOW)
        first.refuse("1", announced.url, "out-of-period", NOW)
        first.discover([announced], NOW)
    with open_session(tmp_path) as second:
        (page,) = second.due(9, NOW)
        assert page.hint == {"url": page.url, "published": "2015-01-01T00:00:00Z", "title": "Су"}


def test_due_is_newest_first_and_can_be_paged(tmp_path: Path) -> None:
    days = ["2026-11-20", "2026-11-22", "2026-11-21", "2099-01-01", "not a time"]
    with open_session(tmp_path) as first:
        first.discover([found(f"{n}", order_key=day) for n, day in enumerate(days)], NOW)
    with open_session(tmp_path) as second:
        pages = iter(lambda: second.due(2, NOW + HOUR), [])
        # From the future, or no time at all: taken for the moment of discovery.
        assert [page.id for batch in pages for page in batch] == ["4", "3", "1", "2", "0"]


def test_what_there_is_no_room_for_is_left_to_due(session: Session) -> None:
    """Newer ones that are announced after the last page of `due` come as well."""
    old, new = ([found(f"{year}-{n}", order_key=f"{year}") for n in range(700)] for year in (2024, 2025))
    assert len(session.discover(old, NOW, ask=600)) == 600
    assert len(session.due(999, NOW)) == 100
    assert session.discover(new, NOW, ask=0) == []
    assert len(session.due(999, NOW)) == 700
    assert session.due(999, NOW) == []


def test_what_was_settled_before_is_not_fresh(tmp_path: Path) -> None:
    with open_session(tmp_path) as first:
        first.put(article("1"), find_duplicate, NOW)
        first.refuse("2", "https://a.kz/2", "http-410", NOW)
        first.discover([found("3")], NOW)
        assert first.is_fresh([found("3")])
    with open_session(tmp_path) as second:
        assert not second.is_fresh([])
        assert not second.is_fresh([found("1"), found("2")])
        assert second.is_fresh([found("1"), found("2"), found("3")])


def test_hints_of_several_sources_are_joined_until_the_page_is_done(tmp_path: Path) -> None:
    with open_session(tmp_path) as first:
        first.discover([found("1", hint={"title": None, "published": "22.11.2026"})], NOW)
        first.discover([found("1", hint={"title": "Көпір", "published": "yesterday"})], NOW)
    with open_session(tmp_path) as second:
        (page,) = second.due(1, NOW)
        assert page.hint == {"title": "Көпір", "published": "22.11.2026"}


def test_other_forms_of_a_url(session: Session) -> None:
    session.discover([found("1"), found("1", "https://a.kz/amp/1")], NOW)
    session.put(article("1", url="https://a.kz/canonical/1"), find_duplicate, NOW)
    (line,) = lines(session.output, "articles")
    assert line["urls"] == ["https://a.kz/1", "https://a.kz/amp/1"]
    known = ["https://a.kz/1", "https://a.kz/amp/1", "https://a.kz/canonical/1"]  # the line says these
    for _ in range(2):  # a new form leaves a trace, once
        assert session.discover([found("1", url) for url in [*known, "https://m.a.kz/1"]], NOW) == []
    (trace,) = lines(session.output, "duplicates")
    assert (trace["url"], trace["duplicate_of"], trace["reason"]) == ("https://m.a.kz/1", "1", "id")


def test_forms_without_end_are_bounded(session: Session) -> None:
    session.discover([found("1", f"https://a.kz/1?{n}") for n in range(3 * FORMS)], NOW)
    session.put(article("1"), find_duplicate, NOW)
    session.discover([found("1", f"https://a.kz/1?{n}") for n in range(3 * FORMS)], NOW)
    assert len(lines(session.output, "articles")[0]["urls"]) <= FORMS + 1
    assert lines(session.output, "duplicates") == []


def test_a_refused_page_that_moved_is_asked_for_at_once(session: Session) -> None:
    session.discover([found("1")], NOW)
    session.refuse("1", "https://a.kz/1", "http-404", NOW, status=404)
    assert session.pages() == {"gone": 1}
    assert session.discover([found("1")], NOW) == []
    assert [page.url for page in session.discover([found("1", "https://a.kz/new/1")], NOW)] == ["https://a.kz/new/1"]


SHORT = "Бүгін күн ашық."
REPEATS = [
    # kept, fetched, what becomes of it, by which reason
    (article("1"), article("1"), "unchanged", "url"),
    (article("1"), article("1", url="https://m.a.kz/1"), "duplicate", "id"),
    (article("1"), article("1", text="Басқа мәтін"), "duplicate", "id"),  # versions are not told apart yet
    (article("1"), article("1", title="Жаңа көпір"), "duplicate", "id"),
    (article("1"), article("2", url="https://a.kz/1", text="Басқа мәтін"), "duplicate", "url"),
    (article("1"), article("2", title="Басқа тақырып"), "duplicate", "text"),  # a reprint has a title of its own
    (article("1"), article("2", source="b"), "duplicate", "text"),
    (article("1", SHORT), article("2", SHORT, "көпір"), "duplicate", "text"),
    (article("1", SHORT, "Ауа райы 21.11"), article("2", SHORT, "Ауа райы 22.11"), "stored", None),  # a daily note
    (article("1", ""), article("2", ""), "stored", None),  # nothing equals nothing
]


@pytest.mark.parametrize(("kept", "fetched", "kind", "reason"), REPEATS)
def test_repeats(tmp_path: Path, kept: Article, fetched: Article, kind: str, reason: str | None) -> None:
    with open_session(tmp_path) as first:
        first.put(kept, find_duplicate, NOW)
    with open_session(tmp_path, fetched.source) as second:
        second.discover([found(fetched.id, fetched.url)], NOW)
        outcome = second.put(fetched, find_duplicate, NOW)
        assert (outcome.kind, outcome.reason) == (kind, reason)
        assert "pending" not in second.pages()
        assert second.due(9, NOW) == []
        traces = [line for line in lines(tmp_path, "duplicates", fetched.source) if "text" in line]
    assert len(traces) == (kind == "duplicate")
    for trace in traces:
        assert (trace["duplicate_of"], trace["similarity"], trace["reason"]) == ("1", 1.0, reason)
        assert (trace["id"], trace["text"], trace["url"]) == (fetched.id, fetched.text, fetched.url)


def test_a_redirect_to_another_article_ends_the_page_that_was_asked_for(session: Session) -> None:
    session.discover([found("1"), found("2"), found("3")], NOW)
    assert session.put(article("9"), find_duplicate, NOW, asked_as="1").kind == "stored"
    assert session.put(article("9"), find_duplicate, NOW, asked_as="2").kind == "unchanged"
    assert session.pages() == {"stored": 1, "duplicate": 2, "pending": 1}
    assert lines(session.output, "articles")[0]["urls"] == ["https://a.kz/1"]
    (trace,) = lines(session.output, "duplicates")
    assert (trace["id"], trace["duplicate_of"], trace["reason"]) == ("2", "9", "redirect")
    session.put(article("3", text="Басқа мәтін"), find_duplicate, NOW)
    session.put(article("9"), find_duplicate, NOW, asked_as="3")  # stored stays stored
    assert session.pages() == {"stored": 2, "duplicate": 2}


def test_a_decision_that_fails_leaves_nothing(session: Session) -> None:
    def fail(article: Article, known: object) -> Match | None:
        raise ZeroDivisionError

    session.discover([found("1")], NOW)
    with pytest.raises(ZeroDivisionError):
        session.put(article("1"), fail, NOW)
    assert session.pages() == {"pending": 1}
    assert session.put(article("1"), find_duplicate, NOW).kind == "stored"
    assert session.counts()["stored"] == len(lines(session.output, "articles")) == 1


def test_the_file_is_of_the_day_of_fetching(session: Session) -> None:
    late = article("1")
    late.fetch = Fetch(fetched_at="2026-11-22T23:59:59Z")
    midnight = datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC)
    session.put(article("2", "Екінші"), find_duplicate, midnight)
    session.put(late, find_duplicate, midnight)
    session.put(article("3", "Үшінші"), find_duplicate, midnight)
    files = {path.name: path.read_bytes().count(b"\n") for path in (session.output / "articles/a").iterdir()}
    assert files == {"2026-11-22.jsonl": 1, "2026-11-23.jsonl": 2}


def test_refusals_are_counted_and_come_again(tmp_path: Path) -> None:
    with open_session(tmp_path) as first:
        first.discover([found("1")], NOW)
        assert first.refuse("1", "https://a.kz/1", "http-503", NOW, status=503) == NOW + HOUR
        assert first.refuse("9", "https://a.kz/9", "robots", NOW) == NOW + 30 * DAY  # never announced
        assert first.counts()["refused/http-503"] == 1
    with open_session(tmp_path) as second:
        assert second.due(9, NOW) == []
        assert second.discover([found("1")], NOW + HOUR / 2) == []
        assert [page.id for page in second.due(9, NOW + HOUR)] == ["1"]
        asked = NOW + HOUR
        assert second.refuse("1", "https://a.kz/1", "http-503", asked, retry_at=asked + 9 * HOUR) == asked + 9 * HOUR
        assert second.refuse("1", "https://a.kz/1", "timeout", asked, retry_at=asked + 9999 * DAY) == asked + 30 * DAY
    attempts = [(line["id"], line["attempts"], line["retry_at"]) for line in lines(tmp_path, "refused")]
    assert attempts[0] == ("1", 1, "2026-11-22T13:00:00Z")
    assert [each[:2] for each in attempts[1:]] == [("9", 1), ("1", 2), ("1", 3)]


def test_a_stored_article_is_not_unmade_by_a_refusal(session: Session) -> None:
    session.put(article("1"), find_duplicate, NOW)
    assert session.refuse("1", "https://a.kz/1", "http-503", NOW) is None
    assert session.pages() == {"stored": 1}
    assert lines(session.output, "refused")[0]["reason"] == "http-503"


RETRIES = [
    ("http-503", 1, HOUR),
    ("timeout", 4, 8 * HOUR),
    ("challenge", 99, 7 * DAY),  # a site's trouble is no reason to give an article up
    ("anything-new", 2, 2 * HOUR),
    ("no-text", 1, DAY),
    ("no-text", 2, DAY),
    ("no-text", 3, None),
    ("http-404", 2, 2 * DAY),
    ("http-404", 3, None),
    ("http-410", 1, None),
    ("http-451", 3, None),
    ("http-429", 3, 4 * HOUR),
    ("redirected-away", 1, DAY),
    ("robots", 5, 30 * DAY),
    ("timeout", 10**9, 7 * DAY),
]


@pytest.mark.parametrize(("reason", "attempts", "wait"), RETRIES)
def test_retries(reason: str, attempts: int, wait: timedelta | None) -> None:
    assert retry_time(reason, attempts, NOW) == (wait and NOW + wait)


def test_validators_are_kept_only_after_a_crawl_that_finished(tmp_path: Path) -> None:
    feed = "https://a.kz/rss"
    for finished in (False, True, False):
        with open_session(tmp_path) as session:
            before = session.validators(feed)
            session.note_validators(feed, f"{finished}", None, "2026-11-01T00:00:00Z")
            session.close("finished" if finished else "cancelled", finished, NOW)
    assert before == Validators("True", None, "2026-11-01T00:00:00Z", "2026-11-22T12:00:00Z")
    with open_session(tmp_path) as session:
        assert session.validators(feed) == before


def test_runs_are_told(tmp_path: Path) -> None:
    with open_session(tmp_path) as first:
        first.put(article("1"), find_duplicate, NOW)
        first.close("finished", True, NOW + HOUR)
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write(b'{"half a li')  # the disk was full once
    open_session(tmp_path).abandon()
    with open_session(tmp_path) as third:
        third.close("shutdown", False, NOW)
    told = [orjson.loads(line) for line in (tmp_path / "runs.jsonl").read_bytes().splitlines()]
    assert [(line["run"], line["reason"], line["finished"]) for line in told] == [
        (1, "finished", True),
        (2, "killed", False),
        (3, "shutdown", False),
    ]
    assert (told[0]["finished_at"], told[0]["counts"]["stored"]) == ("2026-11-22T13:00:00Z", 1)


def test_a_closed_session_writes_nothing(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    for _ in range(2):
        session.close("finished", True, NOW)
    with pytest.raises(StoreError, match="closed already"):
        session.put(article("1"), find_duplicate, NOW)
    assert len((tmp_path / "runs.jsonl").read_bytes().splitlines()) == 1
    assert not (tmp_path / "articles").exists()


def test_one_crawl_of_a_site_at_a_time(tmp_path: Path) -> None:
    running = pytest.raises(Locked, match=r"a crawl of a is already running \(process \d+\)")
    with open_session(tmp_path), open_session(tmp_path, "b"), running:
        open_session(tmp_path)
    open_session(tmp_path).abandon()


@pytest.mark.parametrize("name", ["", "../etc", "A", "a/b", "a" * 65])
def test_a_site_is_named_like_a_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="is no name of a site"):
        open_session(tmp_path, name)


@pytest.mark.parametrize("where", ["file", "file/below", "/proc/newsspider"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        open_session(tmp_path / where)


@given(st.recursive(st.text(st.characters()) | st.integers(-9, 9), lambda each: st.lists(each), max_leaves=5))
def test_a_line_is_one_line_whatever_stands_in_it(value: Any) -> None:
    line = line_of({"value": value}, more=value).decode()
    assert line.splitlines() == [line[:-1]]
    assert set(orjson.loads(line)) == {"value", "more"}


def test_hostile_characters_are_kept_out(session: Session) -> None:
    bad = "x\ud800\0y"
    session.discover([found("1", f"https://a.kz/{bad}", hint={bad: [bad]}, order_key=bad)], NOW)
    session.put(article("1", url=f"https://a.kz/{bad}", title=bad), find_duplicate, NOW)
    (line,) = lines(session.output, "articles")
    assert line["title"] == "x\ufffd\ufffdy"


def test_a_session_belongs_to_its_crawl(session: Session) -> None:
    class Crawler: ...

    crawler = Crawler()
    with pytest.raises(LookupError):
        session_of(crawler)
    attach(crawler, session)
    assert session_of(crawler) is session
    del crawler
    gc.collect()
    with pytest.raises(LookupError):
        session_of(Crawler())
