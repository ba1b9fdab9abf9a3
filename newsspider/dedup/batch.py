"""What do many packed sketches say? As `packed` reads them, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ALL = 1 << 15  # of a run, 15 bits are kept
VALUES = 1 << 16  # of a number, 16

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


class Batch(NamedTuple):
    """Of all articles: level, how many runs they have, how many numbers are kept, and where those stand. Of all runs
    that are kept: whose they are, 15 bits of each, and whether it holds a name or a number."""

    data: Integers
    level: Integers
    total: Integers
    facts: Integers
    facts_at: Integers
    owner: Integers
    runs: Integers
    marked: Integers

    def numbers(self) -> tuple[Integers, Integers]:
        """Whose it is, and each number that is kept, once."""
        owner, nth = _counted(self.facts)
        at = self.facts_at[owner] + 4 * nth
        return _once(owner, self.data[at] | self.data[at + 1] << 8, VALUES)

    def lifted(self, level: Integers, apart: Integers) -> tuple[Integers, Integers, Truths]:
        """Whose it is, and each run, once, as it would be kept at these levels; whether it is marked."""
        more, mask = (level - self.level)[self.owner], (ALL - 1 >> apart)[self.owner]
        kept = self.runs & (1 << more) - 1 == 0
        owner, runs, marked = self.owner[kept], self.runs[kept], self.marked[kept]
        owner, both = _once(owner, (runs >> more[kept] & mask[kept]) << 1 | marked, 2 * ALL)
        code, mark = owner * ALL + (both >> 1), both & 1 == 1
        last = np.append(code[1:] != code[:-1], True)  # where it stands there with a mark and without, with it
        return owner[last], both[last] >> 1, mark[last]


def read(packed: Sequence[bytes]) -> Batch:
    data = np.frombuffer(b"".join(packed), np.uint8).astype(np.int64)
    ends = np.cumsum([len(each) for each in packed])
    starts = np.append(0, ends[:-1])
    opening, many = _part(data, starts + 2)
    behind = starts + 6 + 2 * many
    rest, more = _part(data, behind)
    facts_at = behind + 4 + 2 * more
    owner, nth = _counted(many + more)
    at = starts[owner] + 6 + 2 * nth + 4 * (nth >= many[owner])  # 4: size of the second part, and how many are kept
    runs = data[at] | data[at + 1] << 8
    return Batch(
        data, data[starts + 1], opening + rest, data[facts_at], facts_at + 1, owner, runs & ALL - 1, runs // ALL
    )


def _part(data: Integers, at: Integers) -> tuple[Integers, Integers]:
    """Its size, and how many are kept of it."""
    return data[at] | data[at + 1] << 8 | data[at + 2] << 16, data[at + 3]


def _counted(many: Integers) -> tuple[Integers, Integers]:
    """For each of so many things of each article: whose it is, and the how manieth."""
    owner = np.repeat(np.arange(len(many)), many)
    return owner, np.arange(len(owner)) - (np.cumsum(many) - many)[owner]


def _once(owner: Integers, values: Integers, of: int) -> tuple[Integers, Integers]:
    ordered = np.sort(owner * of + values)  # np.unique takes ten times as long
    ordered = ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
    return ordered // of, ordered % of
