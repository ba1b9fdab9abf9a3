"""What does one answer of a source say?"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from newsspider.article import Link

LONGEST_URL = 2_000
LONGEST_FIELD = 1_000  # characters of a title, date, tag, …
MOST_TAGS = 100


@dataclass(slots=True)
class Reading:
    """Links to articles, and `follow`: URLs of the same source to read next, best first.

    `complete`: False where the answer breaks off, so that there may be more than it shows.
    """

    links: list[Link] = field(default_factory=list)
    follow: list[Follow] = field(default_factory=list)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Follow:
    """A further page of a source; `modified` (raw) where the source dates it."""

    url: str
    modified: str | None = None


class Unreadable(Exception):
    """The answer is not what the source should be: an HTML page for a feed, say."""


def absolute(url: str, base: str) -> str | None:
    """The address that a source means by `url`; None for what can't be asked for (`javascript:`, `#`, garbage)."""
    url = url.strip()
    if not url or url.startswith("#"):
        return None
    try:
        target = urljoin(base, url).partition("#")[0]
        parts = urlsplit(target)
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.hostname and len(target) <= LONGEST_URL
    return target if usable else None


def short(value: object) -> str | None:
    """A field as it is kept: a string, not empty, of a bounded length."""
    return (value.strip()[:LONGEST_FIELD] or None) if isinstance(value, str) else None
