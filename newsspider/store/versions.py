"""What is kept of a stored article whose page says something else now?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

import orjson

from newsspider.article import Article
from newsspider.store import kept
from newsspider.store.change import Change
from newsspider.store.errors import Damaged
from newsspider.store.kept import Kept
from newsspider.store.stored import place_of, read

REASON = "doubtful-change"


class Verdict(Protocol):
    """`kind`: unchanged, version, doubtful. `similarity` of the texts: None where the one before is not to be had."""

    @property
    def kind(self) -> str: ...
    @property
    def changed(self) -> Sequence[str]: ...
    @property
    def similarity(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Revising:
    """`compare`: the line of the newest version (None: it is not to be had), what the state knows of it, and the
    article as its page says it now. `ages`: how old an article is when its page is asked for again."""

    compare: Callable[[Mapping[str, Any] | None, Kept, Article], Verdict]
    ages: Sequence[timedelta] = ()


def line_of(change: Change, before: Kept) -> dict[str, Any] | None:
    """The newest version as it was written. None: it is in another folder, or cannot be read."""
    place = place_of(change.connection, change.segments.folder, before.id, before.version)
    try:
        record = orjson.loads(read(change.segments.output, place)) if place else None
    except (Damaged, ValueError):
        return None
    return record if isinstance(record, dict) else None


def keep(change: Change, article: Article, before: Kept, verdict: Verdict, doubted: str | None) -> None:
    """Completes the article. A doubtful change goes whole to the duplicates, once; it replaces nothing."""
    article.changed, article.similarity = list(verdict.changed), verdict.similarity
    if verdict.kind == "version":
        article.version = before.version + 1
        place = change.write("articles", article)
        kept.remember(change.connection, article, change.segments.folder, place, change.at)
    elif verdict.kind == "doubtful" and digest(article) != doubted:
        trace = replace(article, version=before.version, duplicate_of=article.id)
        change.write("duplicates", trace, reason=REASON, at=change.at)


def digest(article: Article) -> str:
    """Of what a version is made for."""
    return hashlib.sha256(f"{article.title}\n{article.text_sha256}".encode(errors="replace")).hexdigest()
