"""What belongs to one change of what is kept: a transaction of the state, and the lines written under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from newsspider.store.lines import line_of
from newsspider.store.postings import Postings
from newsspider.store.segment import Place
from newsspider.store.segments import Segments


@dataclass(frozen=True, slots=True)
class Change:
    connection: Connection
    segments: Segments
    source: str
    run: int
    day: str  # of the files
    at: str  # now, ISO
    postings: Postings = field(default_factory=Postings)

    def write(self, kind: str, record: Any, **more: Any) -> Place:
        return self.write_lines(kind, [line_of(record, **more)])

    def write_lines(self, kind: str, lines: Sequence[bytes]) -> Place:
        """One fsync for all of them."""
        return self.segments.append(self.connection, kind, self.day, b"".join(lines))
