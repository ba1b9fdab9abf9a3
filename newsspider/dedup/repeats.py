"""Which articles of a given set repeat others, and which of those was there first?"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsspider.dedup.exact import ENOUGH
from newsspider.dedup.near import alike
from newsspider.dedup.sketch import LEAST_SHARED, Sketch, sketch
from newsspider.normalise.text import comparison_form

OFTEN = 1_000  # articles that have one key: it is of a stock phrase and not looked at
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Compared:
    """What is kept of an article. `digest`: equal for copies; empty without words."""

    digest: bytes
    sketch: Sketch | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """`of`: the place of the original. `similarity`: with it or, where the two are not alike, with what both repeat."""

    of: int
    similarity: float


def compared(title: str | None, text: str, published_at: datetime | None) -> Compared:
    """Short texts are copies only under one title."""
    words = comparison_form(text)
    heading = comparison_form(title or "") if len(text) < ENOUGH else ""
    digest = hashlib.sha256(f"{words}\n{heading}".encode()).digest() if words else b""
    return Compared(digest, sketch(title, text), published_at)


def repeats(articles: Sequence[Compared]) -> list[Repeat | None]:
    """For each article, in the order given. The original of a group is what was published first; articles without a
    date come after those with one, and otherwise in the order given."""
    links = {frozenset(pair): similarity for *pair, similarity in (*_copies(articles), *_alike(articles))}
    groups = _groups(len(articles), links)
    found: list[Repeat | None] = [None] * len(articles)
    nearest: defaultdict[int, float] = defaultdict(float)
    for pair, similarity in links.items():
        for each in pair:
            nearest[each] = max(nearest[each], similarity)
    for group in groups:
        first = min(group, key=lambda at: (articles[at].published_at or _LAST, at))
        for each in group:
            if each != first:
                found[each] = Repeat(first, links.get(frozenset((each, first)), nearest[each]))
    return found


def _copies(articles: Sequence[Compared]) -> Iterator[tuple[int, int, float]]:
    first: dict[bytes, int] = {}
    for at, article in enumerate(articles):
        if article.digest and (known := first.setdefault(article.digest, at)) != at:
            yield known, at, 1.0


def _alike(articles: Sequence[Compared]) -> Iterator[tuple[int, int, float]]:
    """Of copies with one sketch, only the first is compared with others: where one is in capitals, its has no names."""
    first = {(each.digest, each.sketch): at for at, each in reversed(list(enumerate(articles)))}
    sketches = {at: found for (_, found), at in first.items() if found is not None}
    for one, other in _candidates({at: each.keys for at, each in sketches.items()}):
        if (similarity := alike(sketches[one].packed, sketches[other].packed)) is not None:
            yield one, other, similarity


def _candidates(keys: Mapping[int, Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough keys. What is compared does not depend on the order of the articles."""
    having: defaultdict[int, list[int]] = defaultdict(list)
    for at, each in keys.items():
        for key in each:
            having[key].append(at)
    shared = {key: articles for key, articles in having.items() if 1 < len(articles) <= OFTEN}
    for at, each in keys.items():
        others = Counter(other for key in each for other in shared.get(key, ()) if other < at)
        yield from ((other, at) for other, count in others.items() if count >= LEAST_SHARED)


def _groups(size: int, links: Iterable[Iterable[int]]) -> Iterable[Sequence[int]]:
    """Those that are linked, directly or through others."""
    leader = list(range(size))

    def leader_of(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    for one, other in links:
        leader[leader_of(one)] = leader_of(other)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for at in range(size):
        groups[leader_of(at)].append(at)
    return groups.values()
