"""Does the schedule survive a bad day? Longer than a test should take: `make outages`."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from newsspider.schedule.memory import read
from tests.replica.archive import Archive
from tests.replica.backfill import keys
from tests.replica.run import Replica
from tests.replica.world import World
from tests.scheduling import EVERY, ended, moments, scheduled, wait_for

ROUNDS = 12
SCRAPY = (sys.executable, "-m", "scrapy")
PLAN = """
since = "DAY"
[tengrinews]
backfill = { until = "DAY", editions = "en" }
[tengrinews.en]
hours = [{ shortest = 1, longest = 1 }]
[tengrinews.kk]
skip = true
[tengrinews.ru]
skip = true
"""
FAKETIME = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
def test_the_clock_may_jump(tmp_path: Path) -> None:
    """Back by an hour, ahead by eight: crawls go on at once, and none is made up for more than once."""
    offset = tmp_path / "offset"
    offset.write_text("+0")
    faked = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with scheduled(tmp_path, "good", env=faked) as process:
        wait_for(tmp_path, "good", 2)
        for hours in (-1, 8):
            offset.write_text(f"{hours * 3600:+d}")
            before, at = len(moments(tmp_path, "good")), time.monotonic()
            found = wait_for(tmp_path, "good", before + 4)
            assert time.monotonic() - at < 4 * EVERY + 6
            assert all(later - sooner > 0.8 * EVERY for sooner, later in zip(found[-3:], found[-2:], strict=False))
            memory = read(tmp_path / "schedule.json")
            assert memory is not None
            tried = memory["good", "ru"].tried
            assert tried is not None
            assert abs((tried - datetime.now(UTC)).total_seconds() - hours * 3600) < 60
        assert ended(process) == 0


def test_a_bad_day(tmp_path: Path) -> None:
    """Killed, frozen and restarted at random moments, with crawls that crash, hang and are orphaned: there are never
    two crawls of a site at once, and the good one is always crawled again."""
    luck = random.Random(1)
    for _ in range(ROUNDS):
        with scheduled(tmp_path, "good", "crash", "hang", "wrong", "slow") as process:
            before = len(moments(tmp_path, "good"))
            wait_for(tmp_path, "good", before + 2)
            time.sleep(luck.random() * 2)
            match luck.choice(("kill", "stop", "freeze")):
                case "kill":
                    process.kill()
                case "stop":
                    assert ended(process) in (0, 1)
                case "freeze":
                    os.kill(process.pid, signal.SIGSTOP)
                    time.sleep(luck.random() * 3)
                    os.kill(process.pid, signal.SIGCONT)
                    wait_for(tmp_path, "good", len(moments(tmp_path, "good")) + 1)
    assert read(tmp_path / "schedule.json") is not None
    for site in ("good", "crash", "hang", "wrong", "slow"):
        assert moments(tmp_path, site, "locked") == [], f"two crawls of {site} at once"


def test_what_was_missed_is_caught_up_once(tmp_path: Path) -> None:
    with scheduled(tmp_path, "good") as process:
        wait_for(tmp_path, "good", 1)
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGSTOP)  # as a machine that sleeps
        time.sleep(4 * EVERY)
        before, woke = len(moments(tmp_path, "good")), time.time()
        os.kill(process.pid, signal.SIGCONT)
        wait_for(tmp_path, "good", before + 2)
        after = moments(tmp_path, "good")[before:]
        assert after[0] - woke < 0.8
        assert after[1] - after[0] > 0.8 * EVERY
        assert ended(process) == 0


def test_after_a_kill_an_orphaned_crawl_is_left_alone(tmp_path: Path) -> None:
    with scheduled(tmp_path, "slow") as process:
        wait_for(tmp_path, "slow", 1)
        process.kill()
        process.wait()
    with scheduled(tmp_path, "slow", "good") as process:
        wait_for(tmp_path, "good", 3)
        assert len(moments(tmp_path, "slow")) == 1
        assert moments(tmp_path, "slow", "locked") == []
        assert ended(process) == 0


def test_a_backfill_that_a_killed_schedule_left_is_whole_in_the_end(tmp_path: Path) -> None:
    """Beside crawls every minute, killed and stopped in the middle, backfills left over: each article once."""
    output, log, archive = tmp_path / "output", tmp_path / "log", Archive(600)
    archive.end = datetime.now(UTC)  # its listing says "yesterday"
    output.mkdir()
    (output / "plan.toml").write_text(PLAN.replace("DAY", archive.at(60).date().isoformat()))
    command = (*SCRAPY, "schedule", "tengrinews", "-s", "DOWNLOAD_DELAY=0.1", "-s", "AUTOTHROTTLE_ENABLED=0")
    with Replica(archive, output=output) as replica:
        for round, number in enumerate((signal.SIGKILL, signal.SIGTERM, signal.SIGKILL), 1):
            before = _lines(output)
            process = replica.start(*command, log=log)
            try:
                _wait_for(log, b"1 sites", round)
                until = time.monotonic() + 100
                while _lines(output) < before + 80:
                    assert time.monotonic() < until
                    time.sleep(0.1)
            finally:
                process.send_signal(number)
            assert process.wait(100) == (-number if number == signal.SIGKILL else 0), log.read_text()
        process = replica.start(*command, log=log)
        try:
            _wait_for(log, b"its past is read", 1)
        finally:
            assert ended(process) == 0
    assert sorted(keys(output)) == sorted(archive.keys())
    assert b", and is left alone" in log.read_bytes()
    runs = [orjson.loads(line) for line in (output / "runs.jsonl").read_text().splitlines()]
    assert {"handed-over", "finished"} <= {run["reason"] for run in runs}


def _lines(output: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in output.glob("articles/*/*.jsonl"))


def _wait_for(log: Path, words: bytes, times: int) -> None:
    until = time.monotonic() + 300
    while not log.exists() or log.read_bytes().count(words) < times:
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


def test_a_schedule_is_stopped_in_the_middle_of_a_crawl(tmp_path: Path) -> None:
    with Replica(World.make(small=True), output=tmp_path) as replica:
        process = replica.start(*SCRAPY, "schedule", "polisia", "-s", "DOWNLOAD_DELAY=1", log=tmp_path / "said")
        until = time.monotonic() + 60
        while not list(replica.journal):
            assert time.monotonic() < until
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, (tmp_path / "said").read_text()
    (run,) = map(orjson.loads, (tmp_path / "runs.jsonl").read_text().splitlines())
    assert (run["reason"], run["finished"]) == ("shutdown", False), "asked to stop once, it ended by itself"
    told = orjson.loads((tmp_path / "schedule.json").read_bytes())
    assert {last["good"] for last in told["sites"]["polisia"].values()} == {None}, "its turn is now"
