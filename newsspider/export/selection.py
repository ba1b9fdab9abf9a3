"""Which articles are to be in a release?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from newsspider.export.cleaned import Cleaned, Record
from newsspider.export.engine import Engine
from newsspider.export.matching import matches
from newsspider.store.days import Period, day_of

AT_ONCE = 500  # articles whose texts are looked at together


@dataclass(frozen=True, slots=True)
class Selection:
    """Empty: all. What several of them say, all of them must say. `sources`: names of sites; `period`: days of the
    site, and without a date an article is in none; `match`: of the title or the text, in RE2's syntax."""

    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    period: Period = field(default_factory=Period)
    match: str | None = None

    def told(self) -> dict[str, Any]:
        """For the manifest: what would select the same again."""
        days = {name: day.isoformat() if (day := getattr(self.period, name)) else None for name in ("since", "until")}
        lists = {name: list(getattr(self, name)) for name in ("sources", "languages", "sections", "tags")}
        return {**lists, **days, "match": self.match}


def selected(
    articles: Iterable[Cleaned], selection: Selection, zones: Mapping[str, str], engine: Engine
) -> Iterator[Cleaned]:
    """`zones`: the time zone of each site."""
    known = _Known(selection)
    chosen = (each for each in articles if known.takes(each, zones))
    if selection.match is None:
        yield from chosen
        return
    while some := list(islice(chosen, AT_ONCE)):
        yield from _matching(some, selection.match, engine)


def _matching(some: Sequence[Cleaned], pattern: str, engine: Engine) -> Iterator[Cleaned]:
    titles, texts = (matches(engine, [each.record[name] or "" for each in some], pattern) for name in ("title", "text"))
    for each, in_title, in_text in zip(some, titles, texts, strict=True):
        if in_title or in_text:
            yield each


class _Known:
    """What was asked for, in the form in which it is compared."""

    def __init__(self, selection: Selection) -> None:
        self.languages = frozenset(selection.languages)
        self.sections = _folded(selection.sections)
        self.tags = _folded(selection.tags)
        self.period = selection.period
        self.dated = selection.period != Period()

    def takes(self, article: Cleaned, zones: Mapping[str, str]) -> bool:
        record = article.record
        return (
            (not self.languages or record["language"] in self.languages)
            and (not self.sections or not self.sections.isdisjoint(_folded([record["section"] or ""])))
            and (not self.tags or not self.tags.isdisjoint(_folded(record["tags"])))
            and (not self.dated or self._in_period(record, zones.get(article.stored.source, "UTC")))
        )

    def _in_period(self, record: Record, zone: str) -> bool:
        published = record["published_at"]
        return bool(published) and self.period.has(day_of(published, zone))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)
