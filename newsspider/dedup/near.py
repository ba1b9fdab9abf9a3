"""Is one article a near-duplicate of another, as far as what is kept of them tells?

The same words do not make the same news: two reports from one template are alike and tell of different events. So where
the words are alike, the facts must be, too.
"""

from __future__ import annotations

from collections.abc import Set

from newsspider.dedup.packed import Packed, unpacked
from newsspider.dedup.sketch import MOST_FACTS

ALIKE = 0.6  # of the shorter one's runs of words stand in the longer one; the shorter it is, the more must
CHANCE = 4  # runs that are common by chance
EVEN = 0.4  # of the runs of both are common, or
WHOLE = 0.85  # of the shorter one's runs stand in the longer one: it is a part of it
FAR_LONGER = 0.35  # as long as the longer one, the shorter one must be: a digest tells of more
OPENINGS = 0.25  # of the shorter one's first third stand in the longer one's: it begins with the same news
FACTS = 0.6  # of the numbers of the one with fewer stand in the other
NAMES = 0.5
OTHER = 0.1  # of the numbers, at most, are others, of the same thing: 12 people here, 14 there


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
    if openings < OPENINGS or not same_facts(first, second):
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


def same_facts(one: Packed, other: Packed) -> bool:
    return _same_names(one, other) and _same_numbers(one, other)


def _same_names(one: Packed, other: Packed) -> bool:
    """A name that is missing proves nothing, half of the names do."""
    first, second = _comparable(one.names, other.names)
    return _enough(len(first & second), min(len(first), len(second)), NAMES)


def _same_numbers(one: Packed, other: Packed) -> bool:
    first, second = _comparable(one.numbers, other.numbers)
    least = min(len(first), len(second))
    return _enough(len(first & second), least, FACTS) and _others(first - second, second - first) <= OTHER * least


def _others(one: Set[int], other: Set[int]) -> int:
    """How often do both count the same thing, and find another number?"""
    return len({number >> 16 for number in one} & {number >> 16 for number in other})


def _comparable(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[Set[int], Set[int]]:
    """Where not all are kept, those up to the largest that both keep."""
    last = min((each[-1] for each in (one, other) if len(each) == MOST_FACTS), default=None)
    if last is None:
        return set(one), set(other)
    return {each for each in one if each <= last}, {each for each in other if each <= last}


def _enough(common: int, of: int, share: float) -> bool:
    return of - common <= max(1, (1 - share) * of)
