"""How alike are two articles in what they report?

The geometric mean of two shares: how much of each headline stands in the other's beginning, everything weighed by how
rare it is. A name in a headline that the other article does not have at all speaks against it, once for each of both.
Notes made to one pattern differ in little but names and numbers: where both begin with several of these, they must
share some of them. A place alone, or one word of a headline, says nothing of an event; bulletins are of one only
where their numbers agree.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from math import sqrt

from newsspider.dedup.lexicon import place_meanings
from newsspider.dedup.story_marks import Marks, Told
from newsspider.dedup.story_weights import Weights

_ENOUGH = {"words": 0.4, "marks": 0.2}  # to be of one event: of one language, of two
_MISSING_NAME = 0.1
_SEVERAL = 4  # facts
_SHARED_FACTS = 0.3
_CITED = 0.05  # one names the other's site as a source
_SHOWN = 8  # marks
_TWO = 2  # words of a headline, kinds of marks: one alone is chance
_NUMBERS = "ndt"  # kinds of marks: numbers, days, times

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
    score = _score(first, second, weights) if _may_tie(one, other, how) else 0.0
    quoted = other.source in one.cites or one.source in other.cites
    similarity = min(1.0, max(0.0, score + _CITED * quoted)) if score else 0.0
    return Likeness(similarity, similarity / _ENOUGH[how], how)


def shared(one: Told, other: Told, weights: Weights, how: str) -> list[str]:
    """The marks that weigh most, the heaviest first."""
    first, second = (one.own, other.own) if how == "words" else (one.common, other.common)
    weigh = _weigh(first, second, weights)
    return sorted(first.whole & second.whole, key=lambda mark: (-weigh(mark), mark))[:_SHOWN]


def _may_tie(one: Told, other: Told, how: str) -> bool:
    enough = _are_words_enough(one.own, other.own) if how == "words" else _are_marks_enough(one.common, other.common)
    if not enough or _is_elsewhere(one.common, other.common):
        return False
    return not (one.is_bulletin or other.is_bulletin) or _agree(one, other)


def _are_words_enough(first: Marks, second: Marks) -> bool:
    """A headline of one word has no more."""
    found = (first.head & second.whole) | (second.head & first.whole)
    return len(found) >= min(_TWO, len(first.head), len(second.head))


def _are_marks_enough(first: Marks, second: Marks) -> bool:
    """Of two kinds, or three marks; and a place is no event."""
    found = first.whole & second.whole
    several = len(found) > _TWO or len({mark[0] for mark in found}) >= _TWO
    return several and found != _places(found)


def _is_elsewhere(first: Marks, second: Marks) -> bool:
    """Headlines name other places and other numbers: a note of the same kind."""
    numbers, towns = [_numbers(each.head) for each in (first, second)], [_places(each.head) for each in (first, second)]
    return all(map(all, (numbers, towns))) and not numbers[0] & numbers[1] and not towns[0] & towns[1]


def _places(marks: Set[str]) -> Set[str]:
    return {mark for mark in marks if mark[:2] == "c:" and mark[2:] in place_meanings()}


def _agree(one: Told, other: Told) -> bool:
    """Half of the numbers of the shorter beginning stand in the other; and headlines have one in common, if any."""
    first, second = (one.common, other.common) if one.language and other.language else (one.own, other.own)
    heads, facts = (_numbers(first.head), _numbers(second.head)), (_numbers(first.facts), _numbers(second.facts))
    if all(heads) and not heads[0] & heads[1]:
        return False
    return 2 * len(facts[0] & facts[1]) >= min(map(len, facts))


def _numbers(marks: Set[str]) -> Set[str]:
    return {mark for mark in marks if mark.isdigit() or (mark[0] in _NUMBERS and mark[1:2] == ":")}


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
