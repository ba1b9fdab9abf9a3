"""Does a backfill keep every article once, go on where it was, and make way for other crawls? Real crawls."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import orjson
import pytest

from newsspider.spiders.tengrinews import TengrinewsSpider
from newsspider.store.found import Found
from newsspider.store.lock import lock_shared
from newsspider.store.session import Session
from tests.replica.archive import FIRST_KEY, Archive
from tests.replica.backfill import COMMAND, FAST, keys, main, run
from tests.replica.faults import Fault
from tests.replica.journal import Entry
from tests.replica.plan import EN
from tests.replica.run import Replica
from tests.replica.world import World
from tests.waiting import PATIENCE, wait_until

DELAY = 2.5  # Crawl-delay: more than a crawl takes to begin
NEAR = 0.5  # seconds by which a busy machine may blur when a request arrives


def test_killed_twice(tmp_path: Path) -> None:
    """The short form of `make backfill`."""
    result = run(150, tmp_path / "output", kills=2, say=False)
    assert (result.stored, result.lost, result.doubled, result.kills) == (150, 0, 0, 2)
    assert result.peak < 250


@pytest.mark.alone
def test_a_live_crawl_has_precedence(tmp_path: Path) -> None:
    """Within seconds; the backfill keeps its process and goes on, and no host is asked too soon by that."""
    with Replica(Archive(2000, delay=DELAY), output=tmp_path / "output") as replica:
        backfill = replica.start(*COMMAND, *FAST, log=tmp_path / "log")
        _wait_for_lines(replica.output, 1)
        live = replica.run(
            "scrapy", "crawl", "tengrinews", "-a", "editions=en", "-a", "sources=feed", "-a", "limit=1", *FAST
        )
        assert live.returncode == 0, live.stderr
        assert backfill.poll() is None
        _wait_for_lines(replica.output, len(_lines(replica.output)) + 1)
        backfill.terminate()
        assert backfill.wait(PATIENCE) == 1
        runs = [orjson.loads(line) for line in (replica.output / "runs.jsonl").read_bytes().splitlines()]
        asked = sorted(entry.at for entry in replica.journal.of(EN))
    assert [(each["reason"], each["health"]) for each in runs] == [
        ("handed-over", "ok"),
        ("limit", "ok"),
        ("shutdown", "ok"),
    ]
    found = keys(tmp_path / "output")
    assert len(found) == len(set(found))
    assert min(after - before for before, after in pairwise(asked)) >= DELAY - NEAR


def test_asked_to_end_while_it_makes_way_it_ends(tmp_path: Path) -> None:
    """The schedule asks once, and kills after that."""
    fault = Fault("/archive/", "slow", skip=3, seconds=4)
    with Replica(Archive(200), output=tmp_path / "output", faults=[fault]) as replica:
        backfill = replica.start(*COMMAND, *FAST, "-s", "LOG_LEVEL=INFO", log=tmp_path / "log")
        _wait_for_lines(replica.output, 3)
        wish = lock_shared(replica.output / "locks" / "tengrinews.wish")
        wait_until(lambda: b"makes way" in (tmp_path / "log").read_bytes())
        backfill.terminate()
        os.close(wish)
        try:
            assert backfill.wait(PATIENCE) == 1, "and did not go on"
        finally:
            backfill.kill()
    runs = [orjson.loads(line) for line in (tmp_path / "output" / "runs.jsonl").read_bytes().splitlines()]
    assert [each["reason"] for each in runs] == ["handed-over"]


def test_what_is_known_in_the_middle_ends_nothing(tmp_path: Path) -> None:
    """Two pages of a listing that bring nothing new end a live crawl, and not a backfill."""
    archive = Archive(100, per_sitemap=50)
    with Replica(archive, output=tmp_path / "output", faults=[Fault("sitemap", "404")]) as replica:
        urls = tmp_path / "urls"
        urls.write_text("\n".join(f"https://{EN}/archive/story-{key}/" for key in sorted(archive.keys())[20:80]))
        assert replica.run("scrapy", "crawl", "tengrinews", "-a", f"urls={urls}", *FAST).returncode == 0
        done = replica.run(*COMMAND, *FAST)
        assert done.returncode == 0, done.stderr
        assert sorted(keys(replica.output)) == sorted(archive.keys())
        asked = len(replica.journal)
        again = replica.run(*COMMAND)
        assert (again.returncode, len(replica.journal)) == (0, asked)  # nothing was asked for
        assert "was finished on" in again.stdout
        assert replica.run(*COMMAND, "--again", *FAST).returncode == 0
        listed = [entry.target for entry in list(replica.journal)[asked:] if entry.target.startswith("/news/")]
        assert listed[:3] == ["/news/", "/news/page/2/", "/news/page/3/"]
        assert not [entry for entry in list(replica.journal)[asked:] if entry.target.startswith("/archive/")]


def test_a_page_that_fails_is_read_the_next_time(tmp_path: Path) -> None:
    faults = [Fault("/news/page/2/", "500", times=3), Fault("sitemap", "404")]
    with Replica(Archive(100), output=tmp_path / "output", faults=faults) as replica:
        first = replica.run(*COMMAND, *FAST, "-s", "BACKOFF_START=0.01")
        assert first.returncode == 1
        assert len(keys(replica.output)) == 80
        asked = len(replica.journal)
        assert replica.run(*COMMAND, *FAST).returncode == 0
        assert sorted(keys(replica.output)) == sorted(Archive(100).keys())
        assert _listed(list(replica.journal)[asked:])[:2] == ["/news/", "/news/page/2/"]


def test_what_stands_in_for_a_source_that_fails_ends_nothing(tmp_path: Path) -> None:
    """It may reach less far back; but an interface that is closed to strangers is never waited for."""
    command = ("scrapy", "backfill", "polisia", "--since", "2021-01-01", *FAST, "--editions")
    faults = [Fault("wp-json", "500", times=1)]
    with Replica(World.make(small=True), output=tmp_path / "output", faults=faults) as replica:
        assert replica.run(*command, "kk", "-s", "RETRY_TIMES=0", "-s", "BACKOFF_START=0.01").returncode == 1
        assert replica.run(*command, "kk").returncode == 0
        assert replica.run(*command, "ru").returncode == 0
        assert any(entry.status == 401 for entry in replica.journal)


def test_it_goes_on_at_its_page(tmp_path: Path) -> None:
    faults = [Fault("sitemap", "404"), Fault("/archive/", "slow", skip=70, seconds=600)]
    with Replica(Archive(100), output=tmp_path / "output", faults=faults) as replica:
        process = replica.start(*COMMAND, *FAST)
        _wait_for_lines(replica.output, 70)  # of the fourth page
        process.send_signal(signal.SIGKILL)
        process.wait()
        replica.faults.clear()
        replica.faults.add(Fault("sitemap", "404"))
        asked = len(replica.journal)
        status = replica.run("scrapy", "backfill", "tengrinews", "--status")
        assert status.returncode == 0
        assert {"not", "running,", "beginning", "en"} <= set(status.stdout.split())
        assert replica.run(*COMMAND, *FAST).returncode == 0
        assert sorted(keys(replica.output)) == sorted(Archive(100).keys())
        assert _listed(list(replica.journal)[asked:])[0] in ("/news/page/3/", "/news/page/4/")


def test_only_the_period(tmp_path: Path) -> None:
    """Of sitemaps that say when an article was last changed; its page says when it was published."""
    archive = Archive(400)
    with Replica(archive, output=tmp_path / "output") as replica:
        day = archive.at(200).strftime("%Y-%m-%d")
        done = replica.run(*COMMAND, "--since", day, "--until", day, *FAST)
        assert done.returncode == 0, done.stderr
        moments = [orjson.loads(line)["published_at"] for line in _lines(replica.output)]
        old = [e for e in replica.journal if e.target == f"/archive/story-{1_000_000}/"]
    assert len(moments) == 160
    assert not old  # known to be older from its link


def test_a_later_crawl_tries_again_what_a_backfill_did_not_get(tmp_path: Path) -> None:
    """Whatever its `since` is; what was never tried stays out of it."""
    archive = Archive(2000)
    now, old = datetime.now(UTC), archive.at(1999)
    announced = [_announced(number, old) for number in (0, 1)]
    with Replica(archive, output=tmp_path / "output") as replica:
        with Session.open(replica.output, "tengrinews", now=now - timedelta(hours=2)) as session:
            session.discover(announced, now - timedelta(hours=2), ask=0)
            session.refuse(announced[0].id, announced[0].url, "http-503", now - timedelta(hours=2))
        since = archive.at(0).strftime("%Y-%m-%d")
        arguments = ("-a", "editions=en", "-a", "sources=feed", "-a", f"since={since}", *FAST)
        replica.run("scrapy", "crawl", "tengrinews", *arguments)
        found = [int(key) - FIRST_KEY for key in keys(replica.output)]
    assert (found.count(0), found.count(1)) == (1, 0)
    assert len(found) == 31  # and the feed


def test_a_plain_crawl_leaves_a_backfill_what_it_announced(tmp_path: Path) -> None:
    """It must not fetch an archive that nobody asked it for. The backfill does, and `scrapy gaps --repair`."""
    archive = Archive(60, listed=40)
    now, old = datetime.now(UTC), archive.at(59)
    announced = [_announced(number, old) for number in (0, 1)]
    with Replica(archive, output=tmp_path / "output", faults=[Fault("sitemap", "404")]) as replica:
        with Session.open(replica.output, "tengrinews", now=now - timedelta(hours=2), backfill=True) as session:
            session.discover(announced, now - timedelta(hours=2), ask=0)
        arguments = ("-a", "editions=en", "-a", "sources=feed", *FAST, "-s", "LOG_LEVEL=INFO")
        done = replica.run("scrapy", "crawl", "tengrinews", *arguments)
        assert "2 pages wait for a backfill" in done.stderr
        assert sorted(int(key) - FIRST_KEY for key in keys(replica.output)) == [*range(30, 60)]
        since = ("--since", old.strftime("%Y-%m-%d"), "--editions", "en")
        replica.run("scrapy", "gaps", "tengrinews", *since, "--repair", *FAST)
        assert sorted(int(key) - FIRST_KEY for key in keys(replica.output)) == [0, 1, *range(20, 60)]


def _announced(number: int, at: datetime) -> Found:
    """The article with this number, counted from the oldest, 0."""
    url = f"https://{EN}/archive/story-{FIRST_KEY + number}/"
    published = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    hint = {"url": url, "published": published}
    return Found(TengrinewsSpider.addresses().id_of(url), url, "en", "listing", published, hint)


WRONG = [
    ((), "name one site"),
    (("nowhere",), "unknown site"),
    (("tengrinews", "--since", "2024"), "a date is written YYYY-MM-DD"),
    (("tengrinews", "--editions", "fr"), "unknown edition"),
    (("tengrinews", "--json"), "--json goes with --status"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG)
def test_wrong_use(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    environment = {**os.environ, "NEWSSPIDER_OUTPUT": str(tmp_path / "none")}
    command = [sys.executable, "-m", "scrapy", "backfill", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, says in done.stderr, done.stderr.count("\n")) == (2, True, 1)
    assert not (tmp_path / "none").exists()


def test_wrong_use_of_the_drill() -> None:
    with pytest.raises(SystemExit):
        main(["--articles", "many"])


def _listed(entries: list[Entry]) -> list[str]:
    return [entry.target for entry in entries if entry.target.startswith("/news/")]


def _wait_for_lines(output: Path, number: int) -> None:
    wait_until(lambda: len(_lines(output)) >= number, lambda: f"{len(_lines(output))} lines, not {number}")


def _lines(output: Path) -> list[bytes]:
    return [line for path in output.glob("articles/*/*.jsonl") for line in path.read_bytes().splitlines()]
