"""What time is it in the replica web?"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta


class Clock:
    """Starts at a moment (with its zone) and runs `factor` times as fast as the machine's clock; 0 stands still.

    A week in two minutes: `Clock(monday, factor=7 * 24 * 60 / 2)`.
    """

    def __init__(self, start: datetime, *, factor: float = 0.0, tick: Callable[[], float] = time.monotonic) -> None:
        if start.tzinfo is None:
            raise ValueError(f"the start needs a time zone: {start}")
        self._start = start
        self._factor = factor
        self._tick = tick
        self._zero = tick()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(self._tick() - self._zero) * self._factor)

    def set(self, moment: datetime) -> None:
        self._start, self._zero = moment, self._tick()

    def advance(self, step: timedelta) -> None:
        self.set(self.now() + step)
