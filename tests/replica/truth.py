"""What would a faithful crawl write of the replica web?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Truth:
    """What a faithful crawl writes of one article. `chrome`: strings of its page that are in no text.

    `since`: when this version came; `earlier`: `expected` of the versions before it, the first one first; `gone_at`:
    when the page vanished, if it has. `translations`: language and URL of the same article in others, where the site
    links them by an id.
    """

    source: str
    edition: str
    url: str
    urls: tuple[str, ...]
    expected: dict[str, Any]
    design: str
    duplicate_of: str | None = None
    translation_of: str | None = None
    chrome: tuple[str, ...] = ()
    has: frozenset[str] = frozenset()
    since: datetime | None = None
    earlier: tuple[dict[str, Any], ...] = ()
    gone_at: datetime | None = None
    translations: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that is no article, and what a faithful crawl says of it."""

    source: str
    edition: str
    url: str
    reason: str
