"""Do SQLite and PostgreSQL remember the same?"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from newsspider.dedup.exact import find_duplicate
from newsspider.store.children import Child
from newsspider.store.cursors import Cursor
from newsspider.store.errors import Damaged, Locked, StoreError
from newsspider.store.found import Found
from newsspider.store.reading import reading_only
from newsspider.store.session import Session
from newsspider.store.sources import Validators
from newsspider.store.state import State
from tests.test_store import DAY, HOUR, NOW, article, found, lines


def test_a_crawl_and_the_next_one(url: str, tmp_path: Path) -> None:
    bad = "x\ud800\0y"
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as first:
        keys = [str(n) for n in range(1200)]
        announced = [Found(key, f"https://a.kz/{key}", order_key=f"2026-10-{int(key) % 28 + 1:02}") for key in keys]
        assert len(first.discover(announced, NOW)) == len(keys)
        assert first.put(article("1"), find_duplicate, NOW).kind == "stored"
        assert first.put(article("2"), find_duplicate, NOW).reason == "text"
        assert first.refuse("3", "https://a.kz/3", "http-500", NOW) == NOW + HOUR
        first.discover([found("1", "https://m.a.kz/1"), found("4", hint={bad: [bad]}), found(f"b{bad[0]}", bad)], NOW)
        first.note_validators("https://a.kz/rss", '"1"', None)
        first.close("finished", True, NOW)
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as second:
        assert second.pages() == {"stored": 1, "duplicate": 1, "refused": 1, "pending": 1198}
        assert second.validators("https://a.kz/rss") == Validators('"1"', finished_at="2026-11-22T12:00:00Z")
        due = [page for batch in iter(lambda: second.due(500, NOW), []) for page in batch]
        assert len({page.id for page in due}) == len(due) == 1198
        assert [page.order_key for page in due] == sorted((page.order_key for page in due), reverse=True)
        assert second.lookup(article("7")).same_text[0].id == "1"
        second.close("finished", True, NOW)
    assert [line["reason"] for line in lines(tmp_path, "duplicates")] == ["text", "id"]


def test_what_no_database_takes_keeps_no_run_from_ending(url: str, tmp_path: Path) -> None:
    index, feed, bad, kept = "https://a.kz/index", "https://a.kz/nul.rss", "\0\ud800", "\ufffd" * 2
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        session.note_validators(feed, bad, bad)
        session.note_children(index, [Child("https://a.kz/child", bad)])
        session.discover([], NOW, cursor=Cursor("", "", "kk", bad, 1, bad))
        session.close("finished", True, NOW, watched={feed: {"failed": bad}})
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        assert session.validators(feed) == Validators(kept, kept, finished_at="2026-11-22T12:00:00Z")
        assert session.children(index) == [Child("https://a.kz/child", kept)]
        assert [(each.place, each.reached) for each in session.cursors("", "")] == [(kept, kept)]
        assert session.watched()[feed] == {"failed": kept}


def test_one_state_for_several_folders(url: str, tmp_path: Path) -> None:
    """Two machines, one after the other: each has its files, both know all articles."""
    for folder, key in (("c", "11"), ("d", "12"), ("c", "13")):
        with Session.open(tmp_path / folder, "c", state_url=url, now=NOW) as session:
            session.put(article(key, f"Мәтін {key}", source="c"), find_duplicate, NOW)
            assert session.is_stored("11")
            assert session.put(article("14", "Мәтін 11", source="c"), find_duplicate, NOW).reason == "text"
    assert [line["id"] for line in lines(tmp_path / "c", "articles", "c")] == ["11", "13"]
    (tmp_path / "c" / "folder-id").unlink()
    with pytest.raises(Damaged, match="is not known to the state"):
        Session.open(tmp_path / "c", "c", state_url=url, now=NOW)


def test_other_machines_are_kept_out(postgresql: str, tmp_path: Path) -> None:
    with Session.open(tmp_path / "here", "e", state_url=postgresql, now=NOW):
        with pytest.raises(Locked, match="a crawl of e is already running on another machine"):
            Session.open(tmp_path / "there", "e", state_url=postgresql, now=NOW)
        Session.open(tmp_path / "there", "f", state_url=postgresql, now=NOW).abandon()
    Session.open(tmp_path / "there", "e", state_url=postgresql, now=NOW).abandon()


MISTAKES = [
    ("nonsense", "Could not parse"),
    ("oracle+nothing://x/y", "Can't load plugin"),
    ("postgresql+psycopg://news:secret@127.0.0.1:1/news", "127.0.0.1"),
    ("sqlite:////proc/none/state.sqlite", "unable to open database file"),
]


@pytest.mark.parametrize(("url", "message"), MISTAKES)
def test_a_state_that_cannot_be_opened(url: str, message: str, tmp_path: Path) -> None:
    if "psycopg" in url:
        pytest.importorskip("psycopg")
    for _ in range(2):  # and the lock is free again
        with pytest.raises(StoreError, match=message) as raised:
            Session.open(tmp_path, "a", state_url=url, now=NOW)
        assert "secret" not in str(raised.value)
        assert "\n" not in str(raised.value)


def test_a_broken_state_is_told(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="file is not a database"):
        Session.open(tmp_path, "a", now=NOW)


def test_a_state_of_another_version_is_refused(tmp_path: Path) -> None:
    Session.open(tmp_path, "a", now=NOW).abandon()
    state = sqlite3.connect(tmp_path / "state.sqlite")
    state.execute("UPDATE about SET value = '999'")
    state.commit()
    state.close()
    with pytest.raises(StoreError, match="state of version 999"):
        Session.open(tmp_path, "a", now=NOW)


OLDER = [("1", ("seen_in", "of_backfill")), ("2", ("of_backfill",))]  # and what they did not have


@pytest.mark.parametrize(("version", "lacks"), OLDER)
def test_an_older_state_is_brought_up_to_date(version: str, lacks: tuple[str, ...], url: str, tmp_path: Path) -> None:
    with Session.open(tmp_path, "old", state_url=url, now=NOW) as session:
        session.discover([found("old1")], NOW, ask=0)
    state = State(url)
    with state.writing() as connection:
        for column in lacks:
            connection.exec_driver_sql(f"ALTER TABLE pages DROP COLUMN {column}")
        connection.exec_driver_sql(f"UPDATE about SET value = '{version}' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="the next crawl brings it up to date"), reading_only(tmp_path, url):
        pass
    state.close()
    with Session.open(tmp_path, "old", state_url=url, now=NOW + DAY) as session:
        assert [page.id for page in session.due(9, NOW + DAY)] == ["old1"]
    with reading_only(tmp_path, url) as connection:
        assert connection is not None


STARTS = """
import sys
from pathlib import Path
from newsspider.dedup.exact import find_duplicate
from tests.test_store import NOW, article, open_session

source = sys.argv[2]
with open_session(Path(sys.argv[1]), source) as session:
    for n in range(20):
        session.put(article(f"{source}{n}", f"Мәтін {n} " * 50, source=source), find_duplicate, NOW)
    session.close("finished", True, NOW)
"""


def test_sites_are_crawled_at_once(tmp_path: Path) -> None:
    """Four first starts in one folder, with the same texts: each text is kept by one of them."""
    names = "abcd"
    starts = [subprocess.Popen([sys.executable, "-W", "error", "-c", STARTS, str(tmp_path), name]) for name in names]
    assert [start.wait(60) for start in starts] == [0] * len(names)
    kept = [line["text"] for name in names for line in lines(tmp_path, "articles", name)]
    assert len(set(kept)) == len(kept) == 20
    assert sum(len(lines(tmp_path, "duplicates", name)) for name in names) == 20 * (len(names) - 1)
    assert len((tmp_path / "runs.jsonl").read_bytes().splitlines()) == len(names)


def test_reading_waits_for_nobody(tmp_path: Path) -> None:
    with Session.open(tmp_path, "a", now=NOW) as session:
        state = State(f"sqlite:///{tmp_path}/state.sqlite")
        with session._state.writing(), state.reading() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM runs").scalar() == 1
        state.close()


def test_days_pass(url: str, tmp_path: Path) -> None:
    for day in range(3):
        now = NOW + day * DAY
        with Session.open(tmp_path, "g", state_url=url, now=now) as session:
            session.put(article(f"g{day}", f"Мәтін {day}", source="g"), find_duplicate, now)
    assert len(list((tmp_path / "articles/g").iterdir())) == 3
