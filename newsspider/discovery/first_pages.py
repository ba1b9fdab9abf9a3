"""By which URLs does the state know an edition's sources?"""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.discovery.editions import Edition
from newsspider.discovery.kinds import is_of
from newsspider.discovery.sources import FirstOf, Source
from newsspider.discovery.walk import walks


def first_pages(edition: Edition, kind: str) -> tuple[str, ...]:
    """Of its sources of one kind, those included that take its place where it does not answer."""
    sources = (source for source in edition.sources if is_of(source, (kind,)))
    each = (walk for source in sources for one in _one_by_one(source) for walk in walks(edition, one, frozenset()))
    return tuple(dict.fromkeys(walk.page_url(1) for walk in each))


def _one_by_one(source: Source) -> Iterator[Source]:
    if isinstance(source, FirstOf):
        for each in source.sources:
            yield from _one_by_one(each)
    else:
        yield source
