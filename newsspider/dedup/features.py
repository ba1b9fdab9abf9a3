"""What does an article say that can be recognised in any language?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsspider.dedup.lexicon import LANGUAGES, meaning_of, numeral_of
from newsspider.dedup.quantities import days, numbers, times
from newsspider.dedup.skeletons import skeleton

LONGEST = 60_000  # characters of a text that are read
_WORD = re.compile(r"[^\W\d_]{2,30}")
_LATIN = re.compile(r"(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z][A-Za-z0-9]{1,29}")
_SOUNDS = 4  # of a name; what follows may be an ending
_LONG = 5  # sounds of a word that need not be a name


def features_of(text: str, language: str, *, title: str | None = None) -> frozenset[str]:
    """Marks, each a letter for its kind and a value. `language`: kk, kk-Latn, ru, en.

    n:1500000 number    d:05-09 day of a month    t:19:30 time    l:kswb Latin word    c:police meaning    s:mktn name
    """
    whole = f"{title}\n{text}"[:LONGEST] if title else text[:LONGEST]
    return frozenset(_features(whole, language))


def _features(text: str, language: str) -> Iterator[str]:
    yield from (f"n:{number}" for number in numbers(text))
    yield from (f"t:{time}" for time in times(text))
    latin, language = language == "kk-Latn", language.partition("-")[0]
    if language not in LANGUAGES:
        yield from (f"l:{word.lower()}" for word in _LATIN.findall(text))
        return
    yield from (f"d:{day}" for day in days(text, language))
    for word in set(_WORD.findall(text)):
        yield from _of_word(word, language, latin)


@lru_cache(maxsize=300_000)
def _of_word(word: str, language: str, latin: bool) -> tuple[str, ...]:
    small, name = word.lower(), word[:1].isupper()
    found: list[str] = []
    if name and word.isascii() and not latin:
        found.append(f"l:{small}")
    if (number := numeral_of(small, language)) is not None:
        found.append(f"n:{number}")
        return tuple(found)
    if meaning := meaning_of(small, language):
        found.append(f"c:{meaning}")
        return tuple(found)
    sounds = skeleton(small)
    if len(sounds) >= _SOUNDS:
        if name:
            found.append(f"s:{sounds[:_SOUNDS]}")
        if len(sounds) >= _LONG:
            found.append(f"s:{sounds[:_LONG]}")
    return tuple(found)
