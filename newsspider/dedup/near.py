"""Is one article a near-duplicate of another, as far as what is kept of them tells?

The same words do not make the same news: two reports from one template are alike and tell of different events. So where
the words are alike, the facts must be, too.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from newsspider.dedup.facts import same_facts
from newsspider.dedup.packed import Packed, unpacked
from newsspider.dedup.pattern import made_to_one_pattern
from newsspider.dedup.shortlist import are_far, shortlist

OPENINGS = 0.25  # of the shorter one's first third stand in the longer one's: it begins with the same news


def alike(one: bytes, other: bytes) -> float | None:
    """The share (0 to 1) of the shorter one's runs of three words that stand in the longer one, where they are
    near-duplicates; None where they are not. Which is given first makes no difference."""
    first, second = unpacked(one), unpacked(other)
    if first is None or second is None:
        return None
    share, openings = shares(first, second)
    if are_far(share, first.total, second.total):
        return None
    if openings < OPENINGS or not same_facts(first, second) or made_to_one_pattern(first, second):
        return None
    return round(share, 4)


def alike_of(one: bytes, others: Sequence[bytes]) -> list[float | None]:
    """`alike` with each of the others."""
    found: list[float | None] = [None] * len(others)
    for at in shortlist(one, others):
        found[at] = alike(one, others[at])
    return found


def shares(one: Packed, other: Packed) -> tuple[float, float]:
    """Of the runs of the shorter one, and of its opening, those that the longer one has there."""
    opening, runs = one.at(max(one.level, other.level), abs(one.level - other.level))
    opening2, runs2 = other.at(max(one.level, other.level), abs(one.level - other.level))
    return _share(runs, runs2), _share(opening, opening2)


def _share(one: Set[int], other: Set[int]) -> float:
    least = min(len(one), len(other))
    return min(len(one & other) / least, 1.0) if least else 0.0
