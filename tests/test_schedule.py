"""Does the schedule survive what happens to a program in years? Real processes, real signals, intervals of a second."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider.schedule.memory import Last, read
from newsspider.store.lock import Lock
from tests.scheduling import crawler, ended, moments, scheduled, wait_for
from tests.waiting import wait_until


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def _last(folder: Path, site: str) -> Last:
    return (read(folder / "schedule.json") or {}).get((site, "ru"), Last())


def test_a_crawl_that_crashes_or_hangs_touches_no_other(tmp_path: Path) -> None:
    with scheduled(tmp_path, "good", "crash", "hang", "wrong") as process:
        wait_for(tmp_path, "good", 4)
        wait_for(tmp_path, "hang", 2)  # it was killed, and came again
        wait_for(tmp_path, "crash", 2)
        wait_for(tmp_path, "wrong", 2)
        assert ended(process) == 0
    memory = read(tmp_path / "schedule.json")
    assert memory is not None
    failures = {site: last.failures for (site, _), last in memory.items()}
    assert failures["good"] == 0
    assert min(failures["crash"], failures["hang"], failures["wrong"]) >= 1
    assert not [each for each in (tmp_path / "hung").read_text().split() if _lives(int(each))], "children too"


def test_a_signal_ends_crawls_gently_and_a_restart_goes_on(tmp_path: Path) -> None:
    with scheduled(tmp_path, "slow", "rare") as process:
        wait_for(tmp_path, "slow", 1)
        wait_until(lambda: _last(tmp_path, "rare").good)
        assert ended(process) == 0
    tried = _last(tmp_path, "rare").tried
    assert tried is not None
    assert len(moments(tmp_path, "slow", "ended")) == 1, "it could end by itself"
    with scheduled(tmp_path, "slow", "rare") as process:
        wait_for(tmp_path, "slow", 2)  # cut short: its turn is now
        again = wait_for(tmp_path, "rare", 2)
        assert again[1] - tried.timestamp() >= 3, "no sooner for the restart"
        assert ended(process, signal.SIGINT) == 0


def test_a_second_signal_does_not_wait(tmp_path: Path) -> None:
    with scheduled(tmp_path, "deaf") as process:
        wait_for(tmp_path, "deaf", 1)
        process.send_signal(signal.SIGTERM)
        wait_for(tmp_path, "deaf", 1, "asked")
        assert ended(process) == 1


def test_a_site_that_somebody_crawls_by_hand_is_left_alone(tmp_path: Path) -> None:
    runs = crawler(tmp_path, ["daily"])
    lock = Lock(tmp_path / "locks" / "daily.lock", "a crawl of daily")
    assert runs.crawl_due("daily") is None
    lock.close()
    assert runs.crawl_due("daily") is True
    assert len(moments(tmp_path, "daily")) == 1
    assert runs.crawl_due("daily") is True, "nothing is due any more"
    assert len(moments(tmp_path, "daily")) == 1


def test_the_next_turn_survives_a_restart(tmp_path: Path) -> None:
    runs = crawler(tmp_path, ["rare", "good"])
    assert runs.crawl_due("rare") is True
    again = crawler(tmp_path, ["rare", "good"]).book
    assert again.next_at("rare") == runs.book.next_at("rare")
    tried = _last(tmp_path, "rare").tried
    assert tried is not None
    assert (again.next_at("rare") - tried).total_seconds() == pytest.approx(3)
    assert again.next_at("good") <= datetime.now(UTC)


def test_what_can_not_be_written_down_counts_all_the_same(tmp_path: Path) -> None:
    """A full disk must not lead to crawls without a pause."""
    now = datetime.now(UTC)
    runs = crawler(tmp_path, ["rare"], now=lambda: now)
    (tmp_path / "schedule.new").mkdir()  # where the new file is to be written
    assert runs.crawl_due("rare") is True
    assert runs.book.due("rare") == []
    assert read(tmp_path / "schedule.json") is None
    (tmp_path / "schedule.new").rmdir()
    now += timedelta(seconds=3)
    assert runs.crawl_due("rare") is True
    assert len(moments(tmp_path, "rare")) == 2
    memory = read(tmp_path / "schedule.json")
    assert memory is not None
    assert memory["rare", "ru"].failures == 0
