"""What does a word of Kazakh, Russian or English mean, as far as a small table knows?

A word means what the longest word of the table means that it begins with; what follows may be an ending. Kazakh is
looked up in its Latin spelling, so that both scripts are one.
"""

from __future__ import annotations

from functools import cache, lru_cache

from newsspider.dedup import lexicon_places as places
from newsspider.dedup import lexicon_words as words
from newsspider.normalise.latin_kazakh import latin_kazakh

_TABLES = (
    *(places.COUNTRIES, places.PLACES, words.STATE, words.COURTS, words.NATURE, words.MONEY, words.SOCIETY),
    *(words.MEDIA, words.SPORT, words.TRAFFIC, words.TIME, words.NATIONAL),
)
LANGUAGES = ("kk", "ru", "en")
_ENDING = {"kk": 12, "ru": 5, "en": 4}  # letters at most; Kazakh has them one after another
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_SHORT_ENDING = 2  # after words of three letters and less


@lru_cache(maxsize=200_000)
def meaning_of(word: str, language: str) -> str | None:
    """`word` in small letters. English names the meaning: `police`."""
    known = _stems(language)
    word = latin_kazakh(word) if language == "kk" else word
    for end in range(min(len(word), 16), 0, -1):
        meaning = known.get(word[:end])
        if meaning is not None:
            left = len(word) - end
            return meaning if left <= (_SHORT_ENDING if end <= 3 else _ENDING[language]) else None
    return None


@cache
def place_meanings() -> frozenset[str]:
    """What `meaning_of` says of countries and places."""
    lines = f"{places.COUNTRIES.strip()}\n{places.PLACES.strip()}".split("\n")
    return frozenset(_column(line, "en")[0] for line in lines)


@lru_cache(maxsize=1000)
def numeral_of(word: str, language: str) -> int | None:
    """1 to 10, written as a word."""
    return _numerals(language).get(latin_kazakh(word) if language == "kk" else word)


def month_of(word: str, language: str) -> int | None:
    """1 to 12, of its name in any case."""
    return _MONTHS.get(meaning_of(word, language) or "")


@cache
def _stems(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in _TABLES:
        for line in table.strip().split("\n"):
            meaning = _column(line, "en")[0]
            for word in _column(line, language):
                found.setdefault(word, meaning)
    return found


@cache
def _numerals(language: str) -> dict[str, int]:
    lines = words.NUMERALS.strip().split("\n")
    return {word: number for number, line in enumerate(lines, 1) for word in _column(line, language)}


def _column(line: str, language: str) -> list[str]:
    found = line.split("|")[LANGUAGES.index(language)].split()
    return [latin_kazakh(word) for word in found] if language == "kk" else found
