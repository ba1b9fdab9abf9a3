"""Which words of a text are names, as far as capital letters tell?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsspider.normalise.text import comparison_form

_BEFORE_NAMES = "«\"“„'(‘"
_ENDS = '.!?…:»”"-–—•#>|'  # after these a sentence, a line or an item of a list may begin


def names_of(text: str) -> Sequence[str]:
    """Words with a capital letter inside a sentence, in their comparison form; none where every third word has one."""
    words = text.split()
    capital = [word for before, word in pairwise(words) if _is_capital(word) and before[-1] not in _ENDS]
    return comparison_form(" ".join(capital)).split() if len(capital) * 3 <= len(words) else ()


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0] in _BEFORE_NAMES and word[1:2].isupper())
