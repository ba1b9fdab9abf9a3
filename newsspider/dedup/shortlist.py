"""Which of many articles have so many of their words in common with one that the two are to be looked at closely?

The same arithmetic as for two of them, for all at once: most of what shares a stock phrase with an article is out then,
for some millionths of a second each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsspider.dedup.packed import unpacked
from newsspider.dedup.sketch import VERSION

ALIKE = 0.6  # of the shorter one's runs of words stand in the longer one; the shorter it is, the more must
CHANCE = 4  # runs that are common by chance
EVEN = 0.4  # of the runs of both are common, or
WHOLE = 0.85  # of the shorter one's runs stand in the longer one: it is a part of it
FAR_LONGER = 0.35  # as long as the longer one, the shorter one must be: a digest tells of more

_ALL = 1 << 15  # of a run, 15 bits are kept

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


def are_far(share: float, one: int, other: int) -> bool:
    """By the share of the shorter one's runs that stand in the longer one, and by how many runs each has."""
    few, many = sorted((one, other))
    common = share * few
    is_little = share < ALIKE + CHANCE / few or (share < WHOLE and common < EVEN * (few + many - common))
    return few < FAR_LONGER * many or is_little


def shortlist(given: bytes, others: Sequence[bytes]) -> list[int]:
    """The places of those that are not far."""
    one, places = unpacked(given), [at for at, each in enumerate(others) if each[0] == VERSION]
    if one is None or not places:
        return []
    these = _read([others[at] for at in places])
    level = np.maximum(these.level, one.level)
    apart = np.abs(these.level - one.level)
    owner, runs = _lifted(these, level - these.level, _ALL - 1 >> apart)
    levels, row = np.unique(level * 256 + apart, return_inverse=True)
    own = [one.at(each >> 8, each & 255)[1] for each in levels.tolist()]
    common = np.bincount(owner[_table(own)[row[owner], runs]], minlength=len(places))
    least = np.minimum(np.bincount(owner, minlength=len(places)), np.array([len(each) for each in own])[row])
    share = np.minimum(common / np.maximum(least, 1), 1.0)
    near = ~_far(share, these.total, one.total)
    return [places[at] for at in np.flatnonzero(near).tolist()]


def _far(share: NDArray[np.float64], totals: Integers, total: int) -> Truths:
    few, many = np.minimum(totals, total), np.maximum(totals, total)
    common = share * few
    is_little = (share < ALIKE + CHANCE / few) | ((share < WHOLE) & (common < EVEN * (few + many - common)))
    far: Truths = (few < FAR_LONGER * many) | is_little
    return far


class _Read(NamedTuple):
    """Of all articles: level and number of runs. Of all runs that are kept: whose they are, and 15 bits of each."""

    level: Integers
    total: Integers
    owner: Integers
    runs: Integers


def _read(packed: Sequence[bytes]) -> _Read:
    """As `packed.unpacked` does it."""
    data = np.frombuffer(b"".join(packed), np.uint8).astype(np.int64)
    ends = np.cumsum([len(each) for each in packed])
    starts = np.append(0, ends[:-1])
    opening, many = _part(data, starts + 2)
    behind = starts + 6 + 2 * many
    rest, more = _part(data, behind)
    kept = many + more
    owner = np.repeat(np.arange(len(packed)), kept)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(kept) - kept, kept)
    at = starts[owner] + 6 + 2 * number + 4 * (number >= many[owner])  # 4: size of the second part, and how many are kept
    return _Read(data[starts + 1], opening + rest, owner, (data[at] | data[at + 1] << 8) & _ALL - 1)


def _part(data: Integers, at: Integers) -> tuple[Integers, Integers]:
    """Its size, and how many are kept of it."""
    return data[at] | data[at + 1] << 8 | data[at + 2] << 16, data[at + 3]


def _lifted(these: _Read, more: Integers, mask: Integers) -> tuple[Integers, Integers]:
    """The runs of each article, every one once, as they would be kept at a higher level."""
    owner, runs = these.owner, these.runs
    if more.any() or (mask != _ALL - 1).any():
        kept = runs & (1 << more[owner]) - 1 == 0
        owner, runs = owner[kept], runs[kept]
        runs = runs >> more[owner] & mask[owner]
    ordered = np.sort(owner * _ALL + runs)  # np.unique takes ten times as long
    once = ordered[np.append(True, ordered[1:] != ordered[:-1])]
    return once // _ALL, once & _ALL - 1


def _table(runs: Sequence[frozenset[int] | set[int]]) -> Truths:
    table = np.zeros((len(runs), _ALL), np.bool_)
    for row, each in zip(table, runs, strict=True):
        row[list(each)] = True
    return table
