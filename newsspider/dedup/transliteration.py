"""Is a Kazakh text the same one in the other script, letter for letter?"""

from __future__ import annotations

import re
from collections import Counter

from newsspider.normalise.latin_kazakh import latin_kazakh

SAME = 0.7  # of the words, in the spelling that both scripts share; another text has a third of them by chance
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 60_000  # characters that are read


def spelled_alike(one: str, other: str) -> float:
    """0 to 1: Dice's coefficient of their words."""
    first, second = _words(one), _words(other)
    total = first.total() + second.total()
    return round(2 * (first & second).total() / total, 4) if total else 0.0


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(latin_kazakh(text[:_LONGEST])))
