"""Is a Kazakh text the same one in the other script, letter for letter?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set

from newsspider.normalise.latin_kazakh import latin_kazakh

SAME = 0.7  # of the words, in the spelling that both scripts share; another text has a third of them by chance
_NEARLY_ALL = 0.9
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 60_000  # characters that are read


def spelled_alike(one: str, other: str) -> float:
    """0 to 1: Dice's coefficient of their words."""
    first, second = _words(one), _words(other)
    total = first.total() + second.total()
    return round(2 * (first & second).total() / total, 4) if total else 0.0


def same_numbers(one: Set[str], other: Set[str]) -> bool:
    """Of marks (see features.py): nearly all numbers, days and times that the shorter text states."""
    first, second = (frozenset(mark for mark in marks if mark[0] in "ndt") for marks in (one, other))
    return len(first & second) >= _NEARLY_ALL * min(len(first), len(second))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(latin_kazakh(text[:_LONGEST])))
