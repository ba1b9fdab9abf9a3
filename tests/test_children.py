"""Which children of an index are read again, and is nothing lost by leaving the others alone?"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import orjson
import pytest

from newsspider.discovery import children as discovery
from newsspider.discovery.children import Children
from newsspider.discovery.reading import Follow
from newsspider.normalise.dates import iso_utc
from newsspider.store import children as stored
from newsspider.store.children import Child
from newsspider.store.errors import StoreError
from newsspider.store.session import Session
from newsspider.store.state import State
from tests.replica.crawls import crawl
from tests.replica.page import Answer
from tests.replica.plan import week
from tests.replica.run import Replica
from tests.replica.sites import sitemaps, tengrinews
from tests.replica.world import END, World

NOW = datetime(2026, 11, 17, 7, tzinfo=UTC)
INDEX = "https://e.kz/index.xml"


def ago(**time: float) -> str:
    return iso_utc(NOW - timedelta(**time))


def known(
    url: str, modified: str | None = None, *, read: str | None = None, idle: int = 1, brought: str | None = None
) -> Child:
    return Child(url, modified, modified, read or ago(hours=1), idle, brought)


def follow(*children: str) -> list[Follow]:
    """`a@2026-11-01`: named and dated."""
    return [Follow(name, date or None) for name, _, date in (child.partition("@") for child in children)]


A, B, C = known("a", "2026-01-31"), known("b", "2026-02-28"), known("c", "2026-03-31")
DATED = ("a@2026-01-31", "b@2026-02-28", "c@2026-03-31")
UNDATED, ABC = tuple(map(known, "abc")), ("a", "b", "c")
TO_READ = {  # what an earlier crawl knows, the index now, what is read
    "nothing changed": ((A, B, C), DATED, "c"),
    "a new child": ((A, B), DATED, "bc"),  # the one before may have been filled up meanwhile
    "an old child changed": ((A, B, C), ("a@2026-03-30", *DATED[1:]), "ac"),
    "dated earlier than before": ((A, B, C), ("a@2026-01-30", *DATED[1:]), "ac"),
    "newest first": ((C, B, A), DATED[::-1], "c"),
    "renamed": ((A, B, C), ("x@2026-01-31", "y@2026-02-28", "z@2026-03-31"), "xyz"),
    "undated": (UNDATED, ABC, "c"),
    "now, for all": ((A, B, C), ("a@2026-11-17T07:00:01", "b@2026-11-17T07:00:01", "c@2026-11-17T07:00:02"), "c"),
    "undated, the first brings the news": ((known("a", brought=ago(hours=3)), *UNDATED[1:]), ABC, "a"),
    "undated, by section": (
        (known("a", brought=ago(hours=3)), known("b", brought=ago(hours=2)), known("c")), ABC, "ab",
    ),
    "undated, long ago": ((known("a", brought=ago(days=5)), known("b", brought=ago(days=9)), known("c")), ABC, "a"),
    "one undated": ((known("a"), B, C), ("a", *DATED[1:]), "c"),
    "never read": ((Child("a"), B, C), ("a", *DATED[1:]), "ac"),  # another pattern named it not
    "a day later": ((known("a", "2026-01-31", read=ago(days=1), idle=0), B, C), DATED, "ac"),
    "a day later, it brought nothing then": ((known("a", "2026-01-31", read=ago(days=1)), B, C), DATED, "c"),
    "a week later": ((known("a", "2026-01-31", read=ago(days=7), idle=9), B, C), DATED, "ac"),
    "the clock was set back": ((known("a", "2026-01-31", read=ago(days=-9)), B, C), DATED, "ac"),
    "none": ((A,), (), ""),
}  # fmt: skip


@pytest.mark.parametrize(("before", "children", "read"), TO_READ.values(), ids=TO_READ)
def test_to_read(before: tuple[Child, ...], children: tuple[str, ...], read: str) -> None:
    it = Children()
    it.met(INDEX, follow(*children), before)
    assert [child.url for child in it.to_read(follow(*children), NOW)] == list(read)


def test_what_a_reading_brought_is_remembered() -> None:
    it = Children()
    it.met(INDEX, follow("a@2", "b@2", "new@2"), (known("a", "1", idle=2), known("b", "1", idle=2)))
    it.was_read("a", NOW, new=True)
    it.was_read("new", NOW, new=True)
    it.was_read("of another index", NOW, new=True)
    (index, children), = it.noted()  # fmt: skip
    now = iso_utc(NOW)
    assert index == INDEX
    assert children == [
        Child("a", "2", "2", now, 0, now),
        Child("b", "2", "1", ago(hours=1), 2),  # not read: it is still compared with what it was read as
        Child("new", "2", "2", now, 0, now),
    ]
    it = Children()
    it.met(INDEX, follow("a", "b"), ())
    it.was_read("a", NOW, new=True)
    assert (it.last_read("a"), it.last_read("b")) == (iso_utc(NOW + timedelta(seconds=1)), None)
    assert next(it.noted())[1] == [Child("a", None, None, now), Child("b")]  # all is new at first, which says nothing


def test_children_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST", 3)
    it = Children()
    it.met(INDEX, follow("a", "b"), ())
    it.met("inner", follow("c", "d", "e"), ())
    it.was_read("e", NOW, new=True)
    assert {index: [child.url for child in found] for index, found in it.noted()} == {INDEX: ["a", "b"], "inner": ["c"]}


def test_indexes_in_indexes() -> None:
    """What a child brings speaks for the index that leads to it, too; and none leads in a circle."""
    it = Children()
    it.met(INDEX, follow("inner", "other"), (known("inner"), known("other")))
    it.was_read("inner", NOW, new=False)
    it.met("inner", follow("a", INDEX, "inner"), (known("a"),))
    it.was_read("a", NOW, new=True)
    it.was_read(INDEX, NOW, new=True)
    noted = dict(it.noted())
    assert [child.brought_at is not None for child in noted[INDEX]] == [True, False]
    assert noted["inner"][0].idle == 0


@pytest.mark.parametrize("finished", [True, False])
def test_kept_only_when_a_crawl_finished(tmp_path: Path, url: str, finished: bool) -> None:
    index = f"{INDEX}?{finished}"  # tests share the server
    with Session.open(tmp_path, "site", state_url=url, now=NOW) as session:
        session.note_children(index, [B, A])
        session.close("finished", finished, NOW)
    with Session.open(tmp_path, "site", state_url=url, now=NOW) as session:
        assert session.children(index) == ([B, A] if finished else [])
        session.note_children(index, [C])
        session.close("finished", finished, NOW)
    with Session.open(tmp_path, "site", state_url=url, now=NOW) as session:
        assert session.children(index) == ([C] if finished else [])


def test_long_urls(tmp_path: Path, url: str) -> None:
    """Of random digits: PostgreSQL packs what recurs, before it finds a key too long."""
    index, child = (f"https://e.kz/{random.Random(seed).randbytes(990).hex()}" for seed in (url, url[::-1]))
    with Session.open(tmp_path, "site", state_url=url, now=NOW) as session:
        session.note_children(index, [Child(child)])
        session.close("finished", True, NOW)
    with Session.open(tmp_path, "site", state_url=url, now=NOW) as session:
        assert session.children(index) == [Child(child)]


def test_a_run_ends_even_if_its_children_cannot_be_kept(tmp_path: Path, url: str) -> None:
    with Session.open(tmp_path, "site", state_url=url, now=NOW) as session:
        session.note_children(INDEX, [A, A])
        with pytest.raises(StoreError):
            session.close("finished", True, NOW)
    (line,) = (tmp_path / "runs.jsonl").read_bytes().splitlines()
    assert orjson.loads(line)["reason"] == "finished"
    Session.open(tmp_path, "site", state_url=url, now=NOW).abandon()
    assert len((tmp_path / "runs.jsonl").read_bytes().splitlines()) == 1  # it was not killed


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """Hundreds of children stand in an index, and every crawl of all sources ends with them."""
    many = [known(f"https://e.kz/{number}.xml") for number in range(300)]
    read = replace(many[7], read_at=ago(hours=0))
    state = State(f"sqlite:///{tmp_path}/state.sqlite")

    def written(noted: list[Child]) -> int:
        with state.writing() as connection:
            before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
            stored.keep(connection, "e", {INDEX: noted})
            assert stored.get(connection, INDEX) == noted
            return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one() - before)

    assert written(many) == 300
    assert written(many) == 0
    assert written([*many[:7], read, *many[8:]]) == 2  # taken out and put in again
    assert written([*many[:7], read, *many[8:], known("https://e.kz/new.xml")]) == 1
    assert written([*many[:7], read, *many[8:]]) == 1
    assert written([]) == 300
    state.close()


# in the replica web

STAMP = re.compile(rb"<lastmod>[^<]*</lastmod>")
LATER = timedelta(days=3)
KAZAKH = ("tengrinews", "kk")
MAPS = ("-a", "sources=sitemap", "-a", "editions=kk", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


@pytest.mark.parametrize("dates", ["newest", "none", "now"])
def test_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dates: str) -> None:
    asked_index = 0
    named: list[int] = []

    def index(children: object) -> Answer:
        nonlocal asked_index
        asked_index += 1
        reply = sitemaps.index(children)  # type: ignore[arg-type]
        named.append(reply.body.count(b"<loc>"))
        stamp = b"<lastmod>2026-11-20T09:%02d:00Z</lastmod>" % asked_index if dates == "now" else b""
        reply.body = reply.body if dates == "newest" else STAMP.sub(stamp, reply.body)
        return reply

    monkeypatch.setattr(tengrinews, "PER_SITEMAP", 3)
    monkeypatch.setattr(tengrinews, "index", index)
    world = World.make(plan=week(END, 0.3))
    with Replica(world, output=tmp_path) as replica:
        for moment in (END - LATER, END, END):
            replica.clock.set(moment)
            replica.journal.clear()
            assert crawl("tengrinews", replica.whole_environment(), *MAPS) == 0
            there = {truth.url for truth in world.truth(moment) if (truth.source, truth.edition) == KAZAKH}
            assert _written(tmp_path) == there
        assert len(there) > 9  # in four children or more
        lists = [entry.status for entry in replica.journal if entry.target != "/robots.txt"]
    expected = {"newest": [304, 304], "none": [304, 304], "now": [200, 304]}
    assert lists[:2] == expected[dates]
    with Session.open(tmp_path, "tengrinews", now=NOW) as session:
        (watched,) = session.watched().values()
    assert len(watched["items"]) == 3
    assert set(watched["items"]) == set(named)  # however many of its children were read


def _written(output: Path) -> set[str]:
    files = chain(output.glob("articles/*/*.jsonl"), output.glob("duplicates/*/*.jsonl"))
    return {orjson.loads(line)["url"] for file in files for line in file.read_bytes().splitlines()}
