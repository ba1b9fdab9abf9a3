"""Which URLs are those of some articles, in whatever form?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from newsspider.discovery.addresses import Addresses

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Belonging:
    """`ids`: of the articles, also those that they were announced under. `keys`: where a browser renders the pages,
    the articles' keys: from an address that names one, a page may have got its text."""

    addresses: Addresses
    ids: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, addresses: Addresses, articles: Mapping[str, Collection[str]], *, rendered: bool) -> Belonging:
        """`articles`: id → URLs that are known of it."""
        urls = [url for known in articles.values() for url in known]
        canonical = filter(None, map(addresses.canonical, urls))
        ids = frozenset(articles) | {addresses.id_of(url) for url in canonical}
        matches = map(addresses.match, urls) if rendered else ()
        keys = frozenset(key for match in matches if match and (key := match.groupdict().get("key")))
        return cls(addresses, ids, keys)

    def has(self, url: str) -> bool:
        canonical = self.addresses.canonical(url)
        is_own = canonical is not None and self.addresses.id_of(canonical) in self.ids
        return is_own or (bool(self.keys) and not self.keys.isdisjoint(_NUMBER.findall(url)))
