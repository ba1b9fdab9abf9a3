"""How alike are two articles in what they report?

The geometric mean of two shares: how much of each headline stands in the other's beginning, everything weighed by how
rare it is. A name in a headline that the other article does not have at all speaks against it, once for each of both.
Notes made to one pattern differ in little but names and numbers: where both begin with several of these, they must
share some of them.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from math import sqrt

from newsspider.dedup.story_marks import Marks, Told
from newsspider.dedup.story_weights import Weights

_ENOUGH = {"words": 0.4, "marks": 0.2}  # to be of one event: of one language, of two
_MISSING_NAME = 0.1
_SEVERAL = 4  # facts
_SHARED_FACTS = 0.3
_CITED = 0.05  # one names the other's site as a source
_SHOWN = 8  # marks

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """`how`: words, marks (of two languages). `degree`: 1 is just enough. `similarity`: 0 to 1."""

    similarity: float
    degree: float
    how: str


def likeness(one: Told, other: Told, weights: Weights) -> Likeness:
    how = "words" if not one.language or not other.language or one.language == other.language else "marks"
    first, second = (one.own, other.own) if how == "words" else (one.common, other.common)
    score = _score(first, second, weights)
    quoted = other.source in one.cites or one.source in other.cites
    similarity = min(1.0, max(0.0, score + _CITED * quoted)) if score else 0.0
    return Likeness(similarity, similarity / _ENOUGH[how], how)


def shared(one: Told, other: Told, weights: Weights, how: str) -> list[str]:
    """The marks that weigh most, the heaviest first."""
    first, second = (one.own, other.own) if how == "words" else (one.common, other.common)
    weigh = _weigh(first, second, weights)
    return sorted(first.whole & second.whole, key=lambda mark: (-weigh(mark), mark))[:_SHOWN]


def _weigh(first: Marks, second: Marks, weights: Weights) -> Weigh:
    names = first.names | second.names
    return lambda mark: weights.of(mark, mark in names)


def _score(first: Marks, second: Marks, weights: Weights) -> float:
    weigh = _weigh(first, second, weights)
    covered = _mutual(first.head, first.whole, second.head, second.whole, weigh)
    if not covered or _is_contradicted(first, second, weigh):
        return 0.0
    names = first.names | second.names
    missing = bool((first.head & names) - second.whole) + bool((second.head & names) - first.whole)
    return covered - _MISSING_NAME * missing


def _is_contradicted(first: Marks, second: Marks, weigh: Weigh) -> bool:
    if min(len(first.facts), len(second.facts)) < _SEVERAL:
        return False
    return _mutual(first.facts, first.whole, second.facts, second.whole, weigh) < _SHARED_FACTS


def _mutual(one: Set[str], whole: Set[str], other: Set[str], other_whole: Set[str], weigh: Weigh) -> float:
    return sqrt(_share(one, other_whole, weigh) * _share(other, whole, weigh))


def _share(marks: Set[str], having: Set[str], weigh: Weigh) -> float:
    total = sum(map(weigh, sorted(marks)))
    return sum(map(weigh, sorted(marks & having))) / total if total else 0.0
