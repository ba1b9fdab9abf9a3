"""Is the past read in its hours, beside crawls that notice nothing of it? Invented backfills, real processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from newsspider.schedule.backfills import Backfills, Planned, period
from newsspider.schedule.plan import Backfill
from newsspider.store.hand_over import BACKFILL
from newsspider.store.lock import Lock
from tests.scheduling import backfill_command, ended, moments, past, scheduled, wait_for
from tests.waiting import wait_until

NIGHT, DAY = datetime(2026, 11, 20, 23, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)
SHORT, LONG = timedelta(seconds=0.3), timedelta(minutes=5)


class Clock:
    def __init__(self) -> None:
        self.now = NIGHT

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def backfills(
    folder: Path,
    *sites: str,
    at_once: int = 9,
    now: Clock | None = None,
    pause: timedelta = SHORT,
    grace: timedelta = LONG,
) -> Iterator[Backfills]:
    """Killed at the end if they still run."""
    planned = [past(site, hours=(22, 7)) for site in sites]
    made = Backfills(
        planned,
        backfill_command(folder),
        folder,
        at_once=at_once,
        grace=grace,
        pauses=(pause, 2 * pause),
        now=now or Clock(),
    )
    try:
        yield made
    finally:
        made.kill()
        wait_until(made.is_idle)


def look_until(made: Backfills, true: Callable[[], bool]) -> None:
    def looked() -> bool:
        for site in made.sites:
            made.look(site)
        return true()

    wait_until(looked)


def test_only_in_its_hours(tmp_path: Path) -> None:
    clock = Clock()
    with backfills(tmp_path, "walks", now=clock) as made:
        look_until(made, lambda: len(moments(tmp_path, "walks")) == 1)
        clock.now = DAY
        look_until(made, made.is_idle)
        assert len(moments(tmp_path, "walks", "ended")) == 1, "it was asked to end"
        for _ in range(3):
            made.look("walks")
        assert made.is_idle()
        clock.now = NIGHT - timedelta(days=400)  # whatever happens to the clock
        look_until(made, lambda: len(moments(tmp_path, "walks")) == 2)


def test_what_does_not_listen_is_killed(tmp_path: Path) -> None:
    clock = Clock()
    with backfills(tmp_path, "deaf", now=clock, grace=SHORT) as made:
        look_until(made, lambda: len(moments(tmp_path, "deaf")) == 1)
        clock.now = DAY
        look_until(made, made.is_idle)


def test_what_is_done_is_not_begun_again(tmp_path: Path) -> None:
    with backfills(tmp_path, "done", "walks", at_once=1) as made:
        look_until(made, lambda: bool(moments(tmp_path, "walks")))
        for _ in range(3):
            made.look("done")
        assert len(moments(tmp_path, "done")) == 1


def test_never_more_than_allowed(tmp_path: Path) -> None:
    with backfills(tmp_path, "walks", "goes", at_once=1) as made:
        for _ in range(3):
            made.look("walks")
            made.look("goes")
        assert made.running() == 1


@pytest.mark.parametrize("site", ["incomplete", "dies"])
def test_what_is_incomplete_is_begun_again_later_each_time(tmp_path: Path, site: str) -> None:
    with backfills(tmp_path, site) as made:
        look_until(made, lambda: len(moments(tmp_path, site)) == 4)
    began = moments(tmp_path, site)
    pauses = [later - sooner for sooner, later in pairwise(began)]
    assert all(pause >= wanted for pause, wanted in zip(pauses, (0.3, 0.6, 0.6), strict=True))


def test_one_that_runs_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "locks").mkdir()
    lock = Lock(tmp_path / "locks" / "done.lock", "a crawl of done", BACKFILL)
    with backfills(tmp_path, "done") as made:
        for _ in range(3):
            made.look("done")
        assert made.is_idle()
        lock.close()
        look_until(made, lambda: len(moments(tmp_path, "done")) == 1)


def test_one_that_was_quicker_is_no_failure(tmp_path: Path) -> None:
    """It was making way for a crawl when it was looked for."""
    (tmp_path / "locks").mkdir()
    path = tmp_path / "locks" / "done.lock"
    lock = Lock(path, "a crawl of done")
    with backfills(tmp_path, "done", pause=timedelta(hours=1)) as made:
        made.look("done")
        wait_for(tmp_path, "done", 1, "locked")
        path.write_text(f"1 {BACKFILL}\n")
        look_until(made, made.is_idle)
        made.look("done")
        lock.close()
        look_until(made, lambda: len(moments(tmp_path, "done")) == 1)


def test_a_program_that_can_not_be_started_is_tried_again(tmp_path: Path) -> None:
    made = Backfills([past("done")], lambda _site, _backfill: ["/nonexistent"], tmp_path, at_once=1, now=Clock())
    made.look("done")
    made.look("done")
    assert made.is_idle()


def test_hours_are_the_sites() -> None:
    backfill = Backfill("", "2024-12-31", ("ru",), hours=(22, 7))
    assert Planned("x", "Asia/Almaty", backfill).is_its_hour(datetime(2026, 11, 20, 17, tzinfo=UTC))
    assert not Planned("x", "UTC", backfill).is_its_hour(datetime(2026, 11, 20, 17, tzinfo=UTC))
    assert period(backfill) == "the beginning to 2024-12-31 (ru)"


# in a schedule


def test_crawls_notice_nothing_of_it_and_a_signal_ends_both(tmp_path: Path) -> None:
    with scheduled(tmp_path, "good", "+walks", "+dies", "+done", "+incomplete") as process:
        for site in ("walks", "dies", "done", "incomplete"):
            wait_for(tmp_path, site, 1)
        wait_for(tmp_path, "good", len(moments(tmp_path, "good")) + 2)
        assert ended(process) == 0
    counts = [len(moments(tmp_path, site)) for site in ("walks", "dies", "done", "incomplete")]
    assert counts == [1, 1, 1, 1]
    assert len(moments(tmp_path, "walks", "ended")) == 1, "it could end by itself"


def test_a_second_signal_does_not_wait_for_it(tmp_path: Path) -> None:
    with scheduled(tmp_path, "good", "+deaf") as process:
        wait_for(tmp_path, "deaf", 1)
        process.send_signal(signal.SIGTERM)
        wait_for(tmp_path, "deaf", 1, "asked")
        assert ended(process) == 1


def test_after_a_kill_of_the_schedule_it_runs_on_and_is_left_alone(tmp_path: Path) -> None:
    with scheduled(tmp_path, "good", "+walks") as process:
        wait_for(tmp_path, "walks", 1)
        process.kill()
        process.wait()
    before = len(moments(tmp_path, "good"))
    with scheduled(tmp_path, "good", "+walks") as process:
        wait_for(tmp_path, "good", before + 2)
        assert len(moments(tmp_path, "walks")) == 1
        os.kill(int((tmp_path / "locks" / "walks.lock").read_text().split()[0]), signal.SIGTERM)
        wait_for(tmp_path, "walks", 2)
        assert ended(process) == 0
    assert moments(tmp_path, "walks", "locked") == []
