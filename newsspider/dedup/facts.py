"""Do two articles state the same numbers and names?"""

from __future__ import annotations

from collections.abc import Set

from newsspider.dedup.packed import Packed
from newsspider.dedup.sketch import MOST_FACTS

FACTS = 0.6  # of the numbers of the one with fewer stand in the other
NAMES = 0.5
OTHER = 0.1  # of the numbers, at most, are others, of the same thing: 12 people here, 14 there


def same_facts(one: Packed, other: Packed) -> bool:
    return _same_names(one, other) and _same_numbers(one, other)


def names_apart(one: Packed, other: Packed) -> tuple[Set[int], Set[int]]:
    """The names of each that the other lacks in every form: none of its names begins or sounds the same."""
    if one.names_packed == other.names_packed:
        return set(), set()
    first, second = _comparable(one.names, other.names)
    return _lacking(first, second), _lacking(second, first)


def numbers_apart(one: Packed, other: Packed) -> tuple[Set[int], Set[int]]:
    """The numbers of each that the other does not state of anything."""
    first, second = _comparable(one.numbers, other.numbers)
    values, other_values = ({number & 0xFFFF for number in numbers} for numbers in (first, second))
    return values - other_values, other_values - values


def other_numbers_unkept(one: Packed, other: Packed) -> bool:
    """Of those that are kept none need differ, and yet one does."""
    return one.sum != other.sum and max(len(one.numbers), len(other.numbers)) == MOST_FACTS


def _lacking(names: Set[int], other: Set[int]) -> Set[int]:
    begins, sounds = {name >> 12 for name in other}, {name & 0xFFF for name in other}
    return {name for name in names if name >> 12 not in begins and name & 0xFFF not in sounds}


def _same_names(one: Packed, other: Packed) -> bool:
    """A name that is missing proves nothing, half of the names do."""
    if one.names_packed == other.names_packed:
        return True
    first, second = _comparable(one.names, other.names)
    least = min(len(first), len(second))
    return _enough(least - min(map(len, names_apart(one, other))), least, NAMES)


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
