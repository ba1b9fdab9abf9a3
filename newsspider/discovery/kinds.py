"""Which of an edition's sources are of the kinds that are wanted?"""

from __future__ import annotations

from collections.abc import Iterable

from newsspider.discovery.sources import Feed, FirstOf, Listing, Sitemap, Source, WordPress

# An interface that tells the newest articles first serves like a feed.
KINDS: dict[str, tuple[type, ...]] = {"feed": (Feed, WordPress), "sitemap": (Sitemap,), "listing": (Listing,)}


def is_of(source: Source, kinds: Iterable[str]) -> bool:
    """Of sources that say the same, one of the kind is enough: the others are asked only where it does not answer."""
    if isinstance(source, FirstOf):
        return any(is_of(each, kinds) for each in source.sources)
    return isinstance(source, tuple(each for kind in kinds for each in KINDS[kind]))
