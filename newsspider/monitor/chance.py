"""Is what was counted more than chance?"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log, sqrt

RARE = 1e-6  # so unlikely is no accident, however many signs of however many crawls are looked at
DEVIATIONS = 4.5  # the same, of a normal distribution


def is_rare(bad: int, of: int, usual: float) -> bool:
    """Would so many be that rare, if each were bad with the usual share? (Chernoff's bound.)"""
    share = bad / of if of else 0.0
    if share <= usual:
        return False
    return exp(-of * _divergence(share, usual)) < RARE


def smaller(some: Mapping[int, int], others: Mapping[int, int]) -> tuple[float, bool]:
    """Of two histograms: in which share of all pairs is the one of `some` smaller (equal ones count half), and is it
    no chance that this is far from a half? (Mann and Whitney's test, by its normal approximation.)"""
    many, usual = sum(some.values()), sum(others.values())
    if not many or not usual:
        return 0.5, False
    wins = sum(
        number * count * (1.0 if value < other else 0.5 if value == other else 0.0)
        for value, number in some.items()
        for other, count in others.items()
    )
    share = wins / (many * usual)
    deviation = sqrt((many + usual + 1) / (12 * many * usual))
    return share, abs(share - 0.5) > DEVIATIONS * deviation


def _divergence(share: float, usual: float) -> float:
    there = share * log(share / usual)
    return there if share >= 1 else there + (1 - share) * log((1 - share) / (1 - usual))
