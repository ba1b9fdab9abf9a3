"""Who asked the replica web for what, and when?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, Self

import orjson


@dataclass(frozen=True, slots=True)
class Entry:
    """One request. `at` is in seconds (`time.time`), taken when the request arrived."""

    at: float
    host: str
    target: str  # path and query; of a refused CONNECT, empty
    status: int
    method: str = "GET"
    scheme: str = "https"
    seconds: float = 0.0  # until the answer was sent
    size: int = 0  # bytes of the body as sent
    user_agent: str | None = None
    if_none_match: str | None = None
    if_modified_since: str | None = None
    fault: str | None = None  # kind of the fault that struck
    refused: bool = False  # asked of the proxy, and not of this world

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def conditional(self) -> bool:
        return self.if_none_match is not None or self.if_modified_since is not None


class Journal:
    """The requests in the order in which they were answered, in memory and, if a path is given, as JSON Lines."""

    def __init__(self, path: Path | None = None) -> None:
        self._entries: list[Entry] = []
        self._path = path
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab", buffering=0)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def write(self, entry: Entry) -> None:
        self._entries.append(entry)
        if self._file is not None:
            self._file.write(orjson.dumps(asdict(entry)) + b"\n")

    def clear(self) -> None:
        """Forget what was asked until now; the file keeps it."""
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def of(self, host: str) -> list[Entry]:
        return [entry for entry in self if entry.host == host]

    def urls(self) -> list[str]:
        return [entry.url for entry in self]

    def refused(self) -> list[Entry]:
        """What was asked outside this world: foreign hosts, private addresses, other ports."""
        return [entry for entry in self if entry.refused]

    def shortest_delay(self, host: str) -> float | None:
        """Seconds between the two requests to a host that stand closest together."""
        return min(_gaps(entry.at for entry in self.of(host)), default=None)

    def most_at_once(self, host: str) -> int:
        """How many requests to a host were under way at the same moment."""
        events = sorted(event for entry in self.of(host) for event in ((entry.at, 1), (entry.at + entry.seconds, -1)))
        most = running = 0
        for _, step in events:
            running += step
            most = max(most, running)
        return most


def _gaps(times: Iterable[float]) -> Iterator[float]:
    ordered = sorted(times)
    return (after - before for before, after in pairwise(ordered))
