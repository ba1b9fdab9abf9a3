"""What is another than in the release before: added, changed, or gone?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
TAKEN_DOWN, LEFT_OUT = "taken-down", "left-out"


class Before:
    """The articles of the release before. `by_version`: each version of an article is one."""

    def __init__(self, rows: Iterable[tuple[str, int, str]], *, by_version: bool) -> None:
        self._by_version = by_version
        self._left = {self._key(id, version): (int(digest, 16), version) for id, version, digest in rows}

    def kind(self, id: str, version: int, digest: str) -> str | None:
        """None: it is the same. Asked once of each article: those that are never asked about are gone."""
        known = self._left.pop(self._key(id, version), None)
        if known is None:
            return ADDED
        return None if known[0] == int(digest, 16) else CHANGED

    def removed(self, taken_down: Container[str]) -> Iterator[dict[str, Any]]:
        """Why one was taken down is nobody else's business."""
        for key, (_, version) in self._left.items():
            id = f"{key >> 32 if self._by_version else key:016x}"
            yield {"id": id, "version": version, "why": TAKEN_DOWN if id in taken_down else LEFT_OUT}

    def _key(self, id: str, version: int) -> int:
        """A number takes less room than a text."""
        return int(id, 16) << 32 | version if self._by_version else int(id, 16)
