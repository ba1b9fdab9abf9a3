"""Does an article resemble those that were read just before it?"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from typing import ClassVar

SHARED = 3  # articles before it with the same line


class Recent:
    """The last articles' titles, and, by edition, their lines."""

    MOST: ClassVar[int] = 50

    def __init__(self, titles: Iterable[str]) -> None:
        """`titles`: of earlier crawls, newest first."""
        self._titles = deque(reversed(list(titles)), self.MOST)
        self._lines: dict[str, deque[frozenset[str]]] = {}

    def has_title(self, title: str | None) -> bool:
        """Whether an article before it had its title; remembers it."""
        if not title:
            return False
        known = title in self._titles
        self._titles.append(title)
        return known

    def shares_line(self, edition: str, lines: Iterable[str]) -> bool:
        """Whether several articles before it have a line of it; remembers them. `lines`: keys."""
        before, new = self._lines.setdefault(edition, deque(maxlen=self.MOST)), frozenset(lines)
        counts = Counter(key for keys in before for key in keys & new)
        before.append(new)
        return max(counts.values(), default=0) >= SHARED
