"""In which hours is a site's past read, beside its crawls?"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from newsspider.schedule.book import utc_now
from newsspider.schedule.plan import Backfill
from newsspider.schedule.process import GRACE, Ended, Outcome, Process
from newsspider.store.hand_over import is_backfilled

PAUSES = timedelta(minutes=10), timedelta(days=1)  # after an incomplete one: at first; in the end, after many

Command = Callable[[str, Backfill], Sequence[str]]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """`zone`: the site's, in whose time its hours are."""

    site: str
    zone: str
    backfill: Backfill

    def is_its_hour(self, now: datetime) -> bool:
        return self.backfill.holds(now.astimezone(ZoneInfo(self.zone)))


@dataclass(slots=True)
class _State:
    """Of a site's backfill, in this life of the schedule: the backfill itself remembers where it was, and whether it
    is done. Moments are those of a clock that nobody can set."""

    process: Process | None = None
    asked_to_stop: float | None = None
    done: bool = False
    failures: int = 0
    not_before: float = 0.0
    left_alone: bool = False


class Backfills:
    """Keeps the backfills running whose hour it is: each a process that makes way for the crawls of its site by itself.
    Its methods may be called from several threads, and none waits for a process."""

    def __init__(
        self,
        planned: Sequence[Planned],
        command: Command,
        output: Path,
        *,
        at_once: int,
        grace: timedelta = GRACE,
        pauses: tuple[timedelta, timedelta] = PAUSES,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`at_once`: sites. The commands are run in the present folder."""
        self._planned: Mapping[str, Planned] = {each.site: each for each in planned}
        self.sites = tuple(self._planned)
        self._command, self._output, self._at_once, self._now = command, output, at_once, now
        self._grace, self._pauses = grace.total_seconds(), pauses
        self._states = {site: _State() for site in self.sites}
        self._changing = threading.Lock()
        self._stopping = False

    def look(self, site: str) -> None:
        """Begin it, end it, or let it be."""
        state, planned = self._states[site], self._planned[site]
        with self._changing:
            if state.process is not None:
                self._attend(state, planned, state.process)
            elif self._may_begin(state, planned):
                self._begin(state, planned)

    def stop(self) -> None:
        """Ask all of them to end, and begin none."""
        with self._changing:
            self._stopping = True
            for process in self._processes():
                process.stop()

    def kill(self) -> None:
        with self._changing:
            for process in self._processes():
                process.kill()

    def is_idle(self) -> bool:
        return not self.running()

    def running(self) -> int:
        return sum(process.look() is None for process in self._processes())

    def _processes(self) -> list[Process]:
        return [state.process for state in self._states.values() if state.process is not None]

    def _may_begin(self, state: _State, planned: Planned) -> bool:
        if self._stopping or state.done or time.monotonic() < state.not_before:
            return False
        if not planned.is_its_hour(self._now()) or len(self._processes()) >= self._at_once:
            return False
        # By hand, or left over from a schedule that was killed. One that makes way at this moment is not seen; of two
        # of a site, the second one gives up by itself.
        taken = is_backfilled(self._output, planned.site)
        if taken and not state.left_alone:
            logger.info("%s: a backfill is running already, and is left alone", planned.site)
        state.left_alone = taken
        return not taken

    def _begin(self, state: _State, planned: Planned) -> None:
        command = self._command(planned.site, planned.backfill)
        try:
            state.process = Process(command, Path.cwd())
        except OSError as problem:
            logger.error("%s can't be started: %s", command[0], problem.strerror)
            self._pause(state)
            return
        state.asked_to_stop = None
        logger.info("%s: reads its past: %s", planned.site, period(planned.backfill))

    def _attend(self, state: _State, planned: Planned, process: Process) -> None:
        if outcome := process.look():
            state.process = None
            self._note(state, planned.site, outcome)
        elif state.asked_to_stop is not None:
            if time.monotonic() > state.asked_to_stop + self._grace:
                process.kill()
        elif not planned.is_its_hour(self._now()):
            state.asked_to_stop = time.monotonic()
            process.stop()

    def _note(self, state: _State, site: str, outcome: Outcome) -> None:
        match outcome.ended:
            case Ended.well:
                state.done = True
                logger.info("%s: its past is read", site)
            case Ended.stopped:
                state.failures = 0
                logger.info("%s: the backfill was stopped, and goes on in its hours", site)
            case Ended.wrong if is_backfilled(self._output, site):
                state.left_alone = True
                logger.info("%s: another backfill was quicker, and is left alone", site)
            case _:
                wait = self._pause(state)
                told = "%s: the backfill is incomplete (exit code %s), and is begun again in %s at the soonest"
                logger.warning(told, site, outcome.code, wait)

    def _pause(self, state: _State) -> timedelta:
        first, longest = self._pauses
        wait = min(first * (1 << min(state.failures, 20)), longest)
        state.failures += 1
        state.not_before = time.monotonic() + wait.total_seconds()
        return wait


def period(backfill: Backfill) -> str:
    """`2024-01-01 to 2024-12-31 (kk, ru)`."""
    return f"{backfill.since or 'the beginning'} to {backfill.until} ({', '.join(backfill.editions)})"
