"""Which language and script is a text in, whatever its template or host says?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from newsspider.article import LanguageShare
from newsspider.normalise.passages import passages_by_look
from newsspider.normalise.single_language import language_of

_ADDRESS = re.compile(r"https?://\S*")  # in the language of no one
_READ = 100_000  # characters; the longest article known has 66,000
_DECIDING = 1_000  # characters of one look; more change nothing
_SECOND_SHARE = 0.1  # less is a quotation
_SECOND_LETTERS = 100  # too few to be sure of


@dataclass(frozen=True, slots=True)
class Identified:
    """Language (ISO 639-1, else 639-3) and script (ISO 15924); `shares`, largest first, only of a mixed text."""

    language: str
    script: str
    shares: tuple[LanguageShare, ...] = ()


def identify(text: str, *, hint: str | None = None) -> Identified | None:
    """Language of most of the text; `None` where there is nothing to go by.

    `hint`, the language that the page claims, counts only where the text itself is short or leaves it open.
    """
    passages = passages_by_look(_ADDRESS.sub(" ", text[:_READ]))
    shares = _shares(passages, hint=hint) if _may_be_mixed(passages) else ()
    if shares:
        return Identified(shares[0].language, shares[0].script, shares)
    known = language_of(max(passages, key=len, default="")[:_DECIDING], hint=hint)
    return Identified(*known) if known else None


def _may_be_mixed(passages: tuple[str, ...]) -> bool:
    sizes = sorted(map(len, passages), reverse=True)
    return len(sizes) > 1 and sum(sizes[1:]) >= _SECOND_SHARE * sum(sizes)


def _shares(passages: tuple[str, ...], *, hint: str | None) -> tuple[LanguageShare, ...]:
    letters: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        if known := language_of(passage[:_DECIDING], hint=hint):
            letters[known] += sum(map(str.isalpha, passage))
    total = letters.total() or 1
    shares = tuple(LanguageShare(*known, round(count / total, 2)) for known, count in letters.most_common())
    mixed = [count for count in letters.values() if count >= max(_SECOND_LETTERS, _SECOND_SHARE * total)]
    return shares if len(mixed) > 1 else ()
