"""How fast does a count grow?"""

from __future__ import annotations

from collections import deque

WINDOW = 60.0  # seconds


class Pace:
    """A growing count, and how much of it a minute, over the last minute."""

    def __init__(self, start: float) -> None:
        """`start` and `at`: seconds of one clock."""
        self._seen = deque([(start, 0)])

    def per_minute(self, at: float, total: int) -> float:
        self._seen.append((at, total))
        while len(self._seen) > 2 and self._seen[1][0] <= at - WINDOW:
            self._seen.popleft()
        since, before = self._seen[0]
        return (total - before) * 60 / (at - since) if at - since >= 1 else 0.0
