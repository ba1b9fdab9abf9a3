"""What do the lines of a fetched article, of which some may be the site's own, have to do with those kept before?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import orjson

from newsspider.article import Article
from newsspider.store import line_counts
from newsspider.store.change import Change
from newsspider.store.errors import Damaged
from newsspider.store.kept import Kept, Known
from newsspider.store.line_counts import Counts
from newsspider.store.stored import place_of, read


@dataclass(frozen=True, slots=True)
class Lines:
    """The plain code that knows what a line is, and which ones are dropped."""

    keys: Callable[[str], Mapping[str, str]]  # the lines of a text, by key
    least: Callable[[int], int]  # in how many articles, of so many, a line must stand to be learnt
    clean: Callable[[Article, Counts], object]  # drops from the article, in place, what recurs
    same: Callable[[str, str, Counts], bool]  # whether two texts differ only in lines that are, or were, dropped


def clean(change: Change, article: Article, lines: Lines) -> OwnLines:
    """Drop what recurs, by what is known at this moment."""
    whole, sha256 = article.text or "", article.text_sha256
    said = lines.keys(whole)
    counts = line_counts.get(change.connection, change.source, article.edition, said.keys())
    lines.clean(article, counts)
    return OwnLines(change, article, lines, whole, sha256, said, counts)


@dataclass(frozen=True, slots=True)
class OwnLines:
    """An article that was cleaned. `whole`: its text before that; `said`: the lines of it, by key."""

    change: Change
    article: Article
    lines: Lines
    whole: str
    whole_sha256: str | None
    said: Mapping[str, str]
    counts: Counts

    def count(self) -> None:
        """All lines, also those that were dropped, or the site's own would be forgotten again."""
        change, of = self.change, self.counts.articles
        line_counts.add(change.connection, change.source, self.article.edition, self.said, self.lines.least, of)

    def as_of_today(self, known: Known) -> Known:
        """What was learnt since the article was stored is no change of the article."""
        kept = known.same_id
        if kept is None or kept.text_sha256 == self.article.text_sha256 or not self._is_the_same(kept):
            return known
        return replace(known, same_id=replace(kept, text_sha256=self.article.text_sha256))

    def _is_the_same(self, kept: Kept) -> bool:
        if kept.text_sha256 == self.whole_sha256:
            return True
        stored = _text_of(self.change, kept)
        if stored is None:
            return False
        keys = {**self.said, **self.lines.keys(stored)}.keys()
        counts = line_counts.get(self.change.connection, self.change.source, self.article.edition, keys)
        return self.lines.same(stored, self.whole, counts)


def _text_of(change: Change, kept: Kept) -> str | None:
    """None: it is not to be had, and so the article counts as changed."""
    place = place_of(change.connection, change.segments.folder, kept.id, kept.version)
    try:
        text = orjson.loads(read(change.segments.output, place))["text"] if place else None
    except (Damaged, ValueError):
        return None
    return text if isinstance(text, str) else None
