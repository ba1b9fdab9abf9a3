"""Is what was counted more than chance?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, log, sqrt

RARE = 1e-6  # so unlikely is no accident, however many signs of however many crawls are looked at
DEVIATIONS = 4.5  # the same, of a normal distribution


def is_rare(bad: int, of: int, usual: float) -> bool:
    """Would so many be that rare, if each were bad with the usual share? (Chernoff's bound.)"""
    share = bad / of if of else 0.0
    if share <= usual:
        return False
    return exp(-of * _divergence(share, usual)) < RARE


Histogram = Mapping[int, int]


def smaller(pairs: Iterable[tuple[Histogram, Histogram]]) -> tuple[float, bool]:
    """New values and old ones, group by group: in which share of all pairs is the new value smaller (equal ones count
    half), and is it no chance that this is far from a half? (Mann and Whitney's test, by its normal approximation;
    groups weigh as much as they have new values.)
    """
    total, share, variance = 0, 0.0, 0.0
    for new, old in pairs:
        many, before = sum(new.values()), sum(old.values())
        if many and before:
            total += many
            share += _wins(new, old) / before
            variance += many * (many + before + 1) / (12 * before)
    if not total:
        return 0.5, False
    return share / total, abs(share / total - 0.5) > DEVIATIONS * sqrt(variance) / total


def _wins(new: Histogram, old: Histogram) -> float:
    return sum(
        number * count * (1.0 if value < other else 0.5 if value == other else 0.0)
        for value, number in new.items()
        for other, count in old.items()
    )


def _divergence(share: float, usual: float) -> float:
    there = share * log(share / usual)
    return there if share >= 1 else there + (1 - share) * log((1 - share) / (1 - usual))
