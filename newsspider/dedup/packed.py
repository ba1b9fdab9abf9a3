"""What does a packed sketch say?"""

from __future__ import annotations

import struct
from collections.abc import Set
from dataclasses import dataclass

from newsspider.dedup.sketch import VERSION


@dataclass(frozen=True, slots=True)
class Packed:
    """`total`: how many runs the text has. Of the runs at `level`, 16 bits are kept. `numbers`: 16 bits of what is
    counted, 16 of the number."""

    level: int
    total: int
    opening: Set[int]
    rest: Set[int]
    numbers: tuple[int, ...]
    names: tuple[int, ...]

    def at(self, level: int, apart: int) -> tuple[Set[int], Set[int]]:
        """Opening and all runs, as they would be kept at a level; `apart`: how many bits less are left of them."""
        opening, rest = (_lifted(part, level - self.level, 0xFFFF >> apart) for part in (self.opening, self.rest))
        return opening, opening | rest


def _lifted(bits: Set[int], more: int, mask: int) -> Set[int]:
    if mask == 0xFFFF:
        return bits
    dropped = (1 << more) - 1
    return {each >> more & mask for each in bits if not each & dropped}


def unpacked(packed: bytes) -> Packed | None:
    """None: it is of another version."""
    if packed[0] != VERSION:
        return None
    total, opening, at = _part(packed, 2)
    more, rest, at = _part(packed, at)
    numbers = struct.unpack_from(f"<{packed[at]}I", packed, at + 1)
    at += 1 + 4 * len(numbers)
    names = struct.unpack_from(f"<{packed[at]}H", packed, at + 1)
    return Packed(packed[1], total + more, opening, rest, numbers, names)


def _part(packed: bytes, at: int) -> tuple[int, Set[int], int]:
    """Its size, what is kept of it, and where it ends."""
    total, kept = int.from_bytes(packed[at : at + 3], "little"), packed[at + 3]
    bits = struct.unpack_from(f"<{kept}H", packed, at + 4)
    return total, frozenset(bits), at + 4 + 2 * kept
