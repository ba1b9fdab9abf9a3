"""What of an article is compared with articles in other languages?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from newsspider.dedup.features import features_of
from newsspider.dedup.lexicon import LANGUAGES
from newsspider.dedup.translations import Compared, Pair
from newsspider.dedup.transliteration import SAME, same_numbers, spelled_alike
from newsspider.normalise.language import identify
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
    group = group_of(language, _script(text, title))
    if group not in (*LANGUAGES, "kk-Latn"):
        return language, Compared("", frozenset(), at, source)
    return language, Compared(group, features_of(text, group, title=title), at, source)


def group_of(language: str | None, script: str | None) -> str:
    """What has at most one translation of an article: a language, or Kazakh in one of its scripts."""
    return f"kk-{script}" if language == "kk" and script in ("Latn", "Arab") else language or ""


def how(pair: Pair, articles: Sequence[Compared], text_of: Callable[[int], str]) -> tuple[str, float] | None:
    """What links the two, and how similar they are in that; None: nothing after all. `text_of`: asked for Kazakh in two
    scripts only, which share the words of every template."""
    one, other = articles[pair.first], articles[pair.second]
    if {one.group, other.group} != {"kk", "kk-Latn"}:
        return "content", pair.similarity
    alike = spelled_alike(text_of(pair.first), text_of(pair.second))
    return ("transliteration", alike) if alike >= SAME and same_numbers(one.marks, other.marks) else None


def _language(text: str, title: str | None, given: str | None) -> str | None:
    code = (given or "").lower()
    if (code := _CODES.get(code, code)) in LANGUAGES:
        return code
    found = identify(f"{title or ''}\n{text[:_READ]}", hint=code or None)
    return found.language if found else code or None


def _script(text: str, title: str | None) -> str | None:
    return next(iter(letters_by_script(f"{title or ''}\n{text[:_READ]}")), None)
