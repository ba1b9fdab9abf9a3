"""By what in one language is an article compared with others: its words, and which of them are names?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from newsspider.dedup.lexicon_places import COUNTRIES
from newsspider.normalise.latin_kazakh import latin_kazakh
from newsspider.normalise.small_words import small_words

_WORD = re.compile(r"[^\W\d_]{2,40}|\d{1,15}")
_INSIDE = re.compile(r"(?<=[\w,;(] )[«“\"(]?([^\W\d_]{2,40})")  # not the first word of a sentence
_BEGINNING = 4  # letters: what follows is an ending, or makes an adjective of a noun
_STEM = 5
_ENGLISH = (
    "the of and to in for on is was with as that by at from it an be are has have had its he she they his her their "
    "this will which were who not but been also or after more than said says about into over year years when there "
    "would between up out other all new two one first during under while no if can could"
)
_OFTEN = (  # of whom and of where half of all news is: they tell no story from another
    "covid ковид коронавирус москва киев вашингтон пекин лондон европа еуропа europe путин putin трамп trump байден "
    "biden токаев тоқаев tokayev зеленский zelensky астана astana алматы almaty"
)


def words(text: str, *, kazakh: bool = False) -> list[str]:
    """The beginnings of its words in small letters, small words left out; numbers whole; Kazakh in its Latin script."""
    return [key for word in _WORD.findall(text) if (key := _key(word, kazakh))]


def names(text: str, *, kazakh: bool = False) -> frozenset[str]:
    """Of the words that stand inside a sentence with a capital, and nowhere without one, whatever their ending."""
    inside = {word for word in _INSIDE.findall(text) if word[0].isupper()}
    small = {word[:_STEM] for word in _WORD.findall(text) if word[0].islower()}
    return frozenset(_name_keys((word for word in inside if word.lower()[:_STEM] not in small), kazakh))


def _name_keys(found: Iterator[str], kazakh: bool) -> Iterator[str]:
    often = _often(kazakh)
    for word in found:
        if (key := _key(word, kazakh)) and key not in often:
            yield key


@lru_cache(maxsize=200_000)
def _key(word: str, kazakh: bool) -> str:
    """Empty: it is a small word."""
    if word[0].isdigit():
        return word if len(word) > 1 else ""
    folded = latin_kazakh(word) if kazakh else word.lower().replace("ё", "е")
    return "" if folded in _small() else folded[:_BEGINNING]


@cache
def _small() -> frozenset[str]:
    kazakh = small_words("kk")
    return small_words("ru") | kazakh | frozenset(map(latin_kazakh, kazakh)) | frozenset(_ENGLISH.split())


@cache
def _often(kazakh: bool) -> frozenset[str]:
    countries = re.findall(r"[^\W\d_]{3,}", COUNTRIES.lower())
    return frozenset(_key(word, kazakh) for word in [*countries, *_OFTEN.split()])
