"""Does `scrapy gaps` find what was deleted, ask the sources anew, and bring everything back? The short form of
`make gaps`."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from newsspider.store.cursors import Cursor
from newsspider.store.session import Session
from tests.gaps import FAST, cut_lines, every_way, gaps, leave_no_trace, stored
from tests.replica.check import compare
from tests.replica.faults import Fault
from tests.replica.run import Replica
from tests.replica.world import World
from tests.replica.written import read_output


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    with Replica(World.make(small=True), output=tmp_path / "output") as replica:
        yield replica


def test_articles_deleted_in_every_way_are_found_and_brought_back(replica: Replica) -> None:
    assert replica.run("scrapy", "crawl", "kazinform", *FAST).returncode == 0
    before = stored(replica.output)
    ids = sorted(before)[:16]
    every_way(replica.output, set(ids))
    asked = len(replica.journal)
    code, told = gaps(replica, "kazinform", "--repair")
    assert (code, told["left"]["missing"], told["complete"]) == (0, 0, True)
    assert {each["id"] for each in told["found"]["urls"]} == set(ids)
    urls = {each["url"] for each in told["found"]["urls"]} & {entry.url for entry in list(replica.journal)[asked:]}
    assert len(urls) == 10, "what stands in a file is not fetched again"
    assert stored(replica.output) == before
    code, told = gaps(replica, "kazinform")
    assert (code, told["found"]["missing"], told["notes"], told["unread"]) == (0, 0, [], {})
    assert replica.run("scrapy", "crawl", "kazinform", *FAST).returncode == 0
    result = compare(
        replica.world.truth(replica.clock.now()),  # type: ignore[attr-defined]
        read_output(replica.output),
        sources=["kazinform"],
    )
    assert not result.problems, result.problems[:5]


def test_what_is_announced_and_never_asked_for(replica: Replica) -> None:
    """Reading the sources anew fetches no article; what has gone meanwhile is told."""
    assert replica.run("scrapy", "crawl", "polisia", "-a", "editions=kk", *FAST).returncode == 0
    (file,) = (replica.output / "articles" / "polisia").iterdir()
    first = orjson.loads(file.read_bytes().splitlines()[0])
    leave_no_trace(replica.output, {first["id"]})
    told = replica.run("scrapy", "gaps", "polisia", "--editions", "kk", "--list", *FAST)
    assert told.returncode == 1
    assert "missing: 1 never announced before" in told.stdout
    assert first["url"] in told.stdout
    assert told.stdout.endswith("To repair it: scrapy gaps polisia --editions kk --repair\n")
    assert first["id"] not in stored(replica.output)
    path = "/" + first["url"].split("/", 3)[3]
    replica.faults.add(Fault(path, "404"))
    code, record = gaps(replica, "polisia", "--editions", "kk", "--repair")
    assert code == 1
    assert [(each["id"], each["why"]) for each in record["left"]["urls"]] == [(first["id"], "gone: http-404")]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name one site"),
        (("nowhere",), "unknown site 'nowhere'"),
        (("polisia",), "nothing has been crawled into"),
        (("polisia", "--since", "1/2"), "a date is written YYYY-MM-DD"),
        (("polisia", "--editions", "fr"), "unknown edition 'fr'"),
    ],
)
def test_wrong_use(replica: Replica, arguments: tuple[str, ...], says: str) -> None:
    told = replica.run("scrapy", "gaps", *arguments)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert says in told.stderr


def test_after_nothing_but_a_backfill(replica: Replica) -> None:
    """It says what is known, and how far back the question may go."""
    with Session.open(replica.output, "polisia", now=datetime.now(UTC), backfill=True) as session:
        session.discover([], datetime.now(UTC), cursor=Cursor("2024-05-01", "", "kk", "https://polisia.kz/kk/", 3))
    told = replica.run("scrapy", "gaps", "polisia")
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "only a backfill has read its sources yet" in told.stderr
    assert "--since 2024-05-01" in told.stderr


def test_what_is_older_than_the_sources_are_read_is_brought_back_too(replica: Replica) -> None:
    """Scheduled crawls carry `since`: what was lost before that is fetched, or said to be missing."""
    assert replica.run("scrapy", "crawl", "polisia", "-a", "editions=kk", *FAST).returncode == 0
    kk, before = ("polisia", "--editions", "kk"), stored(replica.output)
    (file,) = (replica.output / "articles" / "polisia").iterdir()
    lines = map(orjson.loads, file.read_bytes().splitlines())
    ordered = sorted((line for line in lines if line["published_at"]), key=lambda line: line["published_at"])
    oldest, second = ordered[0]["id"], ordered[1]["id"]
    cut_lines(replica.output, {oldest, second})
    since = ordered[-1]["published_at"]
    with closing(sqlite3.connect(replica.output / "state.sqlite")) as state, state:
        state.execute("UPDATE sources SET complete_since = ?", (since,))
    code, told = gaps(replica, *kk, "--offline", "--repair")
    assert (code, {each["why"] for each in told["left"]["urls"]}) == (1, {"pending"})
    replica.faults.add(Fault("/" + ordered[1]["url"].split("/", 3)[3], "404"))
    code, told = gaps(replica, *kk, "--repair")
    assert told["since"] == since[:10]
    assert (code, [(each["id"], each["why"]) for each in told["left"]["urls"]]) == (1, [(second, "gone: http-404")])
    assert stored(replica.output) == before - Counter({second: 1})
    code, told = gaps(replica, *kk, "--repair", "--since", since[:10])
    assert (code, told["left"]["missing"]) == (0, 0)
