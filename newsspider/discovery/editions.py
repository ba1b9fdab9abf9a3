"""Which edition of a site does a URL belong to?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from newsspider.discovery.sources import Source


@dataclass(frozen=True, slots=True)
class Edition:
    """A site in one language, or with one key space: its home page, its sources, further hosts of its articles.

    `slash`: whether the canonical URL of an article ends in a slash; None: as found. `query`: the parameter that tells
    editions of one home apart (`lang=ru`): the only one that a canonical URL of an article keeps. A URL without it is
    of the first of these editions. `language`: in which the texts of such an edition should be.
    """

    name: str
    home: str
    sources: tuple[Source, ...]
    hosts: tuple[str, ...] = ()
    slash: bool | None = None
    query: str = ""
    language: str = ""

    @property
    def all_hosts(self) -> tuple[str, ...]:
        return (urlsplit(self.home).netloc, *self.hosts)

    def url(self, path: str) -> str:
        return urljoin(self.home, path)


def edition_of(url: str, editions: Iterable[Edition]) -> Edition | None:
    """By host, then by the longest beginning of the path (`/ru/` is Russian where `/` is Kazakh), then by the query."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no such host
        return None
    fitting = [edition for edition in editions if _fits(parts.netloc, parts.path, edition)]
    longest = max((_depth(edition) for edition in fitting), default=0)
    fitting = [edition for edition in fitting if _depth(edition) == longest]
    said = parts.query.split("&")
    return next((edition for edition in fitting if edition.query in said), next(iter(fitting), None))


def _depth(edition: Edition) -> int:
    return len(urlsplit(edition.home).path)


def _fits(host: str, path: str, edition: Edition) -> bool:
    home = urlsplit(edition.home)
    return host in edition.hosts or (host == home.netloc and f"{path}/".startswith(home.path))
