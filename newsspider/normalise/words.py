"""Which words does a text have?"""

from __future__ import annotations

import re
from collections.abc import Set

_WORD = re.compile(r"[^\W\d_]+")
_FEW = 5


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def share_of_words(text: str, words: Set[str]) -> float:
    """Part of a text's words that are among these; few words, or always the same, prove nothing."""
    seen = words_of(text.lower())
    known = [word for word in seen if word in words]
    return len(known) / len(seen) if len(seen) >= _FEW and len(set(known)) > 1 else 0.0
