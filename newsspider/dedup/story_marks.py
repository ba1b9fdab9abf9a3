"""What of an article is compared, where the question is whether another one reports the same event?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsspider.dedup.bulletins import is_bulletin, is_tremor
from newsspider.dedup.features import features_of
from newsspider.dedup.lexicon import LANGUAGES
from newsspider.dedup.story_words import names, words
from newsspider.normalise.known_sources import any_media
from newsspider.normalise.text import comparison_form

READ = 200  # words: what happened stands in the beginning, background and earlier events behind it
_LONGEST_WORD = 60  # characters, the space after it counted: what is longer is no prose
_LEAD = 40  # words: the first sentences
_NAMED = "ndtl"  # kinds of marks of other languages: numbers, days, times, Latin words
_NAME = len("s:") + 4  # the sounds of a name
_HEADLINE = 15  # words of the text that stand for a title that is missing
_MEDIA = re.compile(rf"(?<!\w)(?:{any_media()}|\w{{2,30}}(?=\.(?:kz|KZ|com|ru)(?!\w)))(?:\.(?:kz|KZ|com|ru))?(?!\w)")


@dataclass(frozen=True, slots=True)
class Marks:
    """`head`: of the title; `whole`: of the title and the beginning of the text; `names`: names and numbers of these;
    `facts`: names and numbers of the title and the first sentences."""

    head: frozenset[str]
    whole: frozenset[str]
    names: frozenset[str]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it is compared. `own`: words of its language; `common`: what other languages have, too."""

    id: str
    language: str  # empty: unknown
    own: Marks
    common: Marks
    at: datetime | None = None
    source: str = ""
    cites: frozenset[str] = frozenset()  # sources that it names
    ties: Mapping[str, str] = field(default_factory=dict)  # id of an article that it repeats or translates: how
    is_bulletin: bool = False  # made to a pattern, with other numbers each time


def told(
    id: str,
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    at: datetime | None = None,
    source: str | None = None,
    cites: frozenset[str] = frozenset(),
    ties: Mapping[str, str] | None = None,
) -> Told:
    known = language if language in LANGUAGES else ""
    beginning = text[: READ * _LONGEST_WORD].split()[:READ]
    head = (title or "").strip()[: READ * _LONGEST_WORD] or " ".join(beginning[:_HEADLINE])
    bulletin = _is_bulletin(head)
    head, beginning = _MEDIA.sub("", head), _MEDIA.sub("", " ".join(beginning)).split()  # who reports is no evidence
    lead, whole = (f"{head}.\n{' '.join(words)}" for words in (beginning[:_LEAD], beginning))
    own, common = _own(head, lead, whole, known == "kk"), _common(head, lead, whole, known)
    return Told(id, known, own, common, at, source or "", cites, ties or {}, bulletin)


def _is_bulletin(head: str) -> bool:
    form = comparison_form(head)
    return is_bulletin(form) or is_tremor(form)


def _own(head: str, lead: str, whole: str, kazakh: bool) -> Marks:
    marks = frozenset(words(whole, kazakh=kazakh))
    named = names(whole, kazakh=kazakh) | {mark for mark in marks if mark.isdigit()}
    return Marks(frozenset(words(head, kazakh=kazakh)), marks, named, named & set(words(lead, kazakh=kazakh)))


def _common(head: str, lead: str, whole: str, language: str) -> Marks:
    if not language:
        return Marks(frozenset(), frozenset(), frozenset(), frozenset())
    marks = features_of(whole, language)
    named = frozenset(mark for mark in marks if mark[0] in _NAMED or (mark[0] == "s" and len(mark) == _NAME))
    return Marks(features_of(head, language), marks, named, named & features_of(lead, language))
