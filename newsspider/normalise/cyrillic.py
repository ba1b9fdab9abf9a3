"""Which language is a text in Cyrillic script in?"""

from __future__ import annotations

import re
from collections import Counter

from newsspider.normalise.alphabets import fitting_cyrillic, missing_marks
from newsspider.normalise.kazakh import is_cyrillic_kazakh
from newsspider.normalise.language_model import guess
from newsspider.normalise.scripts import letters_by_script
from newsspider.normalise.words import share_of_words, words_of

# What most texts here are in, as evidence (log-likelihood): it decides only where a headline is all names.
_FAVOURED = {"kk": 3.0, "ru": 3.0, "ky": 1.0, "tt": 1.0, "uz": 1.0}

_RUSSIAN_WORDS = frozenset("и в не на что с по как из для это от его при за о к но также или до об у".split())
_NEVER_KAZAKH = frozenset("в на и с по для от из не что".split())
_KAZAKH_LETTER = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_WITHOUT = frozenset({"ru", "uk", "be"})  # one of these fits: і may be the only such letter, or there is none
_MOST = 0.6


def cyrillic_language(text: str, letters: Counter[str], favoured: dict[str, float]) -> str:
    """By letters where they suffice, else by the model among the languages that have these letters."""
    possible = fitting_cyrillic(letters)
    if "kk" in possible and _WITHOUT.isdisjoint(possible) and _is_russian_with_names(text):
        return "ru"
    if is_cyrillic_kazakh(letters):
        return "kk"
    # ы, э, ё: not Bulgarian, Ukrainian, Macedonian, Serbian
    if "ru" in possible and any(map(letters.__contains__, "ыэё")) and share_of_words(text, _RUSSIAN_WORDS) > 0.08:
        return "ru"
    evidence = _sum(_FAVOURED, favoured, missing_marks(letters))
    return guess(text, "Cyrl", among=possible, favoured=evidence) or possible[0]


def _is_russian_with_names(text: str) -> bool:
    """Kazakh letters, but only in a few words: `В Астане вышла «Қазақ әдебиеті»`."""
    words = words_of(text)
    others = [word for word in words if not _KAZAKH_LETTER.search(word)]
    if not _MOST * len(words) <= len(others) < len(words) or _NEVER_KAZAKH.isdisjoint(map(str.lower, others)):
        return False
    rest = " ".join(others)
    return cyrillic_language(rest, letters_by_script(rest).get("Cyrl", Counter()), {}) == "ru"


def _sum(*evidence: dict[str, float]) -> dict[str, float]:
    return {name: sum(part.get(name, 0.0) for part in evidence) for part in evidence for name in part}
