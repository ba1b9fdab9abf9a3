"""Can a crawl as a process neither hang nor take anything along?"""

from __future__ import annotations

import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from newsspider.schedule.process import Ended, Outcome, Process
from tests.waiting import wait_until

SOON, LATE = timedelta(seconds=0.3), timedelta(seconds=30)
WAITS = "echo > ready; while :; do sleep 0.05; done"

ENDS = [
    ("exit 0", Outcome(Ended.well, 0)),
    ("exit 1", Outcome(Ended.wrong, 1)),
    ("exit 2", Outcome(Ended.wrong, 2)),
    ("kill -9 $$", Outcome(Ended.wrong, -signal.SIGKILL)),
]
IS_ASKED = [
    (f"trap 'exit 1' TERM; {WAITS}", LATE, Outcome(Ended.stopped, 1)),  # what a crawl does
    (f"trap 'exit 0' TERM; {WAITS}", LATE, Outcome(Ended.well, 0)),  # done at the last moment
    (WAITS, LATE, Outcome(Ended.stopped, -signal.SIGTERM)),
    (f"trap '' TERM; {WAITS}", SOON, Outcome(Ended.hung, -signal.SIGKILL)),
    ("kill -STOP $$", SOON, Outcome(Ended.hung, -signal.SIGKILL)),  # frozen
]


def _state(process: int) -> str:
    """As the kernel calls it: T, stopped; Z, dead and not buried; nothing, not there."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2]
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.mark.parametrize(("script", "outcome"), ENDS)
def test_how_it_ends(tmp_path: Path, script: str, outcome: Outcome) -> None:
    assert Process(["sh", "-c", script], tmp_path).wait(LATE, SOON) == outcome


@pytest.mark.parametrize(("script", "grace", "outcome"), IS_ASKED)
def test_how_it_ends_at_its_deadline(tmp_path: Path, script: str, grace: timedelta, outcome: Outcome) -> None:
    process = Process(["sh", "-c", script], tmp_path)
    wait_until(lambda: (tmp_path / "ready").exists() or _state(process.id) == "T")
    assert process.wait(SOON, grace) == outcome


def test_children_of_what_hangs_are_killed_too(tmp_path: Path) -> None:
    process = Process(["sh", "-c", f"trap '' TERM; sleep 300 & echo $! > child; {WAITS}"], tmp_path)
    wait_until((tmp_path / "ready").exists)
    assert process.wait(SOON, SOON).ended is Ended.hung
    child = int((tmp_path / "child").read_text())
    wait_until(lambda: _state(child) in ("", "Z"))


def test_it_is_asked_to_stop_once(tmp_path: Path) -> None:
    """A second signal would make a crawl drop the pages under way."""
    process = Process(["sh", "-c", f"trap 'echo x >> asked' TERM; {WAITS}"], tmp_path)
    wait_until((tmp_path / "ready").exists)
    process.stop()
    wait_until((tmp_path / "asked").exists)
    process.stop()
    threading.Timer(1, process.kill).start()
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
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(OSError, match="the clock"):
            process.wait(timedelta(minutes=1))
    finally:
        signal.signal(signal.SIGALRM, before)
    outcome = process.wait(timedelta(seconds=10))
    assert outcome.code == -signal.SIGKILL
