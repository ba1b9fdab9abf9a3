"""Can a crawl as a process neither hang nor take anything along?"""

from __future__ import annotations

import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from newsspider.schedule.process import Ended, Outcome, Process

SOON, LATE = timedelta(seconds=0.3), timedelta(seconds=30)
WAITS = "while :; do sleep 0.05; done"

CASES = [
    ("exit 0", LATE, Outcome(Ended.well, 0)),
    ("exit 1", LATE, Outcome(Ended.wrong, 1)),
    ("exit 2", LATE, Outcome(Ended.wrong, 2)),
    ("kill -9 $$", LATE, Outcome(Ended.wrong, -signal.SIGKILL)),
    (f"trap 'exit 1' TERM; {WAITS}", SOON, Outcome(Ended.stopped, 1)),  # what a crawl does
    (f"trap 'exit 0' TERM; {WAITS}", SOON, Outcome(Ended.well, 0)),  # done at the last moment
    (WAITS, SOON, Outcome(Ended.stopped, -signal.SIGTERM)),
    (f"trap '' TERM; {WAITS}", SOON, Outcome(Ended.hung, -signal.SIGKILL)),
    ("kill -STOP $$", SOON, Outcome(Ended.hung, -signal.SIGKILL)),  # frozen
]


@pytest.mark.parametrize(("script", "deadline", "outcome"), CASES)
def test_how_it_ends(tmp_path: Path, script: str, deadline: timedelta, outcome: Outcome) -> None:
    assert Process(["sh", "-c", script], tmp_path).wait(deadline, SOON) == outcome


def test_children_of_what_hangs_are_killed_too(tmp_path: Path) -> None:
    script = f"trap '' TERM; sleep 300 & echo $! > child; {WAITS}"
    assert Process(["sh", "-c", script], tmp_path).wait(SOON, SOON).ended is Ended.hung
    child = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}")
    until = time.monotonic() + 5
    while child.exists() and (child / "stat").read_text().split()[2] != "Z":
        assert time.monotonic() < until
        time.sleep(0.05)


def test_it_is_asked_to_stop_once(tmp_path: Path) -> None:
    """A second signal would make a crawl drop the pages under way."""
    process = Process(["sh", "-c", f"trap 'echo x >> asked' TERM; {WAITS}"], tmp_path)
    time.sleep(0.3)
    process.stop()
    process.stop()
    threading.Timer(0.5, process.kill).start()
    assert process.wait(SOON, LATE).ended is Ended.hung
    assert (tmp_path / "asked").read_text() == "x\n"
    process.kill()  # its number may be another's by now


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Process(["/nonexistent"], tmp_path)


def test_a_wait_that_fails_leaves_no_crawl_behind(tmp_path: Path) -> None:
    """Nobody would end it, and it would keep its site's lock."""

    def fail(*_: object) -> None:
        raise OSError("the clock")

    process = Process(["sh", "-c", WAITS], tmp_path)
    before = signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(OSError, match="the clock"):
            process.wait(timedelta(minutes=1))
    finally:
        signal.signal(signal.SIGALRM, before)
    outcome = process.wait(timedelta(seconds=10))
    assert outcome.code == -signal.SIGKILL
