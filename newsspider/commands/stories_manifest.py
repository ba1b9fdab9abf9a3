"""Which texts of a manifest report the same event?"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

import orjson

from newsspider.commands.texts import GivenText, texts_of
from newsspider.dedup.stories import Placed, Sweep, Tie, in_order
from newsspider.dedup.story_marks import Told, told
from newsspider.dedup.story_names import story_id
from newsspider.normalise.single_language import language_of

_TIES = 3  # that are told of an article
_READ = 4_000  # characters, to know the language


def print_stories(name: str) -> int:
    given = list(texts_of(name))
    for line in told_stories(given):
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
    return 0


def told_stories(given: Sequence[GivenText]) -> Iterator[dict[str, Any]]:
    """A line for each text, in the given order. A story has the name of its first article, whatever that order."""
    ids = {str(text.id): text.id for text in given}
    placed = {each.article.id: each for each in grouped([_told(text) for text in given])}
    first: dict[int, str] = {}
    for each in placed.values():
        first.setdefault(each.story, each.article.id)
    ties = _both_ways(placed.values())
    for text in given:
        tied = [{"id": ids[tie.id], **_shown(tie)} for tie in ties[str(text.id)][:_TIES]]
        yield {"id": text.id, "story": story_id(first[placed[str(text.id)].story]), "tied_by": tied}


def grouped(articles: Sequence[Told]) -> list[Placed]:
    """In the order of publication."""
    sweep = Sweep()
    days = groupby(in_order(articles), key=_day)
    return [placed for _, day in days for placed in sweep.add(list(day))]


def _day(article: Told) -> date | None:
    return article.at.date() if article.at else None


def _told(text: GivenText) -> Told:
    language = text.language or next(iter(language_of(f"{text.title or ''}\n{text.text[:_READ]}") or ()), None)
    return told(str(text.id), text.text, title=text.title, language=language, at=text.published_at, source=text.source)


def _both_ways(placed: Any) -> defaultdict[str, list[Tie]]:
    found: defaultdict[str, list[Tie]] = defaultdict(list)
    for each in placed:
        for tie in each.ties:
            found[each.article.id].append(tie)
            found[tie.id].append(replace(tie, id=each.article.id))
    for ties in found.values():
        ties.sort(key=lambda tie: (-tie.similarity, tie.id))
    return found


def _shown(tie: Tie) -> dict[str, Any]:
    return {"how": tie.how, "similarity": tie.similarity, "shared": list(tie.shared)}
