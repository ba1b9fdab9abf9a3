"""Which language is a text in Cyrillic script in?"""

from __future__ import annotations

import re
from collections import Counter

from newsspider.normalise.alphabets import fitting_cyrillic, missing_marks
from newsspider.normalise.kazakh import is_cyrillic_kazakh
from newsspider.normalise.language_model import guess
from newsspider.normalise.small_words import small_words_of
from newsspider.normalise.words import share_of_words, words_of

# What most texts here are in, as evidence (log-likelihood): it decides only where a headline is nearly all names.
_FAVOURED = {"kk": 4.0, "ru": 6.0, "ky": 2.0, "tt": 2.0, "uz": 2.0}

_RUSSIAN_WORDS = frozenset("и в не на что с по как из для это от его при за о к но также или до об у".split())
_NEVER_KAZAKH = frozenset("в на и с по для от из не что за до об при".split())
_KAZAKH_LETTER = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_QUOTED = re.compile('«[^»]{1,80}»|“[^”]{1,80}”|„[^“”]{1,80}[“”]|"[^"]{1,80}"')
# Whose letters Kazakh has too, and who could be taken for Russian.
_HERE = frozenset({"ru", "kk", "ky", "tt", "ba", "uz", "uk", "be", "mn", "tg"})
_DOUBT = 4.0  # as evidence, where no word is Russian beyond doubt
_MOST = 0.6
_WITHOUT_Y = frozenset({"uk", "bg", "mk", "sr"})  # their alphabets have no ы, э, ё
_PLAIN = 12.0  # as evidence: three small words more than any other language has


def cyrillic_language(text: str, letters: Counter[str], favoured: dict[str, float]) -> str:
    """By letters where they suffice, else by the model among the languages that have these letters."""
    possible = fitting_cyrillic(letters)
    if "kk" in possible and _KAZAKH_LETTER.search(text) and _is_russian_with_names(text):
        return "ru"
    if is_cyrillic_kazakh(letters):
        return "kk"
    if "ru" in possible and any(map(letters.__contains__, "ыэё")) and share_of_words(text, _RUSSIAN_WORDS) > 0.08:
        return "ru"
    evidence = _sum(_FAVOURED, favoured, missing_marks(letters), small_words_of(text))
    return guess(text, "Cyrl", among=possible, favoured=evidence) or possible[0]


def _is_russian_with_names(text: str) -> bool:
    """Kazakh letters, but only in names and titles: `В Астане вышла «Қазақ әдебиеті»`, `Склад «Жетіген» ограбили`."""
    words = words_of(_QUOTED.sub(" ", text)) or words_of(text)
    others = [word for word in words if not _KAZAKH_LETTER.search(word)]
    if not others or len(others) < _MOST * len(words):
        return False
    surely = not _NEVER_KAZAKH.isdisjoint(map(str.lower, others))
    if not surely and any(word[0].islower() for word in words if _KAZAKH_LETTER.search(word)):
        return False
    rest = " ".join(others)
    evidence = _sum({"ru": 0.0 if surely else -_DOUBT}, small_words_of(rest))
    if not _WITHOUT_Y.isdisjoint(evidence) and any(map(rest.__contains__, "ыэё")):
        evidence = {name: weight for name, weight in evidence.items() if name not in _WITHOUT_Y}
    if evidence["ru"] >= max((evidence[name] for name in evidence.keys() - {"ru"}), default=0.0) + _PLAIN:
        return True  # without the model, which takes half a second to load
    return guess(rest, "Cyrl", among=_HERE, favoured=evidence) == "ru"


def _sum(*evidence: dict[str, float]) -> dict[str, float]:
    return {name: sum(part.get(name, 0.0) for part in evidence) for part in evidence for name in part}
