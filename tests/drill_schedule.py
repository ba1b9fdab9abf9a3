"""Does the schedule survive a bad day? Longer than a test should take: `make drill`."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsspider.schedule.memory import read
from tests.scheduling import EVERY, ended, moments, scheduled, wait_for

ROUNDS = 12
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
