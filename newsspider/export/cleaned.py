"""What does a stored article say when it leaves the store?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection

from newsspider.export.together import Together, read_together
from newsspider.normalise.cleaned import changed_fields
from newsspider.normalise.recurring import Known, known_of, least
from newsspider.store import alike, line_counts
from newsspider.store.errors import Damaged
from newsspider.store.lines import line_of
from newsspider.store.stored import Stored

Record = dict[str, Any]


class Cleaned(NamedTuple):
    """`line`: the record, with its line break."""

    stored: Stored
    record: Record
    line: bytes


@dataclass(slots=True)
class Tally:
    """`repeats`: articles that one published before has; left out, unless they are only labelled. `taken_down`: left
    out by `scrapy takedown`."""

    articles: int = 0
    changed: int = 0
    lines: int = 0
    repeats: int = 0
    taken_down: int = 0
    left_out: bool = True

    def told(self, site: str, file: Path) -> str:
        changed = f"{self.changed:,} of them changed, {self.lines:,} lines dropped"
        return f"{site}: {self.articles:,} articles in {file}, {changed}{self.told_less()}"

    def told_less(self) -> str:
        what = "duplicate" if self.repeats == 1 else "duplicates"
        became = "left out" if self.left_out else "labelled"
        repeats = f", {self.repeats:,} {what} {became}" if self.repeats else ""
        return repeats + (f", {self.taken_down:,} taken down" if self.taken_down else "")


@dataclass(slots=True)
class Cleaner:
    """What is known of all articles at one moment of the state. `drop`: leave out what repeats an article published
    before; else it is labelled. `taken_down`: ids that nobody is to get any more."""

    connection: Connection
    output: Path
    drop: bool = True
    taken_down: Container[str] = frozenset()
    tally: Tally = field(default_factory=Tally)
    _together: Together | None = None
    _known: dict[str, dict[str, Known]] = field(default_factory=dict)

    def clean(self, articles: Iterable[Stored]) -> Iterator[Cleaned]:
        """Of each, no more than what belongs to it is in memory. Raises StoreError."""
        self.tally.left_out = self.drop
        for article in articles:
            if article.id in self.taken_down:
                self.tally.taken_down += 1
                continue
            labels = self._labels(article)
            if labels is not None:
                self.tally.articles += 1
                yield self._clean(article, labels)

    def _labels(self, article: Stored) -> Record | None:
        """What the article repeats, as is known today; None: it is left out."""
        original = alike.original(self.connection, article.id) if article.may_repeat else None
        self.tally.repeats += original is not None
        if original is None:
            return {"duplicate_of": None}
        return None if self.drop else {"duplicate_of": original.id, "similarity": original.similarity}

    def _clean(self, article: Stored, labels: Record) -> Cleaned:
        record = read_record(article.line)
        known = self.known(article.source, article.edition)
        changes, dropped = changed_fields(record, known) if known.learnt or known.forbidden else ({}, 0)
        self.tally.changed += bool(changes)
        self.tally.lines += dropped
        if record["duplicate_of"] and not labels["duplicate_of"] and record["version"] == 1:
            labels = {**labels, "similarity": None}  # it was labelled, and its original is gone
        if self._together is None:
            self._together = read_together(self.output)
        labels = {**labels, **self._together.labels(record)}
        changes |= {name: value for name, value in labels.items() if record[name] != value}
        if not changes:  # the line of a person may name a field twice, of which every reader takes another one
            return Cleaned(article, record, line_of(record))
        line = line_of(record | changes)
        return Cleaned(article, orjson.loads(line), line)

    def known(self, source: str, edition: str) -> Known:
        """Which lines are the site's own."""
        if source not in self._known:
            editions = line_counts.editions(self.connection, source)
            self._known[source] = {each: self._read_known(source, each) for each in editions}
        return self._known[source].get(edition, Known())

    def _read_known(self, source: str, edition: str) -> Known:
        counted = line_counts.get(self.connection, source, edition, ()).articles
        return known_of(line_counts.often(self.connection, source, edition, least(counted)))


def read_record(line: bytes) -> Record:
    """Raises Damaged: also for a lone half of a sign (`\\ud800`), which no file of text can hold."""
    try:
        record = orjson.loads(line)
    except ValueError as error:
        raise Damaged(f"a stored line is no JSON ({error}): {line[:80]!r}") from error
    if not isinstance(record, dict):
        raise Damaged(f"a stored line is no article: {line[:80]!r}")
    return record
