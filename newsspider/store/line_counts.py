"""In how many articles of an edition does a line stand, and what was decided about it?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, bindparam, delete, func, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite

from newsspider.store.lines import storable
from newsspider.store.tables import lines

MOST = 1000  # articles counted; then all counts are halved
LONGEST = 300  # letters of a line that are kept for people to read
EVERY = ""  # the key under which the articles themselves are counted

_EDITION = (lines.c.source == bindparam("of_source")) & (lines.c.edition == bindparam("of_edition"))
_LINE = lines.c.key != EVERY
_UNDECIDED = lines.c.decision.is_(None)
_COLUMNS = (lines.c.key, lines.c.text, lines.c.articles, lines.c.decision)
# Made once: SQLAlchemy takes longer to put a statement together than SQLite to answer it.
_GET = select(*_COLUMNS).where(_EDITION, lines.c.key.in_(bindparam("keys", expanding=True)))
_OFTEN = select(*_COLUMNS).where(
    _EDITION, (lines.c.articles >= bindparam("least")) | ~_UNDECIDED | (lines.c.key == EVERY)
)
_KEEP_LEARNT = (
    update(lines).where(_EDITION, _LINE, _UNDECIDED, lines.c.articles >= bindparam("least")).values(decision="learnt")
)
_HALVE = update(lines).where(_EDITION).values(articles=lines.c.articles // 2)
_FORGET_RARE = delete(lines).where(_EDITION, _LINE, _UNDECIDED, lines.c.articles == 0)


@dataclass(frozen=True, slots=True)
class Seen:
    """A line. `decision`: learnt (for good), allowed, forbidden, or None."""

    text: str
    articles: int
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Of an edition: how many articles were counted, and what is known of lines, by key."""

    articles: int = 0
    lines: Mapping[str, Seen] = field(default_factory=dict)


def get(connection: Connection, source: str, edition: str, keys: Collection[str]) -> Counts:
    """What is known of these lines; without keys, only how many articles were counted."""
    return _counts(connection.execute(_GET, {**_of(source, edition), "keys": [EVERY, *keys]}))


def often(connection: Connection, source: str, edition: str, least: int) -> Counts:
    """Lines that stand in so many articles, and all that something was decided about."""
    return _counts(connection.execute(_OFTEN, {**_of(source, edition), "least": least}))


def editions(connection: Connection, source: str) -> list[str]:
    """Those of which lines are known. A state that was only read since newsspider counts lines has none yet."""
    if not inspect(connection).has_table(lines.name):
        return []
    query = select(lines.c.edition).where(lines.c.source == source).distinct().order_by(lines.c.edition)
    return list(connection.execute(query).scalars())


def add(
    connection: Connection, source: str, edition: str, said: Mapping[str, str], least: Callable[[int], int], of: int
) -> None:
    """Count an article with these lines, the first after `of` others.

    `least`: in how many articles, of so many, a line must stand to be learnt. Halving the counts lets go of what is
    rare and old; what is learnt when that happens is learnt for good, because old pages are crawled years later.
    """
    row = {"source": source, "edition": edition, "text": "", "articles": 1}
    keys = (EVERY, *sorted(said))  # in one order, or two writers might wait for each other
    rows = [{**row, "key": key, "again": storable(said.get(key, "")[:LONGEST])} for key in keys]
    connection.execute(_COUNT[connection.dialect.name], rows)
    if of + 1 >= MOST:
        connection.execute(_KEEP_LEARNT, {**_of(source, edition), "least": least(of + 1)})
        connection.execute(_HALVE, _of(source, edition))
        connection.execute(_FORGET_RARE, _of(source, edition))


def decide(connection: Connection, source: str, edition: str, key: str, text: str, decision: str) -> None:
    """`decision`: allowed or forbidden, by a person."""
    shown = storable(text[:LONGEST])
    row = {"source": source, "edition": edition, "key": key, "text": shown, "articles": 0, "decision": decision}
    connection.execute(_DECIDE[connection.dialect.name], {**row, "again": shown, "decided": decision})


def learn(connection: Connection, source: str, edition: str, key: str, seen: Seen) -> None:
    """For good, unless something was decided about the line."""
    row = {"source": source, "edition": edition, "key": key, "text": storable(seen.text), "articles": seen.articles}
    connection.execute(_LEARN[connection.dialect.name], {**row, "decision": "learnt"})


def forget(connection: Connection, source: str, edition: str, key: str) -> None:
    """The line is as one that was never seen."""
    connection.execute(delete(lines).where(lines.c.key == key, _EDITION), _of(source, edition))


def _of(source: str, edition: str) -> dict[str, str]:
    return {"of_source": source, "of_edition": edition}


def _counts(rows: CursorResult[Any]) -> Counts:
    found = {row.key: Seen(row.text, row.articles, row.decision) for row in rows}
    every = found.pop(EVERY, None)
    return Counts(every.articles if every else 0, found)


def _upserts(**changes: Any) -> Mapping[str, Executable]:
    """Insert a line, or change it where it is known; each database says that in its own way."""
    made: dict[str, sqlite.Insert | postgresql.Insert] = {
        "sqlite": sqlite.insert(lines),
        "postgresql": postgresql.insert(lines),
    }
    keys = ["source", "edition", "key"]
    return {name: each.on_conflict_do_update(index_elements=keys, set_=changes) for name, each in made.items()}


_COUNT = _upserts(articles=lines.c.articles + 1, text=bindparam("again"))
_LEARN = _upserts(decision=func.coalesce(lines.c.decision, "learnt"))
_DECIDE = _upserts(decision=bindparam("decided"), text=bindparam("again"))
