"""What does a URL of a site mean: which article, which edition, which section?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from newsspider.discovery.editions import Edition, edition_of
from newsspider.discovery.family import Family
from newsspider.normalise.urls import normalise_url


@dataclass(frozen=True, slots=True)
class Addresses:
    """`aliases`: host → real host. `article`: searched in the path; its groups `section`, `key` and `kind` are used
    where present (`kind`: articles of that kind count their keys apart). `family`: editions that are not declared."""

    site: str
    editions: tuple[Edition, ...]
    aliases: Mapping[str, str]
    article: re.Pattern[str]
    family: Family | None = None

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(host for edition in self.editions for host in edition.all_hosts)

    def edition_of(self, url: str) -> Edition | None:
        return edition_of(url, self.editions) or (edition_of(url, self.family.of(url)) if self.family else None)

    def is_article(self, url: str) -> bool:
        canonical = self.canonical(url)
        return canonical is not None and self.match(canonical) is not None

    def canonical(self, url: str) -> str | None:
        """The one form of a URL of this site; None where it is of another site."""
        canonical = _normal(url, tuple(self.aliases.items()))
        edition = self.edition_of(canonical) if canonical else None
        if canonical is None or edition is None:
            return None
        return canonical if self.match(canonical) is None else _of_edition(canonical, edition)

    def siblings(self, url: str) -> tuple[str, ...]:
        """The canonical URLs of an article, this one's among them, where one key is an article in several languages."""
        canonical = self.canonical(url)
        own = self.edition_of(canonical) if canonical else None
        if canonical is None or own is None or not own.query or self.match(canonical) is None:
            return ()
        every = (*self.editions, *(self.family.of(canonical) if self.family else ()))
        others = dict.fromkeys(each for each in every if each.home == own.home and each.query)
        return tuple(_of_edition(canonical, each) for each in others)

    def is_left_out(self, edition: str, asked_for: Collection[str]) -> bool:
        """Whether pages of an edition are for other crawls than one of these editions. A page of an edition that the
        site no longer declares is of any crawl; one of a family's code, only of a crawl of that code."""
        return edition not in asked_for and (
            self.family is not None or edition in {each.name for each in self.editions}
        )

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


def _of_edition(canonical: str, edition: Edition) -> str:
    """The URL of an article, as its edition writes it."""
    path, question, query = canonical.partition("?")
    if edition.slash is not None:
        path = path.rstrip("/") + ("/" if edition.slash else "")
    return f"{path}?{edition.query}" if edition.query else path + question + query


@lru_cache(maxsize=4096)  # each link is looked at several times
def _normal(url: str, aliases: tuple[tuple[str, str], ...]) -> str | None:
    return normalise_url(url, hosts=dict(aliases))
