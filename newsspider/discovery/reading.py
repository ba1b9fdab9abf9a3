"""What does one answer of a source say?"""

from __future__ import annotations

from dataclasses import dataclass, field

from newsspider.article import Link


@dataclass(slots=True)
class Reading:
    """Links to articles, and `follow`: URLs of the same source to read next, best first."""

    links: list[Link] = field(default_factory=list)
    follow: list[Follow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Follow:
    """A further page of a source; `modified` (raw) where the source dates it."""

    url: str
    modified: str | None = None


class Unreadable(Exception):
    """The answer is not what the source should be: an HTML page for a feed, say."""
