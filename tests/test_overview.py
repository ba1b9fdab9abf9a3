"""Is what the state says of each site told, without changing or disturbing anything?"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from rich.console import Console
from sqlalchemy import text

from newsspider.article import Article
from newsspider.commands.status_table import as_json, print_table
from newsspider.dedup.exact import find_duplicate
from newsspider.pipelines.write import WritePipeline
from newsspider.store.errors import StoreError
from newsspider.store.found import Found
from newsspider.store.overview import SiteOverview, overview
from newsspider.store.session import Session
from newsspider.store.state import State
from newsspider.store.times import stamp
from newsspider.store.versions import Revising

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def article(key: str, published: datetime, body: str = "") -> Article:
    words = body or f"{key} жаңалығы бүгін жарияланды. " * 20
    url = f"https://a.kz/{key}"
    return Article(id=key, url=url, source="a", title=key, text=words, text_sha256=words, published_at=stamp(published))


def site(output: Path, name: str = "a") -> SiteOverview:
    sites = overview(output, None, since=stamp(NOW - DAY))
    assert sites is not None
    return sites[name]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path, "a", now=NOW) as session:
        yield session


def test_counts(session: Session, tmp_path: Path) -> None:
    session.discover([Found(key, f"https://a.kz/{key}") for key in "12345678"], NOW)
    session.put(article("1", NOW - DAY), find_duplicate, NOW - 2 * DAY)
    session.put(article("2", NOW - HOUR), find_duplicate, NOW)
    session.put(article("3", NOW - HOUR, article("2", NOW).text or ""), find_duplicate, NOW)
    session.refuse("4", "https://a.kz/4", "http-404", NOW)
    session.refuse("5", "https://a.kz/5", "challenge", NOW)
    session.refuse("6", "https://a.kz/6", "http-410", NOW)  # for good
    told = site(tmp_path)
    assert (told.stored, told.stored_lately, told.newest_published) == (2, 1, stamp(NOW - HOUR))
    assert (told.pages["pending"], told.pages["duplicate"]) == (2, 1)
    assert told.refused == {"http-404": 1, "challenge": 1, "http-410": 1}
    assert (told.retries, told.retry_at) == (2, stamp(NOW + HOUR))
    assert told.last_stored_at == stamp(NOW)


def test_versions_and_pages_that_are_gone(session: Session, tmp_path: Path) -> None:
    revising = Revising(WritePipeline.compare, (HOUR,))
    for key in "12":
        session.put(article(key, NOW), find_duplicate, NOW, revising=revising)
    session.put(article("1", NOW, "Басқа мәтін."), find_duplicate, NOW + DAY, revising=revising)
    assert [each.found.id for each in session.due_again([""], 9, NOW + DAY)] == ["2"]
    session.refuse("2", "https://a.kz/2", "http-410", NOW + DAY)
    told = site(tmp_path)
    assert (told.stored, told.versions, told.gone, told.last_stored_at) == (2, 1, 1, stamp(NOW))
    assert (told.refused.total(), told.pages) == (0, {"stored": 2})
    assert session.last_stored_at() == stamp(NOW)  # a version is nothing new
    console = Console(file=io.StringIO(), width=160)
    print_table({"a": told}, {"a": None}, console)
    assert isinstance(console.file, io.StringIO)
    assert "2 +1" in console.file.getvalue()
    assert "1 stored pages gone" in console.file.getvalue()
    assert orjson.loads(as_json({"a": told}, {"a": None}))[0]["kept"]["versions"] == 1


def test_a_crawl_is_running_until_it_ends(tmp_path: Path) -> None:
    with Session.open(tmp_path, "a", now=NOW) as session:
        run = site(tmp_path).run
        assert run is not None
        assert (run.reason, run.running, run.started_at) == (None, True, stamp(NOW))
        session.close("finished", True, NOW + HOUR)
    run = site(tmp_path).run
    assert run is not None
    assert (run.reason, run.running, run.finished_at) == ("finished", False, stamp(NOW + HOUR))


def test_a_killed_crawl_is_not_running(tmp_path: Path) -> None:
    Session.open(tmp_path, "a", now=NOW).abandon()
    run = site(tmp_path).run
    assert run is not None
    assert (run.reason, run.running) == (None, False)


def test_the_last_run_counts(tmp_path: Path) -> None:
    for hours, reason in enumerate(("finished", "store-error")):
        Session.open(tmp_path, "a", now=NOW + hours * HOUR).close(reason, False, NOW + hours * HOUR)
    run = site(tmp_path).run
    assert run is not None
    assert run.reason == "store-error"


def test_counts_of_the_runs_before(tmp_path: Path) -> None:
    for number in range(3):
        with Session.open(tmp_path, "a", now=NOW) as session:
            session.tally(["read/kk"] * number)
            assert [counts.get("read/kk", 0) for counts in session.before()] == list(range(number))[::-1]
            session.close("finished", True, NOW, {"health": "ok", "why": ""})
    assert [counts.get("read/kk", 0) for counts in site(tmp_path).before] == [1, 0]
    last = orjson.loads((tmp_path / "runs.jsonl").read_bytes().splitlines()[-1])
    assert (last["health"], last["counts"]["read/kk"]) == ("ok", 2)


def test_a_killed_run_is_ill(tmp_path: Path) -> None:
    Session.open(tmp_path, "a", now=NOW).abandon()
    Session.open(tmp_path, "a", now=NOW).abandon()
    line = orjson.loads((tmp_path / "runs.jsonl").read_bytes())
    assert (line["reason"], line["health"]) == ("killed", "ill")


def test_sites_are_told_apart(tmp_path: Path) -> None:
    for name in "ab":
        with Session.open(tmp_path, name, now=NOW) as session:
            session.discover([Found(f"{name}1", f"https://{name}.kz/1")], NOW)
    assert [site(tmp_path, name).pages["pending"] for name in "ab"] == [1, 1]


def test_does_not_wait_for_a_transaction(session: Session, tmp_path: Path) -> None:
    state = State(f"sqlite:///{tmp_path / 'state.sqlite'}")
    with state.writing() as connection:
        connection.execute(text("DELETE FROM runs"))
        assert site(tmp_path).run is not None
        connection.rollback()
    state.close()


def test_reads_only(tmp_path: Path) -> None:
    Session.open(tmp_path, "a", now=NOW).close("finished", True, NOW)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    site(tmp_path)
    assert {file: file.read_bytes() for file in before} == before


def test_no_state(tmp_path: Path) -> None:
    assert overview(tmp_path, None, since="") is None
    assert overview(tmp_path, f"sqlite:///{tmp_path}/other.sqlite", since="") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["with space", "a#b?c%20d&e", "қаз"])
def test_any_folder(tmp_path: Path, name: str) -> None:
    Session.open(tmp_path / name, "a", now=NOW).abandon()
    assert site(tmp_path / name).run is not None


def test_damage_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"no database " * 100)
    with pytest.raises(StoreError, match="not a database"):
        overview(tmp_path, None, since="")


def test_a_newer_state_is_refused(tmp_path: Path) -> None:
    state = State(f"sqlite:///{tmp_path / 'state.sqlite'}")
    with state.writing() as connection:
        connection.execute(text("UPDATE about SET value = '99'"))
    state.close()
    with pytest.raises(StoreError, match="version 99"):
        overview(tmp_path, None, since="")


@pytest.mark.parametrize("url", ["nonsense", "postgresql+psycopg://x:secret@127.0.0.1:1/y", "oracle+nothing://x"])
def test_unreachable_state_is_told_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError) as told:
        overview(tmp_path, url, since="")
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_that_lost_what_was_written_is_told(session: Session, tmp_path: Path) -> None:
    session.put(article("1", NOW - DAY), find_duplicate, NOW)
    assert site(tmp_path).damaged is None
    (file,) = (tmp_path / "articles" / "a").iterdir()
    written = file.read_bytes()
    file.write_bytes(written + b"{")  # a crawl is writing, or was killed
    assert site(tmp_path).damaged is None
    file.write_bytes(written[:-40])
    assert site(tmp_path).damaged == f"articles/a/{file.name}"
    file.unlink()
    assert site(tmp_path).damaged == f"articles/a/{file.name}"
