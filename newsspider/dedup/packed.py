"""What does a packed sketch say?

Most of those that an article is compared with are told apart by a part of it, so each part is read when it is wanted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Set
from functools import lru_cache

from newsspider.dedup.sketch import VERSION

_BITS = 0x7FFF  # the one above them marks names and numbers


class Packed:
    """`total`: how many runs the text has. `names_packed`: equal where all names are."""

    def __init__(self, packed: bytes) -> None:
        self.level = packed[1]
        more, self._opening, at = _part(packed, 2)
        self.total, self._rest, at = _part(packed, at)
        self.total += more
        many = packed[at] + 1  # and the sum
        self._numbers: tuple[int, ...] = struct.unpack_from(f"<{many}I", packed, at + 1)
        at += 1 + 4 * many
        self.names_packed = packed[at + 1 : at + 1 + 3 * packed[at]]
        self._at: dict[tuple[int, int], tuple[Set[int], Set[int]]] = {}

    @property
    def numbers(self) -> tuple[int, ...]:
        """16 bits of what is counted, 16 of the number."""
        return self._numbers[:-1]

    @property
    def sum(self) -> int:
        """Over all numbers, also those that are not kept."""
        return self._numbers[-1]

    @property
    def names(self) -> tuple[int, ...]:
        """12 bits of how each begins, 12 of how it sounds."""
        packed = self.names_packed
        return tuple(int.from_bytes(packed[at : at + 3], "little") for at in range(0, len(packed), 3))

    def at(self, level: int, apart: int) -> tuple[Set[int], Set[int]]:
        """Opening and all runs, as they would be kept at a level; `apart`: how many bits fewer are left of them."""
        found = self._at.get((level, apart))
        if found is None:
            more, mask = level - self.level, _BITS >> apart
            opening = _lifted(self._opening, more, mask)
            found = self._at[level, apart] = opening, opening | _lifted(self._rest, more, mask)
        return found

    def marked_at(self, level: int, apart: int) -> Set[int]:
        """Those of the runs that hold a name or a number."""
        marked = (each for each in (*self._opening, *self._rest) if each > _BITS)
        return _lifted(marked, level - self.level, _BITS >> apart)


def _lifted(runs: Iterable[int], more: int, mask: int) -> Set[int]:
    if not more:
        return {each & mask for each in runs}
    dropped = (1 << more) - 1
    return {each >> more & mask for each in runs if not each & dropped}


@lru_cache(maxsize=256)  # one article is compared with many
def unpacked(packed: bytes) -> Packed | None:
    """None: it is of another version."""
    return Packed(packed) if packed[0] == VERSION else None


def _part(packed: bytes, at: int) -> tuple[int, tuple[int, ...], int]:
    """Its size, what is kept of it, and where it ends."""
    kept = packed[at + 3]
    return int.from_bytes(packed[at : at + 3], "little"), _unpack(kept, packed, at + 4), at + 4 + 2 * kept


def _unpack(many: int, packed: bytes, at: int) -> tuple[int, ...]:
    return struct.unpack_from(f"<{many}H", packed, at)
