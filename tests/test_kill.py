"""Does a real crawl, killed at any moment and started again, keep every article exactly once?

`NEWSSPIDER_SOAK_ROUNDS=50` kills as often as that (`make soak`).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import orjson

from tests.replica.check import compare
from tests.replica.run import Replica
from tests.replica.world import World
from tests.replica.written import read_output
from tests.waiting import PATIENCE, wait_until

ROUNDS = int(os.environ.get("NEWSSPIDER_SOAK_ROUNDS", "4"))
CRAWL = ("scrapy", "crawl", "tengrinews", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


def test_killed_crawls_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    dice = random.Random(ROUNDS)
    world = World.make(small=True)
    with Replica(world, output=tmp_path / "output") as replica:
        for _ in range(ROUNDS):
            _kill_somewhere(replica, dice, tmp_path / "log")
        done = replica.run(*CRAWL)
        assert done.returncode == 0, done.stderr
        result = compare(world.truth(replica.clock.now()), read_output(replica.output), sources=["tengrinews"])
        lost_or_doubled = [each for each in result.problems if each.kind in ("missing", "twice", "invalid", "untraced")]
        assert not lost_or_doubled, result.problems[:5]
    for file in (tmp_path / "output").rglob("*.jsonl"):
        for line in file.read_bytes().splitlines(keepends=True):
            assert line.endswith(b"\n"), file
            orjson.loads(line)


def _kill_somewhere(replica: Replica, dice: random.Random, log: Path) -> None:
    """At a moment of the whole life of a crawl, or while it is writing: as soon as a file has grown."""
    crawl = replica.start(*CRAWL, log=log)
    until = time.monotonic() + dice.uniform(0.5, 6.0)
    size, grown = _size(replica.output), dice.randrange(1, 30_000) if dice.random() < 0.7 else 10**9
    while time.monotonic() < until and _size(replica.output) < size + grown and crawl.poll() is None:
        time.sleep(0.002)
    crawl.send_signal(signal.SIGKILL)
    crawl.wait(PATIENCE)
    assert crawl.returncode in (-signal.SIGKILL, 0)  # 0: it was done before


def _size(output: Path) -> int:
    return sum(file.stat().st_size for file in output.rglob("*.jsonl"))


def test_a_second_crawl_of_the_same_site_is_refused(tmp_path: Path) -> None:
    with Replica(World.make(small=True), output=tmp_path / "output") as replica:
        first = replica.start("scrapy", "crawl", "polisia", "-s", "DOWNLOAD_DELAY=10")
        try:
            lock = replica.output / "locks" / "polisia.lock"
            wait_until(lock.exists)
            second = replica.run("scrapy", "crawl", "polisia")
            assert second.returncode == 1
            assert f"already running (process {first.pid})" in second.stderr
        finally:
            _end(first)


def test_sigterm_ends_a_crawl_cleanly_and_the_next_goes_on(tmp_path: Path) -> None:
    world = World.make(small=True)
    with Replica(world, output=tmp_path / "output") as replica:
        first = replica.start("scrapy", "crawl", "polisia", "-s", "DOWNLOAD_DELAY=0.2", "-s", "AUTOTHROTTLE_ENABLED=0")
        wait_until((replica.output / "articles" / "polisia").exists)
        first.send_signal(signal.SIGTERM)
        assert first.wait(PATIENCE) == 1  # incomplete
        done = replica.run("scrapy", "crawl", "polisia", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
        assert done.returncode == 0, done.stderr
        result = compare(world.truth(replica.clock.now()), read_output(replica.output), sources=["polisia"])
        assert not [each for each in result.problems if each.kind in ("missing", "twice")]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(PATIENCE)
