"""Which articles does a site itself call translations of one another?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[str, str]  # ids, the smaller one first


@dataclass(frozen=True, slots=True)
class Linked:
    """`group`: language, or language and script. `links`: ids that its page names, and how. `shared`: the key that the
    article has in all languages, with the site's name; None where each language counts for itself."""

    id: str
    group: str
    links: tuple[tuple[str, str], ...] = ()
    shared: str | None = None


def linked(articles: Iterable[Linked]) -> dict[Pair, str]:
    """By pair: how it is linked. One article of each group at most: an article for which more are named, or that is
    named by one and names another, is linked to none of them."""
    known = {article.id: article for article in articles}
    named: dict[tuple[str, str], set[str]] = {}
    hows: dict[Pair, str] = {}
    for one, other, how in [*_by_links(known), *_by_keys(known)]:
        named.setdefault((one, known[other].group), set()).add(other)
        named.setdefault((other, known[one].group), set()).add(one)
        hows.setdefault((min(one, other), max(one, other)), how)
    return {
        (one, other): how
        for (one, other), how in sorted(hows.items())
        if len(named[one, known[other].group]) == 1 == len(named[other, known[one].group])
    }


def _by_links(known: Mapping[str, Linked]) -> Iterator[tuple[str, str, str]]:
    for article in known.values():
        for other, how in article.links:
            if other in known and known[other].group != article.group:
                yield article.id, other, how


def _by_keys(known: Mapping[str, Linked]) -> Iterator[tuple[str, str, str]]:
    of_key: dict[str, list[Linked]] = {}
    for article in known.values():
        if article.shared is not None:
            of_key.setdefault(article.shared, []).append(article)
    for same in of_key.values():
        if len(same) <= len({article.group for article in same}):  # a key that one language has twice says nothing
            yield from ((one.id, other.id, "shared-id") for one, other in combinations(same, 2))
