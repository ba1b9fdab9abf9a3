"""What does a URL of a site mean: which article, which edition, which section?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from newsspider.discovery.editions import Edition, edition_of
from newsspider.normalise.urls import normalise_url


@dataclass(frozen=True, slots=True)
class Addresses:
    """`aliases`: host → real host. `article`: searched in the path; its groups `section`, `key` and `kind` are used
    where present (`kind`: articles of that kind count their keys apart)."""

    site: str
    editions: tuple[Edition, ...]
    aliases: Mapping[str, str]
    article: re.Pattern[str]

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(host for edition in self.editions for host in edition.all_hosts)

    def edition_of(self, url: str) -> Edition | None:
        return edition_of(url, self.editions)

    def is_article(self, url: str) -> bool:
        canonical = self.canonical(url)
        return canonical is not None and self.match(canonical) is not None

    def canonical(self, url: str) -> str | None:
        """The one form of a URL of this site; None where it is of another site."""
        canonical = _normal(url, tuple(self.aliases.items()))
        edition = self.edition_of(canonical) if canonical else None
        if canonical is None or edition is None:
            return None
        if edition.slash is None or not self.match(canonical):
            return canonical
        path, question, query = canonical.partition("?")
        return path.rstrip("/") + ("/" if edition.slash else "") + question + query

    def id_of(self, url: str) -> str:
        """16 hex digits, the same for every form of the URL of an article of an edition."""
        edition = self.edition_of(url)
        name = edition.name if edition else ""
        return sha256(f"{self.site}\n{name}\n{self._key(url)}".encode()).hexdigest()[:16]

    def section_of(self, url: str) -> str | None:
        return self._group(url, "section")

    def match(self, url: str) -> re.Match[str] | None:
        try:
            return self.article.search(urlsplit(url).path)
        except ValueError:  # no such host
            return None

    def _key(self, url: str) -> str:
        """The site's own key where it has one, else the URL without its host."""
        if key := self._group(url, "key"):
            return f"{self._group(url, 'kind') or ''}:{key}"
        parts = urlsplit(url)
        return parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")

    def _group(self, url: str, name: str) -> str | None:
        match = self.match(url)
        return match.groupdict().get(name) if match else None


@lru_cache(maxsize=4096)  # each link is looked at several times
def _normal(url: str, aliases: tuple[tuple[str, str], ...]) -> str | None:
    return normalise_url(url, hosts=dict(aliases))
