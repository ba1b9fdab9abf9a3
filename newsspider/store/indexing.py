"""How do articles that were stored before articles were compared come to be compared, without a crawl waiting for it?

They are taken in the order of their ids, some at a time, and where that has come to is kept with their fingerprints: it
can be stopped at any moment. First versions are compared, as crawls do. The pairs that are found are the same, whether
what is new came before or after them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, func, insert, inspect, select, tuple_, update

from newsspider.article import FIELDS, Article
from newsspider.store.errors import Damaged
from newsspider.store.likeness import Likeness, compare, wait_for_others
from newsspider.store.postings import Postings
from newsspider.store.segment import Place
from newsspider.store.state import State
from newsspider.store.stored import read
from newsspider.store.tables import articles, indexed

CHUNK = 50  # articles of a transaction: crawls of other sites wait for it
_PLAIN = frozenset("id version source edition url title lead text published_at text_sha256".split())

_AT = select(indexed.c.id, indexed.c.version, indexed.c.done).where(indexed.c.folder == bindparam("in_folder"))
_BEHIND = (articles.c.folder == bindparam("in_folder")) & (
    tuple_(articles.c.id, articles.c.version) > tuple_(bindparam("of_id"), bindparam("of_version"))
)
_NEXT = (
    select(articles.c.id, articles.c.version, articles.c.file, articles.c.offset, articles.c.length)
    .where(_BEHIND)
    .order_by(articles.c.id, articles.c.version)
    .limit(CHUNK)
)
_LEFT = select(func.count()).select_from(articles).where(_BEHIND)
_BEGIN = insert(indexed)
_GO_ON = (
    update(indexed)
    .where(indexed.c.folder == bindparam("in_folder"))
    .values(
        id=bindparam("to_id"),
        version=bindparam("to_version"),
        done=bindparam("to_done"),
        unread=indexed.c.unread + bindparam("more_unread"),
    )
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """`now`: articles that were indexed in this call; `left`: that are not yet; `unread`: whose lines can't be read."""

    now: int = 0
    left: int = 0
    unread: int = 0


def index_stored(
    state: State, postings: Postings, output: Path, folder: str, like: Likeness, go_on: Callable[[int], bool]
) -> Indexed:
    """`go_on`: asked before each few articles, with how many were indexed. Raises StoreError."""
    many = unread = 0
    while go_on(many):
        try:
            with state.writing() as connection:
                rows, broken = _index_some(connection, postings, output, folder, like)
        except BaseException:
            postings.clear()
            raise
        many, unread = many + rows, unread + broken
        if not rows:
            break
    with state.reading() as connection:
        return Indexed(many, left(connection, folder), unread)


def left(connection: Connection, folder: str) -> int:
    """Articles of the output folder that were not compared with all others yet."""
    if not inspect(connection).has_table(indexed.name):
        return 0
    id, version, done = _at(connection, folder)
    values = {"in_folder": folder, "of_id": id, "of_version": version}
    return 0 if done else int(connection.execute(_LEFT, values).scalar_one())


def begin_again(connection: Connection, folder: str) -> None:
    """Lines have come to the state that were not put. What is indexed already stays as it is."""
    connection.execute(delete(indexed).where(indexed.c.folder == folder))


def _index_some(
    connection: Connection, postings: Postings, output: Path, folder: str, like: Likeness
) -> tuple[int, int]:
    """How many, and how many of them could not be read."""
    wait_for_others(connection)
    id, version, done = _at(connection, folder)
    if done:
        return 0, 0
    if not version:
        connection.execute(delete(indexed).where(indexed.c.folder == folder))
        start = {"folder": folder, "id": "", "version": 0, "done": False, "unread": 0}
        connection.execute(_BEGIN, start)
    rows = connection.execute(_NEXT, {"in_folder": folder, "of_id": id, "of_version": version}).all()
    found = [_article(output, Place(*place)) for _, _, *place in rows]
    for article in found:
        if article is not None and article.version == 1:
            compare(connection, postings, article, like)
    if rows:
        id, version = rows[-1].id, rows[-1].version
    to = {"to_id": id, "to_version": version, "to_done": len(rows) < CHUNK, "more_unread": found.count(None)}
    connection.execute(_GO_ON, {"in_folder": folder, **to})
    return len(rows), found.count(None)


def _at(connection: Connection, folder: str) -> tuple[str, int, bool]:
    """Id and version up to which all are indexed, and whether there are no others."""
    row = connection.execute(_AT, {"in_folder": folder}).first()
    return (row[0], row[1], row[2]) if row else ("", 0, False)


def _article(output: Path, place: Place) -> Article | None:
    try:
        record = orjson.loads(read(output, place))
    except (Damaged, ValueError):
        return None
    return compared(record) if isinstance(record, dict) else None


def compared(record: Mapping[str, Any]) -> Article:
    """What comparing looks at, as far as it is what it should be: lines can be edited."""
    kinds: dict[str, type] = {name: int if name == "version" else str for name in FIELDS if name in _PLAIN}
    return Article(**{name: record[name] for name, kind in kinds.items() if isinstance(record.get(name), kind)})
