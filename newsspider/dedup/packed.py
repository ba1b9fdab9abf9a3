"""What does a packed sketch say?"""

from __future__ import annotations

import struct
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from newsspider.dedup.sketch import VERSION

_BITS = 0x7FFF  # the one above them marks names and numbers


@dataclass(frozen=True, slots=True)
class Packed:
    """`total`: how many runs the text has. Of the runs at `level`, 15 bits are kept. `marked`: those of them that hold
    a name or a number. `numbers`: 16 bits of what is counted, 16 of the number; `sum`: over all of them, also those
    that are not kept. `names`: 12 bits of how each begins, 12 of how it sounds."""

    level: int
    total: int
    opening: Set[int]
    rest: Set[int]
    marked: Set[int]
    numbers: tuple[int, ...]
    sum: int
    names: tuple[int, ...]

    def at(self, level: int, apart: int) -> tuple[Set[int], Set[int]]:
        """Opening and all runs, as they would be kept at a level; `apart`: how many bits less are left of them."""
        opening, rest = (_lifted(part, level - self.level, _BITS >> apart) for part in (self.opening, self.rest))
        return opening, opening | rest

    def marked_at(self, level: int, apart: int) -> Set[int]:
        return _lifted(self.marked, level - self.level, _BITS >> apart)


def _lifted(bits: Set[int], more: int, mask: int) -> Set[int]:
    if mask == _BITS:
        return bits
    dropped = (1 << more) - 1
    return {each >> more & mask for each in bits if not each & dropped}


@lru_cache(maxsize=256)  # one article is compared with many
def unpacked(packed: bytes) -> Packed | None:
    """None: it is of another version."""
    if packed[0] != VERSION:
        return None
    total, opening, at = _part(packed, 2)
    more, rest, at = _part(packed, at)
    *numbers, whole = struct.unpack_from(f"<{packed[at] + 1}I", packed, at + 1)
    at += 5 + 4 * len(numbers)
    ends = range(at + 4, at + 4 + 3 * packed[at], 3)
    names = tuple(int.from_bytes(packed[end - 3 : end], "little") for end in ends)
    marked = frozenset(each & _BITS for each in opening | rest if each > _BITS)
    opening, rest = (frozenset(each & _BITS for each in part) for part in (opening, rest))
    return Packed(packed[1], total + more, opening, rest, marked, tuple(numbers), whole, names)


def _part(packed: bytes, at: int) -> tuple[int, Set[int], int]:
    """Its size, what is kept of it, and where it ends."""
    total, kept = int.from_bytes(packed[at : at + 3], "little"), packed[at + 3]
    bits = struct.unpack_from(f"<{kept}H", packed, at + 4)
    return total, frozenset(bits), at + 4 + 2 * kept
