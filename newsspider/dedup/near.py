"""Is one article a near-duplicate of another, as far as what is kept of them tells?

The same words do not make the same news: two reports from one template are alike and tell of different events. So where
the words are alike, the facts must be, too.
"""

from __future__ import annotations

from collections.abc import Set

from newsspider.dedup.facts import same_facts
from newsspider.dedup.packed import Packed, unpacked
from newsspider.dedup.pattern import made_to_one_pattern

ALIKE = 0.6  # of the shorter one's runs of words stand in the longer one; the shorter it is, the more must
CHANCE = 4  # runs that are common by chance
EVEN = 0.4  # of the runs of both are common, or
WHOLE = 0.85  # of the shorter one's runs stand in the longer one: it is a part of it
FAR_LONGER = 0.35  # as long as the longer one, the shorter one must be: a digest tells of more
OPENINGS = 0.25  # of the shorter one's first third stand in the longer one's: it begins with the same news


def alike(one: bytes, other: bytes) -> float | None:
    """The share (0 to 1) of the shorter one's runs of three words that stand in the longer one, where they are
    near-duplicates; None where they are not. Which is given first makes no difference."""
    first, second = unpacked(one), unpacked(other)
    if first is None or second is None:
        return None
    few, many = sorted((first.total, second.total))
    if few < FAR_LONGER * many:
        return None
    share, openings = shares(first, second)
    common = share * few
    if share < ALIKE + CHANCE / few or (share < WHOLE and common < EVEN * (few + many - common)):
        return None
    if openings < OPENINGS or not same_facts(first, second) or made_to_one_pattern(first, second):
        return None
    return round(share, 4)


def shares(one: Packed, other: Packed) -> tuple[float, float]:
    """Of the runs of the shorter one, and of its opening, those that the longer one has there."""
    opening, runs = one.at(max(one.level, other.level), abs(one.level - other.level))
    opening2, runs2 = other.at(max(one.level, other.level), abs(one.level - other.level))
    return _share(runs, runs2), _share(opening, opening2)


def _share(one: Set[int], other: Set[int]) -> float:
    least = min(len(one), len(other))
    return min(len(one & other) / least, 1.0) if least else 0.0
