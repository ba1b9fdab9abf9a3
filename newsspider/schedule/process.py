"""How does a crawl run as a process of its own that can neither hang nor take anything along when it dies?"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from pathlib import Path

GRACE = timedelta(seconds=90)  # for pages under way, after a SIGTERM: longer than one may take (DOWNLOAD_TIMEOUT)


class Ended(Enum):
    """`stopped`: at its deadline, or with the schedule; the next crawl goes on. `hung`: it had to be killed."""

    well = "well"
    wrong = "wrong"
    stopped = "stopped"
    hung = "hung"


@dataclass(frozen=True, slots=True)
class Outcome:
    ended: Ended
    code: int | None = None  # minus the signal's number where one ended it


class Process:
    """A running command, with a process group of its own: Ctrl-C on the terminal does not reach it.

    Time is measured by a clock that nobody can set. Raises OSError when it can't be started.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, process_group=0)
        self._asked_to_stop = False

    @property
    def id(self) -> int:
        return self._process.pid

    def wait(self, deadline: timedelta, grace: timedelta = GRACE) -> Outcome:
        """Until it ends; past the deadline it is asked to, and past the grace it is killed with all its children."""
        try:
            code = self._process.wait(deadline.total_seconds())
        except subprocess.TimeoutExpired:
            self.stop()
            try:
                code = self._process.wait(grace.total_seconds())
            except subprocess.TimeoutExpired:
                self.kill()
                return Outcome(Ended.hung, self._process.wait())
        except BaseException:  # or a crawl that nobody waits for would keep its site for itself
            self.kill()
            raise
        return self._outcome(code)

    def look(self) -> Outcome | None:
        """None: it has not ended yet."""
        code = self._process.poll()
        return None if code is None else self._outcome(code)

    def stop(self) -> None:
        """Once: a second signal would make a crawl drop the pages under way."""
        if not self._asked_to_stop:
            self._asked_to_stop = True
            self._process.terminate()  # its children are its own to end

    def kill(self) -> None:
        """With its children. After its end another group may have its number."""
        self._asked_to_stop = True
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.id, signal.SIGKILL)

    def _outcome(self, code: int) -> Outcome:
        if code and self._asked_to_stop:
            return Outcome(Ended.hung if code == -signal.SIGKILL else Ended.stopped, code)
        return Outcome(Ended.wrong if code else Ended.well, code)
