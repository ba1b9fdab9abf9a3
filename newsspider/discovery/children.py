"""Which children of a sitemap index need to be read again?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice

from newsspider.discovery.reading import Follow
from newsspider.normalise.dates import iso_utc
from newsspider.store.children import Child

SLACK = timedelta(hours=4)  # a daily crawl does not begin to the minute
# From one reading of a child that nothing speaks for to the next; so much longer each time it brought nothing new.
WAITS = tuple(timedelta(days=days) - SLACK for days in (1, 2, 4, 7))
LIVELY = timedelta(days=2)  # so long is a child that brought something new read in every crawl

MOST = 10_000  # children that are remembered: an index without end is a trap


def newest_first(children: Sequence[Follow]) -> list[Follow]:
    """Where nothing is dated, the last ones: sites append."""
    places = {child: place for place, child in enumerate(children)}
    return sorted(places, key=lambda child: (child.modified or "", places[child]), reverse=True)


@dataclass(slots=True)
class Children:
    """What earlier crawls know of the children that a walk meets, and what it finds out about them."""

    _indexes: dict[str, list[Child]] = field(default_factory=dict)
    _index_of: dict[str, str] = field(default_factory=dict)
    _known: dict[str, Child] = field(default_factory=dict)
    _unknown: set[str] = field(default_factory=set)  # indexes that no earlier crawl has read

    def met(self, index: str, children: Sequence[Follow], known: Sequence[Child]) -> None:
        """`known`: of an earlier crawl, about the children of this index."""
        before = {child.url: child for child in known}
        # One bound for all indexes of a walk, as for asking: what is not remembered is read again.
        room = max(MOST - len(self._known), 0)
        urls = {child.url: child.modified for child in islice(children, room)}
        self._indexes[index] = [replace(before.get(url, Child(url)), modified=at) for url, at in urls.items()]
        for child in self._indexes[index]:
            self._known.setdefault(child.url, child)
            if child.url not in self._indexes:  # or indexes that name each other would go in a circle
                self._index_of.setdefault(child.url, index)
        self._unknown |= set() if known else {index}

    def to_read(self, children: Sequence[Follow], now: datetime) -> list[Follow]:
        """Those that are new, whose date is another one than when they were read, that usually bring what is new, and
        those that were left alone long enough. A date that all children share is that of the index, and says nothing.
        """
        dated = len({(child.modified or "")[: len("2025-11-17T09:05")] for child in children}) > 1
        places = {child.url: place for place, child in enumerate(children)}
        # Of those that were there: one may have been filled up before the next one was begun.
        newest = max(
            (child for child in children if self._of(child).read_at),
            key=lambda child: (*self._promise(child, dated), places[child.url]),
            default=None,
        )
        return [child for child in children if child == newest or self._is_due(child, dated, now)]

    def last_read(self, url: str) -> str | None:
        """The second after it, ISO: what the reading itself brought was announced in that very second."""
        known = self._known.get(url)
        return iso_utc(_moment(known.read_at) + timedelta(seconds=1)) if known and known.read_at else None

    def was_read(self, url: str, now: datetime, *, new: bool) -> None:
        """`new`: it had what was not known when it was last read. Then so had the index that names it."""
        index = self._index_of.get(url)
        if index is None:
            return
        before = self._known[url]
        brought = new and index not in self._unknown  # of an index that is read for the first time, all is new
        idle = 0 if brought or before.read_at is None else before.idle + 1
        at = iso_utc(now)
        brought_at = at if brought else before.brought_at
        self._known[url] = replace(before, read_as=before.modified, read_at=at, idle=idle, brought_at=brought_at)
        if brought:
            self.was_read(index, now, new=True)

    def noted(self) -> Iterator[tuple[str, list[Child]]]:
        """What the next crawl has to know, by index."""
        for index, children in self._indexes.items():
            yield index, [self._known[child.url] for child in children]

    def _promise(self, child: Follow, dated: bool) -> tuple[str, str]:
        return (child.modified or "") if dated else "", self._of(child).brought_at or ""

    def _is_due(self, child: Follow, dated: bool, now: datetime) -> bool:
        known = self._of(child)
        if known.read_at is None or (dated and child.modified != known.read_as):
            return True
        says = dated and child.modified is not None
        lively = not says and known.brought_at is not None and now - _moment(known.brought_at) < LIVELY
        rested = now - _moment(known.read_at)
        return lively or rested < timedelta() or rested >= WAITS[min(known.idle, len(WAITS) - 1)]

    def _of(self, child: Follow) -> Child:
        return self._known.get(child.url, Child(child.url))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
