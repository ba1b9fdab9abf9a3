"""Which paragraphs of an article and of its translation say the same, for certain?

Anchors first: marks (numbers, days, names, meanings) that stand in one paragraph of each text and no other. Two
paragraphs with enough of them, and with few that point elsewhere, belong together, in the order of both texts. What is
between two such pairs belongs together where both texts have as many paragraphs there. Lengths must fit in any case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from math import sqrt

from newsspider.dedup.features import features_of

Place = tuple[int, int]  # of a paragraph in each text

_WEIGHTS = {"n": 2, "d": 2, "t": 2, "l": 2, "s": 2, "c": 1}
_ENOUGH = 3  # weight of the anchors of two paragraphs
_CLEAR = 3  # times the weight of what points elsewhere
_VARIANCE = 6.8  # of the length of a translation, per character: Gale and Church (1993)
_FITS = 2.0  # standard deviations
_MOST = 1000  # paragraphs of a text that are looked at
_GAP = 3  # paragraphs between two anchored pairs that are believed without anchors


def aligned(one: str, other: str, languages: tuple[str, str]) -> list[tuple[str, str]]:
    """Pairs of paragraphs in the order of the texts; none where nothing is certain."""
    first, second = paragraphs(one), paragraphs(other)
    if len(first) > _MOST or len(second) > _MOST:
        return []
    anchored = _anchored(_marks(first, languages[0]), _marks(second, languages[1]))
    chain = _in_order(anchored)
    between = [] if len(chain) < len(anchored) else _between(chain, len(first), len(second))
    places = sorted([*chain, *between])
    longer = _length(second) / _length(first)
    pairs = [(first[i], second[j]) for i, j in places]
    return [pair for pair in pairs if _fits(len(pair[0]), len(pair[1]), longer)]


def paragraphs(text: str) -> list[str]:
    return [paragraph for each in text.split("\n\n") if (paragraph := each.strip())]


def _marks(texts: Sequence[str], language: str) -> list[frozenset[str]]:
    return [features_of(text, language) for text in texts]


def _anchored(first: Sequence[frozenset[str]], second: Sequence[frozenset[str]]) -> set[Place]:
    """Pairs of paragraphs with enough anchors, and few that point from either of them elsewhere."""
    here, there = _alone(first), _alone(second)
    votes: Counter[Place] = Counter()
    for mark in here.keys() & there.keys():
        votes[here[mark], there[mark]] += _WEIGHTS[mark[0]]
    rows, columns = _sums(votes, 0), _sums(votes, 1)
    return {
        (i, j)
        for (i, j), weight in votes.items()
        if weight >= _ENOUGH and weight >= _CLEAR * max(rows[i] - weight, columns[j] - weight)
    }


def _alone(paragraphs: Sequence[frozenset[str]]) -> dict[str, int]:
    """Marks of one paragraph only, and which it is."""
    often = Counter(mark for marks in paragraphs for mark in marks)
    return {mark: at for at, marks in enumerate(paragraphs) for mark in marks if often[mark] == 1}


def _sums(votes: Counter[Place], side: int) -> Counter[int]:
    sums: Counter[int] = Counter()
    for place, weight in votes.items():
        sums[place[side]] += weight
    return sums


def _in_order(anchored: Collection[Place]) -> list[Place]:
    """The pairs that cross no other: where two cross, neither is certain, nor is the order of anything else."""
    places = sorted(anchored)
    highest = -1  # in the second text, of all before
    kept = []
    for place in places:
        if place[1] > highest:
            kept.append(place)
        highest = max(highest, place[1])
    lowest = _MOST
    straight = []
    for place in reversed(places):
        if place[1] < lowest:
            straight.append(place)
        lowest = min(lowest, place[1])
    return sorted(set(kept) & set(straight))


def _between(chain: Sequence[Place], first: int, second: int) -> Iterator[Place]:
    """Any number of them where both texts have the same count, and no anchor contradicts that."""
    same = first == second and all(i == j for i, j in chain)
    most = first if same else _GAP
    ends = [(-1, -1), *chain, (first, second)]
    for (i, j), (next_i, next_j) in pairwise(ends) if chain else ():
        count = next_i - i - 1
        if count == next_j - j - 1 and count <= most:
            yield from ((i + step, j + step) for step in range(1, count + 1))


def _fits(one: int, other: int, longer: float) -> bool:
    return abs(other - longer * one) <= _FITS * sqrt(_VARIANCE * (other + longer * one) / 2)


def _length(paragraphs: Iterable[str]) -> int:
    return sum(map(len, paragraphs)) or 1
