"""Does a backfill's place survive, together with what it announced, and is its site given to other crawls?"""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from newsspider.commands.backfill import begun_when_free
from newsspider.commands.backfill_table import as_json, print_status, status_of
from newsspider.schedule.book import Book
from newsspider.store import cursors, folder, hand_over
from newsspider.store.cursors import Cursor
from newsspider.store.errors import Locked
from newsspider.store.found import Found
from newsspider.store.lately import Lately
from newsspider.store.paces import Pace, keep_paces, read_paces
from newsspider.store.pages import left_to_backfill
from newsspider.store.reading import reading_only
from newsspider.store.session import CHUNK, Session
from newsspider.store.state import State
from tests.waiting import PATIENCE, wait_until

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AT = "2026-11-22T12:00:00Z"


def found(number: int, edition: str = "kk", at: str = "2024-05-17T00:00:00Z") -> Found:
    return Found(f"{number:016x}", f"https://a.kz/{number}", edition, "listing", at)


def cursor(page: int, **more: object) -> Cursor:
    return Cursor("2024-01-01", "", "kk", "https://a.kz/news/", page, "2024-05-17T00:00:00Z", at=AT, **more)  # type: ignore[arg-type]


def test_it_comes_with_the_last_of_the_links(tmp_path: Path, url: str) -> None:
    many = [found(number) for number in range(CHUNK + 1)]
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        assert session.discover(many, NOW, ask=0, cursor=cursor(1)) == []
        assert session.cursors("2024-01-01", "") == [cursor(1)]
        session.discover([], NOW, cursor=cursor(2, done=True))
        assert session.cursors("2024-01-01", "") == [cursor(2, done=True)]
        assert session.cursors("2024-01-01", "2024-12-31") == []  # another period
        with pytest.raises(AttributeError):
            session.discover([*many, None], NOW, ask=0, cursor=cursor(3))  # type: ignore[list-item]
        assert session.cursors("2024-01-01", "") == [cursor(2, done=True)]
        assert len(session.due(2 * CHUNK, NOW)) == CHUNK + 1


def test_what_only_a_backfill_announced_is_left_to_it(tmp_path: Path, url: str) -> None:
    """Unless a crawl comes upon it, or it was asked for in vain; and pages of no edition, which it never asks for."""
    announced = [found(1), found(2), found(3), found(4, ""), found(5)]
    with Session.open(tmp_path, "a", state_url=url, now=NOW, backfill=True) as session:
        session.discover(announced, NOW, ask=0)
        session.refuse(found(3).id, "https://a.kz/3", "http-503", NOW)
        session.refuse(found(5).id, "https://a.kz/5", "out-of-period", NOW)
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        session.discover([found(2)], NOW, ask=0)
    with reading_only(tmp_path, url) as connection:
        assert connection is not None
        assert left_to_backfill(connection, "a") == 2
        assert left_to_backfill(connection, "a", {"kk"}) == 0
    later = NOW + timedelta(hours=3)
    with Session.open(tmp_path, "a", state_url=url, now=later) as session:
        assert {int(each.id, 16) for each in session.due(9, later)} == {2, 3, 4}
    with Session.open(tmp_path, "a", state_url=url, now=later) as session:
        assert {int(each.id, 16) for each in session.due(9, later, of_backfill=True)} == {1, 2, 3, 4, 5}
    with Session.open(tmp_path, "a", state_url=url, now=later, backfill=True) as session:
        session.discover(announced, later, ask=0)  # what a crawl has announced stays everybody's
    with Session.open(tmp_path, "a", state_url=url, now=later) as session:
        assert {int(each.id, 16) for each in session.due(9, later)} == {2, 3, 4}


def test_how_far_it_is(tmp_path: Path, url: str) -> None:
    """For people, and the same for programs."""
    console = Console(file=io.StringIO(), width=120)
    assert orjson.loads(as_json(status_of(tmp_path, url, "a"))) == {
        "site": "a", "running": False, "pending": 0, "backfills": [],
    }  # fmt: skip
    with Session.open(tmp_path, "a", state_url=url, now=NOW, backfill=True) as session:
        session.discover([found(1)], NOW, ask=0, cursor=cursor(7))
        session.discover([], NOW, cursor=Cursor("2024-01-01", "", "kk", "https://a.kz/map.xml", done=True))
        session.discover([], NOW, cursor=Cursor("", "2023-12-31", "ru", done=True))
        running = status_of(tmp_path, url, "a")
    assert (running.running, status_of(tmp_path, url, "a").running) == (True, False)
    told = orjson.loads(as_json(running))
    unbounded = {"since": None, "until": "2023-12-31", "edition": "ru", "read": 0, "pages": 0, "back_to": None}
    assert told["pending"] == 1
    assert told["backfills"] == [
        {**unbounded, "finished_at": AT},
        {"since": "2024-01-01", "until": None, "edition": "kk", "read": 1, "pages": 7, "back_to": "2024-05-17",
         "finished_at": None},
    ]  # fmt: skip
    print_status(running, console)
    assert isinstance(console.file, io.StringIO)
    words = console.file.getvalue().split()
    assert {"running,", "beginning", "2023-12-31", "2024-05-17", "12:00"} <= set(words)


def test_a_crawl_that_was_quicker_is_waited_for(tmp_path: Path) -> None:
    """The site was free when the backfill looked, and is not when it wants to begin."""
    (tmp_path / "locks").mkdir()
    tried: list[str] = []

    def begin() -> None:
        tried.append("to begin")
        if len(tried) == 1:
            threading.Timer(1.5, folder.lock(tmp_path, "a").close).start()
        Session.open(tmp_path, "a", now=NOW, backfill=True).abandon()

    assert begun_when_free(begin, tmp_path, "a")
    assert len(tried) == 2
    with Session.open(tmp_path, "a", now=NOW, backfill=True), pytest.raises(Locked):
        begun_when_free(lambda: Session.open(tmp_path, "a", now=NOW, backfill=True), tmp_path, "a")


def test_it_is_forgotten(tmp_path: Path, url: str) -> None:
    state = State(url)
    with state.writing() as connection:
        cursors.keep(connection, "f", cursor(1), AT)
        cursors.keep(connection, "f", Cursor("2024-01-01", "", "ru", done=True), AT)
        cursors.keep(connection, "g", cursor(1), AT)
        cursors.forget(connection, "f", "2024-01-01", "", ["kk", "en"])
        assert [each.edition for each in cursors.of_site(connection, "f")] == ["ru"]
        assert cursors.of_site(connection, "g") == [cursor(1)]
        cursors.forget(connection, "g", "2024-01-01", "", ["kk"])
        cursors.forget(connection, "f", "2024-01-01", "", ["ru"])
    state.close()


def test_due_of_one_edition(tmp_path: Path) -> None:
    with Session.open(tmp_path, "a", now=NOW) as session:
        pages = [found(1), found(2, "ru"), found(3, at="2023-05-17T00:00:00Z"), found(4, at="2025-05-17T00:00:00Z")]
        session.discover(pages, NOW, ask=0)
        since = datetime(2024, 1, 1, tzinfo=UTC)
        assert [int(each.id, 16) for each in session.due(1, NOW, edition="kk", not_before=since)] == [4]
        assert [int(each.id, 16) for each in session.due(9, NOW, edition="kk", not_before=since)] == [1]
        assert [int(each.id, 16) for each in session.due(9, NOW)] == [2, 3]  # none twice


def test_due_without_other_editions(tmp_path: Path, url: str) -> None:
    """What is of no edition, or of one that nobody knows any more, is not lost by that."""
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        session.discover([found(1), found(2, "ru"), found(3, ""), found(4, "old")], NOW, ask=0)
        assert {int(each.id, 16) for each in session.due(9, NOW, without={"ru", "en"})} == {1, 3, 4}
        assert [int(each.id, 16) for each in session.due(9, NOW)] == [2]


def test_what_was_tried_in_vain_is_tried_again_whatever_its_age(tmp_path: Path, url: str) -> None:
    """A backfill is over, and crawls go back two weeks."""
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        session.discover([found(1), found(2), found(3)], NOW, ask=0)
        session.refuse(found(1).id, found(1).url, "http-503", NOW)
        session.refuse(found(2).id, found(2).url, "out-of-period", NOW)  # by its own arguments
    later = NOW + timedelta(days=1)
    with Session.open(tmp_path, "a", state_url=url, now=later) as session:
        (again,) = session.due(9, later, not_before=datetime(2026, 11, 8, tzinfo=UTC))
        assert (again.id, again.tried) == (found(1).id, True)
        assert session.is_tried_again([found(1).id])
        (third, second) = session.due(9, later)
        assert not second.tried
        assert not third.tried
        assert not session.is_tried_again([found(2).id, found(3).id])


def test_a_backfill_makes_way(tmp_path: Path) -> None:
    """Both hold the site's lock; a wish is seen, and is gone with whoever had it."""
    held = hand_over.take(tmp_path, "a", backfill=True)
    book = Book(tmp_path, [], lambda _site, _zone, _now: Lately())
    assert hand_over.is_backfilled(tmp_path, "a")
    assert not book.is_crawled("a")
    assert not hand_over.is_wished(tmp_path, "a")
    with pytest.raises(Locked, match="a backfill of a is already running"):
        hand_over.take(tmp_path, "a", backfill=True)
    taken = []
    crawl = threading.Thread(target=lambda: taken.append(hand_over.take(tmp_path, "a")))
    crawl.start()
    wait_until(lambda: hand_over.is_wished(tmp_path, "a"))
    assert not taken
    held.close()
    crawl.join(PATIENCE)
    assert book.is_crawled("a")
    assert not hand_over.is_wished(tmp_path, "a")
    assert not hand_over.is_free(tmp_path, "a")
    with pytest.raises(Locked, match="a crawl of a is already running"):
        hand_over.take(tmp_path, "a")
    taken[0].close()
    assert hand_over.is_free(tmp_path, "a")
    assert not hand_over.is_backfilled(tmp_path, "a")


WAITS = [  # asked, delay, now, seconds to wait
    (100.0, 1.0, 100.25, 0.75),
    (100.0, 1.0, 102.0, 0.0),
    (100.0, 1.0, 50.0, 1.0),  # the clock was put back
    (100.0, 1e9, 100.0, 86_400.0),
]


@pytest.mark.parametrize(("asked", "delay", "now", "seconds"), WAITS)
def test_how_long_a_host_is_left_alone(asked: float, delay: float, now: float, seconds: float) -> None:
    assert Pace(asked, delay).wait(now) == seconds


def test_paces_are_kept(tmp_path: Path) -> None:
    assert read_paces(tmp_path, "a") == {}
    keep_paces(tmp_path, "a", {"a.kz": Pace(1.5, 2.0), "b.kz": Pace(1.0, 0.0)})
    assert read_paces(tmp_path, "a") == {"a.kz": Pace(1.5, 2.0)}
    (tmp_path / "locks" / "a.paces.json").write_text('{"a.kz": [1]}')
    assert read_paces(tmp_path, "a") == {}
