"""How many articles has each site, in which design, from when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone


@dataclass(frozen=True, slots=True)
class Row:
    site: str
    edition: str
    design: str
    host: str
    count: int
    small: int
    since: datetime | None  # None: until three days before the end
    until: datetime | None  # None: the end
    section: str | None = None


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


PLAN = (
    Row("tengrinews", "ru", "2024", "tengrinews.kz", 26, 5, day("2024-02-20"), day("2025-02-01")),
)
