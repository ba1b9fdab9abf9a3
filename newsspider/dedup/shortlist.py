"""Which of many articles are to be looked at closely, as one of them may be a near-duplicate of an article?

The same arithmetic as for two of them, for all at once. What only shares a stock phrase with the article is out
then, and so is most of what was made to one pattern with it: there may be hundreds of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsspider.dedup.batch import ALL, VALUES, Batch, Integers, Truths, read
from newsspider.dedup.packed import Packed, unpacked
from newsspider.dedup.pattern import LITTLE, WORDS
from newsspider.dedup.sketch import MOST_FACTS, VERSION

ALIKE = 0.6  # of the shorter one's runs of words stand in the longer one; the shorter it is, the more must
CHANCE = 4  # runs that are common by chance
EVEN = 0.4  # of the runs of both are common, or
WHOLE = 0.85  # of the shorter one's runs stand in the longer one: it is a part of it
FAR_LONGER = 0.35  # as long as the longer one, the shorter one must be: a digest tells of more


def are_far(share: float, one: int, other: int) -> bool:
    """By the share of the shorter one's runs that stand in the longer one, and by how many runs each has."""
    few, many = sorted((one, other))
    common = share * few
    is_little = share < ALIKE + CHANCE / few or (share < WHOLE and common < EVEN * (few + many - common))
    return few < FAR_LONGER * many or is_little


def shortlist(given: bytes, others: Sequence[bytes]) -> list[int]:
    """The places of those that are not far, and were not made to one pattern with it, as far as numbers tell."""
    one, places = unpacked(given), [at for at, each in enumerate(others) if each[0] == VERSION]
    if one is None or not places:
        return []
    these = read([others[at] for at in places])
    runs = _common_runs(one, these)
    out = _far(runs.share, these.total, one.total) | (runs.differ_by_facts & _numbers_apart(one, these))
    return [places[at] for at in np.flatnonzero(~out).tolist()]


class _Common(NamedTuple):
    """`differ_by_facts`: in runs with names or numbers, and in hardly any others."""

    share: NDArray[np.float64]
    differ_by_facts: Truths


def _common_runs(one: Packed, these: Batch) -> _Common:
    many = len(these.level)
    level, apart = np.maximum(these.level, one.level), np.abs(these.level - one.level)
    owner, runs, marked = these.lifted(level, apart)
    kinds, kind = np.unique(level * 256 + apart, return_inverse=True)
    at = [(each >> 8, each & 255) for each in kinds.tolist()]
    own, own_marked = _table((one.at(*each)[1] for each in at), ALL), _table((one.marked_at(*each) for each in at), ALL)
    size, own_size, own_plain = np.bincount(owner, minlength=many), own.sum(1)[kind], (own & ~own_marked).sum(1)[kind]
    is_common = own[kind[owner], runs]
    common = np.bincount(owner[is_common], minlength=many)
    common_plain = np.bincount(owner[is_common & ~own_marked[kind[owner], runs]], minlength=many)
    plain_here = np.bincount(owner[~is_common & ~marked], minlength=many)
    plain_there = own_plain - common_plain
    least = np.minimum(size, own_size)
    most = np.maximum(WORDS / 2.0**level, LITTLE * least)
    with_facts = (size - common > plain_here) & (own_size - common > plain_there) | (level > 0)
    share = np.minimum(common / np.maximum(least, 1), 1.0)
    return _Common(share, with_facts & (plain_here <= most) & (plain_there <= most))


def _far(share: NDArray[np.float64], totals: Integers, total: int) -> Truths:
    few, many = np.minimum(totals, total), np.maximum(totals, total)
    common = share * few
    is_little = (share < ALIKE + CHANCE / few) | ((share < WHOLE) & (common < EVEN * (few + many - common)))
    far: Truths = (few < FAR_LONGER * many) | is_little
    return far


def _numbers_apart(one: Packed, these: Batch) -> Truths:
    """Each has a number that the other lacks. Where not all are kept, that is not told here."""
    owner, numbers = these.numbers()
    own = {number & VALUES - 1 for number in one.numbers}
    common = np.bincount(owner[_table([own], VALUES)[0, numbers]], minlength=len(these.level))
    all_kept = (these.facts < MOST_FACTS) & (len(one.numbers) < MOST_FACTS)
    apart: Truths = all_kept & (common < len(own)) & (common < np.bincount(owner, minlength=len(these.level)))
    return apart


def _table(values: Iterable[Iterable[int]], size: int) -> Truths:
    table = np.zeros((len(rows := [list(each) for each in values]), size), np.bool_)
    for row, each in zip(table, rows, strict=True):
        row[each] = True
    return table
