"""Which stories do new articles make, where those before them are known?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection

from newsspider.commands.cited_sites import Sites
from newsspider.commands.stories_days import Days, Line
from newsspider.dedup.stories import LONGEST, WINDOW, Placed, Sweep
from newsspider.dedup.story_marks import Told, told
from newsspider.dedup.story_names import Named, Names
from newsspider.store.errors import Damaged
from newsspider.store.publication import Day, days
from newsspider.store.stored import read

_KEPT = ("id", "source", "edition", "language", "url", "title", "published_at", "cites")


class Growing:
    """From one day on, everything is told anew; of the days before it, as many are looked at as the window has."""

    def __init__(self, connection: Connection, output: Path, folder: str, known: Days, sites: Sites) -> None:
        self._connection, self._output, self._folder = connection, output, folder
        self._known, self._sites = known, sites
        self._sweep, self._names = Sweep(), Names()
        self._stories: dict[int, Named] = {}
        self._waiting: deque[tuple[Day, list[tuple[Line, int]]]] = deque()  # days whose stories may still grow

    def tell(self, since: str) -> None:
        """Write the files of the days from `since` on. Raises StoreError."""
        before = _shifted(since, -WINDOW)
        found = days(self._connection, self._folder, since=before)
        for day in self._resumed(found, since):
            lines = self._lines(day)
            placed = self._sweep.add([_told(line, self._sites) for line in lines])
            self._place(day, lines, placed)
            self._write(until=_shifted(day.day, -LONGEST))
        self._write()

    def _resumed(self, found: Iterable[Day], since: str) -> Iterator[Day]:
        """Those days that are to be told; the ones before are taken as they were told."""
        before: list[Day] = []
        for day in found:
            if day.day < since:
                before.append(day)
            else:
                self._resume(before)
                before.clear()
                yield day

    def _resume(self, before: Sequence[Day]) -> None:
        lines = {line["id"]: line for day in before for line in self._known.lines(day.day)}
        first = {line["story"]: (line["began"], line["first"], line["was"]) for line in lines.values()}
        ordered = sorted(first, key=lambda story: first[story])
        numbers = {story: number for number, story in enumerate(ordered)}
        for story, number in numbers.items():
            began, article, was = first[story]
            self._stories[number] = Named(article, began, story, set(was))
            self._names.settle(self._stories[number])
        placed = {id: (numbers[line["story"]], datetime.fromisoformat(line["began"])) for id, line in lines.items()}
        for day in before:
            self._sweep.resume([_told(line, self._sites) for line in self._lines(day)], placed)

    def _lines(self, day: Day) -> list[Line]:
        return [_record(read(self._output, place)) for place in day.places]

    def _place(self, day: Day, lines: Sequence[Line], placed: Sequence[Placed]) -> None:
        earlier = {line["id"]: line["story"] for line in self._known.lines(day.day)}
        records = {line["id"]: line for line in lines}
        kept = []
        for each in placed:
            record = records[each.article.id]
            story = self._stories.setdefault(each.story, Named(record["id"], record["published_at"]))
            self._names.take(story, earlier.get(record["id"]))
            line = {name: record.get(name) for name in _KEPT} | {"tied_by": [asdict(tie) for tie in each.ties]}
            kept.append((line, each.story))
        self._waiting.append((day, kept))

    def _write(self, until: str = "9999-12-31") -> None:
        """Those days whose stories are complete."""
        for day, kept in list(takewhile(lambda entry: entry[0].day < until, self._waiting)):
            self._waiting.popleft()
            lines = []
            for line, number in kept:
                story = self._stories[number]
                self._names.settle(story)
                lines.append(
                    {"story": story.id, "began": story.began, "first": story.first, "was": sorted(story.was), **line}
                )
            self._known.write(day.day, day.digest, lines)
        if until < "9999":
            old = [number for number, story in self._stories.items() if story.began[:10] < _shifted(until, -LONGEST)]
            for number in old:
                del self._stories[number]
            self._names.forget(_shifted(until, -LONGEST))


def _told(record: Line, sites: Sites) -> Told:
    ties = {each["id"]: "translation" for each in record.get("translations") or () if each.get("id")}
    if record.get("duplicate_of"):
        ties[record["duplicate_of"]] = "duplicate"
    cited = (sites.cited(each) for each in record.get("cites") or ())
    return told(
        record["id"],
        record.get("text") or "",
        title=record.get("title"),
        language=record.get("language"),
        at=datetime.fromisoformat(record["published_at"]).astimezone(UTC),
        source=record.get("source"),
        cites=frozenset(each.name for each in cited if each is not None and each.own),
        ties=ties,
    )


def _record(line: bytes) -> dict[str, Any]:
    try:
        return dict(orjson.loads(line))
    except ValueError as error:
        raise Damaged(f"a stored line is no JSON: {line[:80]!r}") from error


def _shifted(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except OverflowError:
        return "0001-01-01"
