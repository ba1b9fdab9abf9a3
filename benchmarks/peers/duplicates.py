"""Who finds near-duplicates, and how is each asked? Every function takes a text and gives the numbers of those before
it that it calls the same; a text with the number 0 begins anew."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

THRESHOLD = 0.5  # of the Jaccard index
HASHES = 128
_WORD = re.compile(r"\w+")

Finder = Callable[[int, str], list[int]]


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(len(words) - 2, 1))}


class _Datasketch:
    def __call__(self, number: int, text: str) -> list[int]:
        from datasketch import MinHash, MinHashLSH

        if number == 0:
            self._index: Any = MinHashLSH(threshold=THRESHOLD, num_perm=HASHES)
            self._hashes: list[Any] = []
        hashed = MinHash(num_perm=HASHES)
        hashed.update_batch([each.encode() for each in _shingles(text)])
        found = [at for at in self._index.query(hashed) if hashed.jaccard(self._hashes[at]) >= THRESHOLD]
        self._index.insert(number, hashed)
        self._hashes.append(hashed)
        return found


class _Rensa:
    """16 bands of 2 rows find what datasketch chooses for this threshold, or more."""

    def __call__(self, number: int, text: str) -> list[int]:
        from rensa import RMinHash

        if number == 0:
            self._bands: defaultdict[Any, list[int]] = defaultdict(list)
            self._hashes: list[Any] = []
        hashed = RMinHash(num_perm=HASHES, seed=1)
        hashed.update(list(_shingles(text)))
        digest = hashed.digest()
        bands = [(at, *digest[at : at + 2]) for at in range(0, 32, 2)]
        near = {other for band in bands for other in self._bands[band]}
        for band in bands:
            self._bands[band].append(number)
        self._hashes.append(hashed)
        return [other for other in near if hashed.jaccard(self._hashes[other]) >= THRESHOLD]


class _Copies:
    def __call__(self, number: int, text: str) -> list[int]:
        from newsspider.normalise.text import text_hash

        if number == 0:
            self._known: dict[str, int] = {}
        known = self._known.setdefault(text_hash(text), number)
        return [known] if known != number else []


class _Ours:
    def __call__(self, number: int, text: str) -> list[int]:
        from newsspider.dedup.near import alike
        from newsspider.dedup.sketch import LEAST_SHARED, sketch

        if number == 0:
            self._having: defaultdict[int, list[int]] = defaultdict(list)
            self._packed: dict[int, bytes] = {}
        found = sketch(None, text)
        if found is None:
            return []
        shared: defaultdict[int, int] = defaultdict(int)
        for key in found.keys:
            for other in self._having[key]:
                shared[other] += 1
            self._having[key].append(number)
        self._packed[number] = found.packed
        near = [other for other, count in shared.items() if count >= LEAST_SHARED]
        return [other for other in near if alike(found.packed, self._packed[other]) is not None]


FINDERS: dict[str, tuple[str, Finder]] = {
    "newsspider": ("newsspider", _Ours()),
    "newsspider, copies": ("newsspider", _Copies()),
    "datasketch": ("datasketch", _Datasketch()),
    "rensa": ("rensa", _Rensa()),
}
