"""What of an article is compared with articles in other languages?"""

from __future__ import annotations

from datetime import datetime

from newsspider.dedup.features import features_of
from newsspider.dedup.lexicon import LANGUAGES
from newsspider.dedup.translations import Compared, Pair
from newsspider.dedup.transliteration import SAME, spelled_alike
from newsspider.normalise.language import language_of
from newsspider.normalise.scripts import letters_by_script

_READ = 4_000  # characters, to know the language
_CODES = {"kz": "kk", "qz": "kk"}


def compared(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    at: datetime | None = None,
    source: str | None = None,
) -> tuple[str | None, Compared]:
    """Its language, and what is compared: nothing of a text in a language that the table of meanings does not have."""
    language = _language(text, title, language)
    if language not in LANGUAGES:
        return language, Compared("", frozenset(), at, source)
    group = "kk-Latn" if language == "kk" and _script(text, title) == "Latn" else language
    return language, Compared(group, features_of(text, group, title=title), at, source)


def how(first: Compared, second: Compared, pair: Pair, texts: tuple[str, str]) -> tuple[str, float]:
    """What links the two, and how similar they are in that."""
    if {first.group, second.group} == {"kk", "kk-Latn"} and (alike := spelled_alike(*texts)) >= SAME:
        return "transliteration", alike
    return "content", pair.similarity


def _language(text: str, title: str | None, given: str | None) -> str | None:
    code = (given or "").lower()
    if (code := _CODES.get(code, code)) in LANGUAGES:
        return code
    found = language_of(f"{title or ''}\n{text[:_READ]}", hint=code or None)
    return found[0] if found else code or None


def _script(text: str, title: str | None) -> str | None:
    return next(iter(letters_by_script(f"{title or ''}\n{text[:_READ]}")), None)
