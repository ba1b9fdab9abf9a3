"""Which language is a text in, if it is in one?"""

from __future__ import annotations

import re
from collections import Counter

from newsspider.normalise.alphabets import fitting_cyrillic, missing_marks
from newsspider.normalise.east_asian import east_asian
from newsspider.normalise.kazakh import is_arabic_kazakh, is_cyrillic_kazakh, is_latin_kazakh
from newsspider.normalise.language_model import guess
from newsspider.normalise.scripts import letters_by_script

# Scripts of one language with news, or nearly.
_BY_SCRIPT = {"Grek": "el", "Armn": "hy", "Geor": "ka", "Hebr": "he", "Thai": "th", "Laoo": "lo", "Khmr": "km"}
# What most texts here are in, as evidence (log-likelihood): it decides only where a headline is all names.
_FAVOURED = {"kk": 3.0, "ru": 3.0, "ky": 1.0, "tt": 1.0, "uz": 1.0}
_FAVOURED_LATIN = {"en": 3.0}
_HINT = 3.0
_CLAIMS = {"kz": "kk", "qz": "kk", "cn": "zh"}  # countries and hosts given as languages
_TURKIC = frozenset({"az", "crh", "tk", "tr", "tt", "uz"})  # what a model takes Kazakh in Latin script for

_SMALL_WORD = {"Latn": re.compile(r"(?<![\w'’])[a-z]"), "Cyrl": re.compile(r"(?<![\w'’])[а-яёәғқңөұүһі]")}

_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN_WORDS = frozenset("и в не на что с по как из для это от его при за о к но также или до об у".split())
_ENGLISH_WORDS = frozenset("the of and to for with that was is from by said has have it at be are were his".split())


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
    language = _BY_SCRIPT.get(script) or guess(text, favoured={claim: _HINT})
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
    if is_cyrillic_kazakh(letters):
        return "kk"
    possible = fitting_cyrillic(letters)
    # ы, э, ё: not Bulgarian, Ukrainian, Macedonian, Serbian
    if "ru" in possible and letters["ы"] + letters["э"] + letters["ё"] and _share(text, _RUSSIAN_WORDS) > 0.08:
        return "ru"
    favoured = Counter(_FAVOURED)
    favoured.update(missing_marks(letters))
    favoured[claim] += _HINT
    return guess(text, among=possible, favoured=favoured) or possible[0]


def _latin(text: str, letters: Counter[str], claim: str) -> str:
    if _share(text, _ENGLISH_WORDS) > 0.15 and ("the" in text or "and" in text):
        return "en"
    if is_latin_kazakh(text):
        return "kk"
    language = guess(text, favoured={**_FAVOURED_LATIN, claim: _HINT}) or "en"
    return "kk" if claim == "kk" and language in _TURKIC else language


def _share(text: str, words: frozenset[str]) -> float:
    """Part of a text's words that are among these; under five words prove nothing."""
    seen = _WORD.findall(text.lower())
    return sum(map(words.__contains__, seen)) / len(seen) if len(seen) >= 5 else 0.0
