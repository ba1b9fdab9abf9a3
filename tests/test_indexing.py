"""Does what was stored before articles were compared come to be compared, however often that is stopped?"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from newsspider.dedup.exact import find_duplicate
from newsspider.pipelines.write import likeness
from newsspider.store import indexing
from newsspider.store.reading import reading_only
from newsspider.store.session import Session
from newsspider.store.state import State
from tests.test_store import DAY, LONG, NOW, article, found

LATER, EARLIER = "2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z"
LIKE = likeness("drop")


def older(output: Path, url: str | None = None) -> None:
    """Three stored articles of a state of version 2: nothing was compared but by its hash."""
    with Session.open(output, "a", state_url=url, now=NOW) as session:
        for key, text in (("1", LONG), ("2", "Басқа мәтін. " * 30), ("3", "Үшінші мәтін. " * 30)):
            session.put(replace(article(key, text), published_at=LATER), find_duplicate, NOW)
    state = State(url or f"sqlite:///{output}/state.sqlite")
    with state.writing() as connection:
        for table in ("fingerprints", "fresh", "blocks", "alike", "indexed"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("ALTER TABLE pages DROP COLUMN of_backfill")
        connection.exec_driver_sql("UPDATE about SET value = '2' WHERE key = 'schema'")
    state.close()


def test_a_state_of_the_second_version(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(tmp_path, url)
    monkeypatch.setattr(indexing, "CHUNK", 1)
    monkeypatch.setattr(indexing, "_NEXT", indexing._NEXT.limit(1))
    for left in (2, 1):
        with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
            assert session.index_stored(LIKE, lambda many: many < 1) == indexing.Indexed(1, left)
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        assert session.index_stored(LIKE, lambda _: True) == indexing.Indexed(1, 0)
        assert session.index_stored(LIKE, lambda _: True) == indexing.Indexed(0, 0)
        repeated = session.put(replace(article("9"), published_at=LATER), find_duplicate, NOW, like=LIKE)
        original = session.put(replace(article("8"), published_at=EARLIER), find_duplicate, NOW, like=LIKE)
    assert (repeated.kind, repeated.duplicate_of) == ("duplicate", "1")
    assert original.kind == "stored"


def test_what_is_not_compared_is_told(tmp_path: Path) -> None:
    older(tmp_path)
    Session.open(tmp_path, "a", now=NOW).abandon()
    with reading_only(tmp_path, None) as connection:
        assert connection is not None
        assert indexing.left(connection, "") == 3


def test_a_line_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    older(tmp_path)
    file = next(tmp_path.glob("articles/a/*.jsonl"))
    file.write_bytes(b"{" + b'"' * 20 + file.read_bytes()[21:])
    with Session.open(tmp_path, "a", now=NOW) as session:
        assert session.index_stored(LIKE, lambda _: True) == indexing.Indexed(3, 0, 1)


def test_an_original_that_is_lost_keeps_nothing_out(tmp_path: Path) -> None:
    with Session.open(tmp_path, "a", now=NOW) as session:
        session.put(article("1"), find_duplicate, NOW, like=LIKE)
        assert session.put(article("2"), find_duplicate, NOW, like=LIKE).kind == "duplicate"
    with sqlite3.connect(tmp_path / "state.sqlite") as state:
        state.execute("DELETE FROM articles")
        state.execute("DELETE FROM pages WHERE id = '1'")
    state.close()
    with Session.open(tmp_path, "a", now=NOW + DAY) as session:
        assert session.put(article("3"), find_duplicate, NOW + DAY, like=LIKE).kind == "stored"
        assert session.ask_for_reprints(NOW + DAY) == {"2"}
        assert [page.id for page in session.due(9, NOW + DAY)] == ["2"]
        assert session.put(article("2"), find_duplicate, NOW + DAY, like=LIKE).kind == "stored"  # its id is the smaller
        assert session.discover([found("3")], NOW + DAY) == []
