"""In which order were the stored articles published?"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from newsspider.store.segment import Place
from newsspider.store.tables import articles

_NEWEST = select(articles.c.id, func.max(articles.c.version).label("version")).group_by(articles.c.id).subquery()
_DATED = (
    select(
        articles.c.published_at,
        articles.c.id,
        articles.c.version,
        articles.c.text_sha256,
        articles.c.file,
        articles.c.offset,
        articles.c.length,
    )
    .join(_NEWEST, (articles.c.id == _NEWEST.c.id) & (articles.c.version == _NEWEST.c.version))
    .where(
        articles.c.folder == bindparam("in_folder"),
        articles.c.published_at.is_not(None),
        articles.c.published_at >= bindparam("since"),
    )
    .order_by(articles.c.published_at, articles.c.id)
    .execution_options(yield_per=1000)
)


class Day(NamedTuple):
    """`day`: 2026-11-22, in UTC. `digest`: another one, if other articles or versions are stored of it."""

    day: str
    digest: str
    places: tuple[Place, ...]


def days(connection: Connection, folder: str, *, since: str = "") -> Iterator[Day]:
    """Articles that have a date, in their newest version, day after day, as they were published."""
    rows = connection.execute(_DATED, {"in_folder": folder, "since": since})
    for day, group in groupby(rows, key=lambda row: str(row.published_at)[:10]):
        found = list(group)
        told = "\n".join(f"{row.id} {row.version} {row.text_sha256} {row.published_at}" for row in found)
        digest = sha256(told.encode()).hexdigest()[:16]
        yield Day(day, digest, tuple(Place(row.file, row.offset, row.length) for row in found))
