"""Which language is a text in, if it is in one?"""

from __future__ import annotations

import re
from collections import Counter

from newsspider.normalise.alphabets import fitting_cyrillic, missing_marks
from newsspider.normalise.east_asian import east_asian
from newsspider.normalise.kazakh import is_arabic_kazakh, is_cyrillic_kazakh, is_latin_karakalpak, is_latin_kazakh
from newsspider.normalise.language_model import guess
from newsspider.normalise.scripts import letters_by_script

# What most texts here are in, as evidence (log-likelihood): it decides only where a headline is all names.
_FAVOURED = {"kk": 3.0, "ru": 3.0, "ky": 1.0, "tt": 1.0, "uz": 1.0}
_FAVOURED_LATIN = {"en": 3.0}
_HINT = 3.0
_CLAIMS = {"kz": "kk", "qz": "kk", "cn": "zh"}  # countries and hosts given as languages
_TURKIC = frozenset({"az", "crh", "tk", "tr", "tt", "uz"})  # what a model takes Kazakh in Latin script for

_SMALL_WORD = {"Latn": re.compile(r"(?<![\w'’])[a-z]"), "Cyrl": re.compile(r"(?<![\w'’])[а-яёәғқңөұүһі]")}

_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN_WORDS = frozenset(
    [
        "и",
        "в",
        "не",
        "на",
        "что",
        "с",
        "по",
        "как",
        "из",
        "для",
        "это",
        "от",
        "его",
        "при",
        "за",
        "о",
        "к",
        "но",
        "также",
        "или",
        "до",
        "об",
        "у",
    ]
)
_ONLY_RUSSIAN = frozenset(["в", "на", "и", "с", "по", "для", "от", "из", "не", "что"])  # of these no Kazakh word
_KAZAKH_LETTER = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_ENGLISH_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "for",
        "with",
        "that",
        "was",
        "is",
        "from",
        "by",
        "said",
        "has",
        "have",
        "it",
        "at",
        "be",
        "are",
        "were",
        "his",
    ]
)


def language_of(text: str, *, hint: str | None = None) -> tuple[str, str] | None:
    """Language and script of most letters; `None` without letters or without an idea."""
    scripts = letters_by_script(text)
    if sum(letters.total() for letters in scripts.values()) < 2:
        return None
    script = _script(text, scripts)
    if found := east_asian(scripts):
        return found
    letters, claim = scripts[script], _claimed(hint)
    if script == "Cyrl":
        return _cyrillic(text, letters, claim), script
    if script == "Latn":
        return _latin(text, letters, claim), script
    if script == "Arab" and is_arabic_kazakh(text, letters):
        return "kk", script
    language = guess(text, script, favoured={claim: _HINT})
    return (language, script) if language else None


def _script(text: str, scripts: dict[str, Counter[str]]) -> str:
    """Script of most letters; between Cyrillic and Latin, of most small words: capital ones may be names."""
    first, second, *_ = *scripts, ""
    if {first, second} == {"Cyrl", "Latn"} and scripts[second].total() * 4 > scripts[first].total():
        return max(first, second, key=lambda script: len(_SMALL_WORD[script].findall(text)))
    return first


def _claimed(hint: str | None) -> str:
    claim = re.split("[-_]", (hint or "").lower())[0]
    return _CLAIMS.get(claim, claim)


def _cyrillic(text: str, letters: Counter[str], claim: str) -> str:
    possible = fitting_cyrillic(letters)
    if "kk" in possible and not {"ru", "uk", "be"}.intersection(possible) and _is_russian_with_names(text):
        return "ru"
    if is_cyrillic_kazakh(letters):
        return "kk"
    # ы, э, ё: not Bulgarian, Ukrainian, Macedonian, Serbian
    if "ru" in possible and letters["ы"] + letters["э"] + letters["ё"] and _share(text, _RUSSIAN_WORDS) > 0.08:
        return "ru"
    favoured = Counter(_FAVOURED)
    favoured.update(missing_marks(letters))
    favoured[claim] += _HINT
    return guess(text, "Cyrl", among=possible, favoured=favoured) or possible[0]


def _is_russian_with_names(text: str) -> bool:
    """Kazakh letters, but only in a few words: `В Астане вышла «Қазақ әдебиеті»`."""
    words = _WORD.findall(text)
    others = [word for word in words if not _KAZAKH_LETTER.search(word)]
    if 0.6 * len(words) <= len(others) < len(words) and not _ONLY_RUSSIAN.isdisjoint(map(str.lower, others)):
        rest = " ".join(others)
        return language_of(rest) == ("ru", "Cyrl")
    return False


def _latin(text: str, letters: Counter[str], claim: str) -> str:
    if _share(text, _ENGLISH_WORDS) > 0.15:
        return "en"
    if is_latin_karakalpak(text):
        return "kaa"
    if is_latin_kazakh(text):
        return "kk"
    language = guess(text, "Latn", favoured={**_FAVOURED_LATIN, claim: _HINT}) or "en"
    return "kk" if claim == "kk" and language in _TURKIC else language


def _share(text: str, words: frozenset[str]) -> float:
    """Part of a text's words that are among these; few words, or always the same, prove nothing."""
    seen = _WORD.findall(text.lower())
    known = [word for word in seen if word in words]
    return len(known) / len(seen) if len(seen) >= 5 and len(set(known)) >= 2 else 0.0
