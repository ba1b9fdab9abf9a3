"""Which language is a text in, if it is in one?"""

from __future__ import annotations

import re
from collections import Counter

from newsspider.normalise.cyrillic import cyrillic_language
from newsspider.normalise.east_asian import east_asian
from newsspider.normalise.kazakh import is_arabic_kazakh, is_latin_karakalpak, is_latin_kazakh
from newsspider.normalise.language_model import guess
from newsspider.normalise.scripts import letters_by_script
from newsspider.normalise.words import share_of_words

_LEAST = 2  # letters
_HINT = 3.0  # as evidence: a word or two outweighs it
_CLAIMS = {"kz": "kk", "qz": "kk", "cn": "zh"}  # countries and hosts given as languages
_TURKIC = frozenset({"az", "crh", "tk", "tr", "tt", "uz"})  # what a model takes Kazakh in Latin script for
_FAVOURED_LATIN = {"en": 3.0}
_ENGLISH_WORDS = frozenset("the of and to for with that was is from by said has have it at be are were his".split())
_SMALL_WORD = {"Latn": re.compile(r"(?<![\w'’])[a-z]"), "Cyrl": re.compile(r"(?<![\w'’])[а-яёәғқңөұүһі]")}


def language_of(text: str, *, hint: str | None = None) -> tuple[str, str] | None:
    """Language and script of most letters; `None` without letters or without an idea."""
    scripts = letters_by_script(text)
    if sum(letters.total() for letters in scripts.values()) < _LEAST:
        return None
    if found := east_asian(scripts):
        return found
    script = _script(text, scripts)
    claim = _claimed(hint)
    language = _language(text, script, scripts[script], claim)
    return (language, script) if language else None


def _language(text: str, script: str, letters: Counter[str], claim: str) -> str | None:
    if script == "Cyrl":
        return cyrillic_language(text, letters, {claim: _HINT})
    if script == "Latn":
        return _latin_language(text, claim)
    if script == "Arab" and is_arabic_kazakh(text, letters):
        return "kk"
    return guess(text, script, favoured={claim: _HINT})


def _latin_language(text: str, claim: str) -> str | None:
    if share_of_words(text, _ENGLISH_WORDS) > 0.15:
        return "en"
    if is_latin_karakalpak(text):
        return "kaa"
    if is_latin_kazakh(text):
        return "kk"
    language = guess(text, "Latn", favoured={**_FAVOURED_LATIN, claim: _HINT})
    return "kk" if claim == "kk" and language in _TURKIC else language


def _script(text: str, scripts: dict[str, Counter[str]]) -> str:
    """Script of most letters; between Cyrillic and Latin, of most small words: capital ones may be names."""
    first, second, *_ = *scripts, ""
    if {first, second} == {"Cyrl", "Latn"} and scripts[second].total() * 4 > scripts[first].total():
        return max(first, second, key=lambda script: len(_SMALL_WORD[script].findall(text)))
    return first


def _claimed(hint: str | None) -> str:
    claim = re.split("[-_]", (hint or "").lower())[0]
    return _CLAIMS.get(claim, claim)
