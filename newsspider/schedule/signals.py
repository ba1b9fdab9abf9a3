"""Has somebody asked this process to end?"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType


class Signals:
    """SIGTERM and SIGINT, as they come. A handler may run in the midst of anything, also of taking a lock that it
    would take itself; an event or a lock can stand still for ever then, and this queue can't."""

    def __init__(self) -> None:
        self.came = 0
        self._queue: SimpleQueue[int] = SimpleQueue()

    def wait(self, seconds: float) -> bool:
        """Whether one came before the time was over; each is told once."""
        try:
            self._queue.get(timeout=seconds)
        except Empty:
            return False
        self.came += 1
        return True

    def handle(self, number: int, _frame: FrameType | None) -> None:
        self._queue.put(number)


@contextmanager
def caught() -> Iterator[Signals]:
    """Only in the main thread."""
    signals = Signals()
    before = {number: signal.signal(number, signals.handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
