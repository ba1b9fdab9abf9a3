"""Which edition of a site does a URL belong to?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from newsspider.discovery.sources import Source


@dataclass(frozen=True, slots=True)
class Edition:
    """A site in one language, or with one key space: its home page, its sources, further hosts of its articles.

    `slash`: whether the canonical URL of an article ends in a slash; None: as found.
    """

    name: str
    home: str
    sources: tuple[Source, ...]
    hosts: tuple[str, ...] = ()
    slash: bool | None = None

    @property
    def all_hosts(self) -> tuple[str, ...]:
        return (urlsplit(self.home).netloc, *self.hosts)

    def url(self, path: str) -> str:
        return urljoin(self.home, path)


def edition_of(url: str, editions: Iterable[Edition]) -> Edition | None:
    """By host, then by the longest beginning of the path: `/ru/` is Russian where `/` is Kazakh."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no such host
        return None
    fitting = [edition for edition in editions if _fits(parts.netloc, parts.path, edition)]
    return max(fitting, key=lambda edition: len(urlsplit(edition.home).path), default=None)


def _fits(host: str, path: str, edition: Edition) -> bool:
    home = urlsplit(edition.home)
    return host in edition.hosts or (host == home.netloc and f"{path}/".startswith(home.path))
