"""Is one article a near-duplicate of another, as far as what is kept of them tells?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsspider.dedup.sketch import VERSION

ALIKE = 0.55  # of the shorter one's runs of words stand in the longer one
FAR_LONGER = 0.25  # of its length: the longer one is about more
NUMBERS = 0.5  # of the numbers of the one with fewer stand in the other


@dataclass(frozen=True, slots=True)
class _Sample:
    level: int
    total: int
    bits: NDArray[np.uint16]

    def at(self, level: int) -> NDArray[np.uint16]:
        """What of it is kept at a higher level."""
        more = level - self.level
        return self.bits[self.bits & np.uint16((1 << more) - 1) == 0] >> np.uint16(more)


def alike(one: bytes, other: bytes) -> float | None:
    """The share of the shorter one's runs of three words that the longer one has, where they are near-duplicates."""
    if one[0] != VERSION or other[0] != VERSION:
        return None
    (runs, numbers), (other_runs, other_numbers) = _unpacked(one), _unpacked(other)
    few, many = sorted((runs.total, other_runs.total))
    if few < FAR_LONGER * many:
        return None
    common = _common(runs, other_runs)
    if common < ALIKE or _common(numbers, other_numbers) < NUMBERS:
        return None
    return round(common, 4)


def _unpacked(packed: bytes) -> tuple[_Sample, _Sample]:
    runs, at = _sample(packed, 1)
    numbers, _ = _sample(packed, at)
    return runs, numbers


def _sample(packed: bytes, at: int) -> tuple[_Sample, int]:
    level, count = packed[at], packed[at + 1]
    end = at + 5 + 2 * count
    total = int.from_bytes(packed[at + 2 : at + 5], "little")
    return _Sample(level, total, np.frombuffer(packed[at + 5 : end], "<u2")), end


def _common(one: _Sample, other: _Sample) -> float:
    """Part of the smaller set that is in the larger one; of nothing, all."""
    apart = abs(one.level - other.level)
    if apart > 8:
        return 0.0
    level = max(one.level, other.level)
    mask = np.uint16(0xFFFF >> apart)
    first, second = one.at(level) & mask, other.at(level) & mask
    least = min(len(first), len(second))
    return len(np.intersect1d(first, second)) / least if least else 1.0
