"""Which stored articles report the same event?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from sqlalchemy import Connection

from newsspider.commands.arguments import UsedWrongly
from newsspider.commands.cited_sites import Sites
from newsspider.commands.stories_days import Days, Line
from newsspider.commands.stories_growing import Growing
from newsspider.commands.stories_table import print_largest
from newsspider.dedup.stories import LONGEST
from newsspider.site import NewsSpider
from newsspider.store import folder
from newsspider.store.errors import unwritable
from newsspider.store.publication import days
from newsspider.store.reading import reading_only
from newsspider.store.whole_file import write_whole

_OF_STORY = ("story", "began", "first", "was")


@dataclass(frozen=True, slots=True)
class Asked:
    """`wanted`: names of sites, none for all; `sites`: those of the project; days in UTC, both included."""

    output: Path
    state: str | None
    wanted: tuple[str, ...]
    sites: tuple[type[NewsSpider], ...]
    since: date | None
    until: date | None

    def has(self, article: Line) -> bool:
        day = str(article["published_at"])[:10]
        early = self.since is not None and day < self.since.isoformat()
        late = self.until is not None and day > self.until.isoformat()
        return not early and not late and (not self.wanted or article["source"] in self.wanted)


def day_of(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsedWrongly(f"{option} {text}: a day is written YYYY-MM-DD") from None


def write_stories(asked: Asked) -> int:
    known = tell_apart(asked)
    missing = nothing_of(asked, known)
    if missing and not asked.wanted:
        return 1
    print_largest(stories_of(known), asked.has, Console(highlight=False), file_of(asked.output))
    return int(missing)


def file_of(output: Path) -> Path:
    return output / "stories" / "stories.jsonl"


def tell_apart(asked: Asked) -> Days:
    """Bring the files up to what is stored. Raises StoreError."""
    known = Days(asked.output / "stories" / "days")
    with reading_only(asked.output, asked.state) as connection:
        if connection is not None and asked.output.is_dir():
            with folder.exporting(asked.output, "stories"):
                _tell_apart(connection, asked, known)
    return known


def _tell_apart(connection: Connection, asked: Asked, known: Days) -> None:
    """A run that is killed leaves a mark of the day from which on it was telling anew."""
    known_as, mark = folder.name(asked.output, asked.state), asked.output / "stories" / "unfinished"
    changed = _first_changed(connection, known_as, known)
    unfinished = mark.read_text("ascii").strip() if mark.exists() else None
    since = min(filter(None, (changed, unfinished)), default=None)
    if since is None and file_of(asked.output).exists():
        return
    if since is not None:
        write_whole(mark, [since.encode()])
        Growing(connection, asked.output, known_as, known, Sites(asked.sites)).tell(since)
        _forget(known, {day.day for day in days(connection, known_as, since=since)}, since)
    lines = (orjson.dumps(story, option=orjson.OPT_APPEND_NEWLINE) for story in stories_of(known))
    write_whole(file_of(asked.output), lines)
    try:
        mark.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(mark, error) from error


def _first_changed(connection: Connection, known_as: str, known: Days) -> str | None:
    stored, names = set(), known.names()
    for day in days(connection, known_as):
        if known.digest(day.day) != day.digest:
            return min([day.day, *(name for name in names if name < day.day and name not in stored)])
        stored.add(day.day)
    return next((name for name in names if name not in stored), None)


def _forget(known: Days, stored: set[str], since: str) -> None:
    """Days of which no article is stored any more."""
    for day in known.names():
        if day >= since and day not in stored:
            known.remove(day)


def stories_of(known: Days) -> Iterator[dict[str, Any]]:
    """In the order of their first articles. Memory: those that may still grow."""
    growing: dict[str, dict[str, Any]] = {}
    for day in known.names():
        over = (date.fromisoformat(day) - LONGEST - timedelta(days=1)).isoformat()
        for id in [id for id, story in growing.items() if story["first_published_at"] < over]:
            yield growing.pop(id)
        for line in known.lines(day):
            story = growing.setdefault(line["story"], _story(line))
            story["last_published_at"] = line["published_at"]
            story["was"] = line["was"]
            story["articles"].append({name: value for name, value in line.items() if name not in _OF_STORY})
    yield from growing.values()


def _story(line: Line) -> dict[str, Any]:
    return {
        "story": line["story"],
        "first_published_at": line["began"],
        "last_published_at": line["published_at"],
        "was": [],
        "articles": [],
    }


def nothing_of(asked: Asked, known: Days) -> bool:
    """Whether nothing is stored, at all or of a site that was named; says so."""
    left = set(asked.wanted) or {"any site"}
    for story in stories_of(known):
        left -= {"any site"} | {article["source"] for article in story["articles"]}
        if not left:
            return False
    for name in sorted(left):
        print(f"Nothing with a date is stored of {name} in {asked.output}")
    return True
