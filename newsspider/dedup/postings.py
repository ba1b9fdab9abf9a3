"""Which few articles of another language come into question as an article's translation?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from newsspider.dedup.evidence import Evidence

_COMMON = 0.15  # of a group's articles that have a mark: it tells nothing apart
_FEW = 200  # articles: a mark is never too common for these
_MOST = 100_000  # postings read for one article, those of its rarest marks

Places = NDArray[np.int64]


class Postings:
    """Articles by mark and group. Memory: four bytes for each mark of each article."""

    def __init__(self, evidence: Evidence, times: NDArray[np.float64], window: timedelta) -> None:
        """`times`: of publication, in seconds; NaN where it is not known, and then any time may be right."""
        self._evidence, self._times, self._window = evidence, times, window.total_seconds()
        self._losses = np.array(evidence.losses)
        groups = np.array(evidence.groups)
        self._members = {group: np.flatnonzero(groups == group) for group in sorted(set(evidence.groups))}
        self._of = {group: self._index(members) for group, members in self._members.items()}

    def candidates(self, most: int) -> Iterator[tuple[int, str, list[int]]]:
        """For each article and each other group, where there are any: the articles with most evidence."""
        for one, own in enumerate(self._evidence.groups):
            for group in filter(None, self._members):
                if own and group != own and (found := self._best(one, group, most)):
                    yield one, group, found

    def _best(self, one: int, group: str, most: int) -> list[int]:
        """Common marks are left out here: the caller weighs the few that are found by all of them."""
        postings = self._of[group]
        known = [
            (mark, found) for mark in self._evidence.marks[one].tolist() if (found := postings.get(mark)) is not None
        ]
        if not known:
            return []
        known.sort(key=lambda entry: len(entry[1]))
        lengths = np.array([len(found) for _, found in known])
        read = max(1, int(np.searchsorted(np.cumsum(lengths), _MOST, side="right")))
        places = np.concatenate([found for _, found in known[:read]])
        marks = np.array([mark for mark, _ in known[:read]], dtype=np.int32)
        gains = np.repeat(self._evidence.gains(marks, self._evidence.groups[one], group), lengths[:read])
        return self._highest(one, group, np.bincount(places, weights=gains).astype(np.float64), most)

    def _highest(self, one: int, group: str, gained: NDArray[np.float64], most: int) -> list[int]:
        """Places count within the group."""
        members = self._members[group][: len(gained)]
        found = np.flatnonzero(gained > 0)
        far = np.abs(self._times[members[found]] - self._times[one]) > self._window  # False where one is NaN
        found = found[~far]
        scores = gained[found] + self._losses[members[found]]
        order = np.lexsort((found, -scores))[:most]
        return [int(place) for place in members[found[order]]]

    def _index(self, members: Places) -> dict[int, NDArray[np.int32]]:
        marks = np.concatenate([self._evidence.marks[article] for article in members])
        owners = np.repeat(np.arange(len(members), dtype=np.int32), [len(self._evidence.marks[a]) for a in members])
        order = np.argsort(marks, kind="stable")
        marks, owners = marks[order], owners[order]
        different, starts, counts = np.unique(marks, return_index=True, return_counts=True)
        most = max(_FEW, _COMMON * len(members))
        return {
            int(mark): owners[start : start + count]
            for mark, start, count in zip(different, starts, counts, strict=True)
            if count <= most
        }
