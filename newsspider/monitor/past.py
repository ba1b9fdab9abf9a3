"""What is known of a site's last weeks when its last crawl is judged?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsspider.monitor.watching import Watched


@dataclass(frozen=True, slots=True)
class Past:
    """`counts`: by edition, of the last weeks and the last crawl; `sources`: by URL; `arrivals`: by edition, when
    articles came."""

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sources: Mapping[str, Watched] = field(default_factory=dict)
    arrivals: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    zone: str = "UTC"

    def read(self) -> dict[str, datetime]:
        """When a source of an edition last answered."""
        found: dict[str, datetime] = {}
        for source in self.sources.values():
            if source.read_at:
                at = datetime.fromisoformat(source.read_at)
                found[source.edition] = max(at, found.get(source.edition, at))
        return found


def as_watched(rows: Mapping[str, Mapping[str, object]]) -> dict[str, Watched]:
    """As they were kept; what an older version wrote and this one doesn't know is left out."""
    return {
        url: Watched(**{name: _kept(row[name]) for name in Watched.__slots__ if name in row})  # type: ignore[arg-type]
        for url, row in rows.items()
    }


def _kept(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
