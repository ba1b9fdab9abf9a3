"""How much does what two articles share say for one being the other's translation?

Log-likelihood ratios: how often a translation keeps a mark of the original (numbers nearly always, names as often as
their sound survives), against how often any article of that language has it. What one has and the other lacks speaks
against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Marks = NDArray[np.int32]  # of one article: numbers of its marks, ascending
Weights = NDArray[np.float64]

KEPT = {"n": 0.9, "d": 0.9, "t": 0.85, "l": 0.8, "c": 0.65, "s": 0.2}  # by the mark's kind
_SMALL_NUMBER_KEPT = 0.8  # `two` may become `both`
SUPPOSED = 100  # articles of each language that are supposed besides, so that few articles prove little
_SHARES = {"c": 0.1}  # of these, that have a mark: measured over news of many kinds, and rounded up
_SHARES_OF_NUMBERS = {1: 0.3, 2: 0.05}  # by digits
_SHARE = 0.02  # of any other
_NUMBERS = ("n:", "d:", "t:")


class Evidence:
    """Of a fixed set of articles, each of one group (language, or language and script)."""

    def __init__(self, articles: Sequence[tuple[str, Iterable[str]]], *, at_most: int = 500) -> None:
        """`articles`: group, marks. `at_most`: marks of one article that count, the rarest first."""
        numbers: dict[str, int] = {}
        marks = [[numbers.setdefault(mark, len(numbers)) for mark in sorted(found)] for _, found in articles]
        often = np.zeros(len(numbers), dtype=np.int32)
        for each in marks:
            often[each] += 1
        self.groups = [group for group, _ in articles]
        self.marks: list[Marks] = [_rarest(np.array(each, dtype=np.int32), often, at_most) for each in marks]
        self._kept = np.array([_kept(mark) for mark in numbers])
        self._shares = np.array([_share(mark) for mark in numbers])
        self._foreign = np.array([mark.startswith("l:") for mark in numbers], dtype=bool)
        self._number = np.array([mark.startswith(_NUMBERS) for mark in numbers], dtype=bool)
        self._rare = {group: self._rarities(group, count) for group, count in Counter(self.groups).items()}
        self._lost = {group: self._losses(group) for group in self._rare}
        self._loss = [float(self._lost[group][each].sum()) for group, each in zip(self.groups, self.marks, strict=True)]

    def gains(self, marks: Marks, one: str, other: str) -> Weights:
        """What each of these marks says for it if an article of each group has it."""
        kept = np.log(self._kept[marks])
        rare = (self._rare[one][marks] + self._rare[other][marks]) / 2
        lost = self._lost[one][marks] + self._lost[other][marks]
        return np.asarray(kept + rare - lost, dtype=np.float64)

    def between(self, one: int, other: int) -> float:
        shared = np.intersect1d(self.marks[one], self.marks[other], assume_unique=True)
        gained = self.gains(shared, self.groups[one], self.groups[other]).sum()
        return float(gained) + self.losses[one] + self.losses[other]

    def similarity(self, one: int, other: int) -> float:
        """0 to 1: Dice's coefficient of their marks, each weighed by how rare it is."""
        shared = np.intersect1d(self.marks[one], self.marks[other], assume_unique=True)
        first, second = (self._rare[self.groups[each]] for each in (one, other))
        total = first[self.marks[one]].sum() + second[self.marks[other]].sum()
        return float((first[shared].sum() + second[shared].sum()) / total) if total else 0.0

    def contained(self, one: int, other: int) -> float:
        """The share of the smaller one's marks that the other has."""
        least = min(len(self.marks[one]), len(self.marks[other]))
        return len(np.intersect1d(self.marks[one], self.marks[other], assume_unique=True)) / least if least else 0.0

    def same_numbers(self, one: int, other: int) -> bool:
        """Whether one of them states all the numbers, days and times of the other."""
        shared = self._numbers_of(np.intersect1d(self.marks[one], self.marks[other], assume_unique=True))
        return shared == min(self._numbers_of(self.marks[one]), self._numbers_of(self.marks[other]))

    def words(self, one: int, other: int) -> int:
        """How many meanings, names and Latin words both have."""
        shared = np.intersect1d(self.marks[one], self.marks[other], assume_unique=True)
        return len(shared) - self._numbers_of(shared)

    def _numbers_of(self, marks: Marks) -> int:
        return int(self._number[marks].sum())

    @property
    def losses(self) -> Sequence[float]:
        """Of each article: half of what speaks against a translation that has none of its marks."""
        return self._loss

    def _rarities(self, group: str, count: int) -> Weights:
        often = np.zeros(len(self._kept))
        for own, marks in zip(self.groups, self.marks, strict=True):
            if own == group:
                often[marks] += 1
        return np.asarray(-np.log((often + SUPPOSED * self._shares) / (count + SUPPOSED)), dtype=np.float64)

    def _losses(self, group: str) -> Weights:
        lost = np.log(1 - self._kept)
        if group == "en":
            lost[self._foreign] = 0.0  # all of its words are Latin; others spell its names in their own letters
        return np.asarray(lost / 2, dtype=np.float64)


def _rarest(marks: Marks, often: NDArray[np.int32], at_most: int) -> Marks:
    if len(marks) > at_most:
        marks = marks[np.argsort(often[marks], kind="stable")[:at_most]]
    return np.asarray(np.sort(marks), dtype=np.int32)


def _share(mark: str) -> float:
    return _SHARES_OF_NUMBERS.get(len(mark) - 2, _SHARE) if mark[0] == "n" else _SHARES.get(mark[0], _SHARE)


def _kept(mark: str) -> float:
    return _SMALL_NUMBER_KEPT if mark[0] == "n" and len(mark) == 3 else KEPT[mark[0]]
