"""How long has a page taken by itself?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Stands still while something is being fetched: that is bounded by its own timeout, and may wait for a host's
    turn. Runs out after `seconds` of its own, or `longest` in all."""

    def __init__(self, seconds: float, longest: float) -> None:
        self._left, self._longest = seconds, longest
        self._began = self._since = time.monotonic()
        self._pauses = 0

    @contextmanager
    def paused(self) -> Iterator[None]:
        if not self._pauses:
            self._left = self._rest()
        self._pauses += 1
        try:
            yield
        finally:
            self._pauses -= 1
            self._since = time.monotonic()

    @property
    def is_paused(self) -> bool:
        return self._pauses > 0

    async def runs_out(self) -> None:
        while (left := self.left()) > 0:  # noqa: ASYNC110 (what is left may grow)
            await asyncio.sleep(min(left, 0.5))

    def left(self) -> float:
        return min(self._rest(), self._began + self._longest - time.monotonic())

    def _rest(self) -> float:
        return self._left if self._pauses else self._left - (time.monotonic() - self._since)
