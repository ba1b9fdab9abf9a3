"""What time is it in a simulation, for the replica web, the schedule and the crawls alike?

Time passes by what is done: a crawl's process starts, a host is asked. Between two crawls it is set to the next turn.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.replica.clock import Clock

FAKETIME = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
MISSING = "libfaketime is not installed (Debian, Ubuntu: apt-get install faketime)"
START = timedelta(seconds=5)  # of a crawl's process, until its first request
DELAY = timedelta(seconds=1)  # from one request to a host to the next: DOWNLOAD_DELAY
ANSWER = timedelta(seconds=0.4)  # until it comes


class SimulatedClock(Clock):
    """A clock that stands still between two steps, written to the file from which libfaketime reads the time."""

    def __init__(self, start: datetime, file: Path) -> None:
        super().__init__(start)
        self._changing = threading.RLock()
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT)
        self._free: dict[str, datetime] = {}
        self._began = start
        self.set(start)

    def set(self, moment: datetime) -> None:
        with self._changing:
            super().set(moment)
            # Always as long as before and never cut: whoever reads it meanwhile reads one time or the other.
            os.pwrite(self._file, f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}\n".encode(), 0)

    def set_at_least(self, moment: datetime) -> None:
        with self._changing:
            self.set(max(moment, self.now()))

    def begin_crawl(self) -> None:
        """A process starts, which has asked no host yet."""
        with self._changing:
            self.advance(START)
            self._began, self._free = self.now(), {}

    def ask(self, host: str) -> datetime:
        """One request; when it is answered. Hosts are asked beside each other, each of them politely."""
        with self._changing:
            asked = self._free.get(host, self._began)
            self._free[host] = asked + DELAY
            self.set_at_least(asked + ANSWER)
            return self.now()

    def close(self) -> None:
        os.close(self._file)


def faked(file: Path) -> Mapping[str, str]:
    """The environment of a process that is to believe in the time of the file."""
    return {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
        "TZ": "UTC",
    }
