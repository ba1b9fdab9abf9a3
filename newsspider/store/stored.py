"""Where do the lines of stored articles stand, and what do they say?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, select

from newsspider.store.errors import Damaged
from newsspider.store.segment import Place
from newsspider.store.tables import alike, articles

NO_DATE = "~"  # comes after every date

_NEWEST = (
    select(articles.c.id, func.max(articles.c.version).label("version"))
    .where(articles.c.source == bindparam("of_source"))
    .group_by(articles.c.id)
    .subquery()
)
_MAY_REPEAT = exists().where(alike.c.id == articles.c.id, alike.c.before.is_(True))
_STORED = (
    select(
        articles.c.id,
        articles.c.edition,
        _MAY_REPEAT.label("may_repeat"),
        articles.c.file,
        articles.c.offset,
        articles.c.length,
    )
    .join(_NEWEST, (articles.c.id == _NEWEST.c.id) & (articles.c.version == _NEWEST.c.version))
    .where(articles.c.folder == bindparam("in_folder"))
    .order_by(func.coalesce(articles.c.published_at, NO_DATE), articles.c.id)
    .execution_options(yield_per=1000)
)
_DATED = (
    select(articles.c.published_at, articles.c.file, articles.c.offset, articles.c.length)
    .join(_NEWEST, (articles.c.id == _NEWEST.c.id) & (articles.c.version == _NEWEST.c.version))
    .where(articles.c.folder == bindparam("in_folder"))
    .order_by(func.coalesce(articles.c.published_at, ""), articles.c.id)
    .execution_options(yield_per=1000)
)
_PLACE = select(articles.c.file, articles.c.offset, articles.c.length).where(
    articles.c.id == bindparam("of_id"),
    articles.c.version == bindparam("of_version"),
    articles.c.folder == bindparam("in_folder"),
)


class Stored(NamedTuple):
    """`may_repeat`: an article that it is alike to comes before it."""

    id: str
    edition: str
    may_repeat: bool
    line: bytes


def stored(connection: Connection, output: Path, folder: str, source: str) -> Iterator[Stored]:
    """Every article of a site in this output folder, in its newest version, in the order of publication. That of
    writing is the crawls', not the articles'. Raises Damaged."""
    for id, edition, may_repeat, *place in connection.execute(_STORED, {"of_source": source, "in_folder": folder}):
        yield Stored(id, edition, may_repeat, read(output, Place(*place)))


def sources(connection: Connection, folder: str) -> list[str]:
    """Sites that have articles in this output folder."""
    query = select(articles.c.source).where(articles.c.folder == folder).distinct().order_by(articles.c.source)
    return list(connection.execute(query).scalars())


def place_of(connection: Connection, folder: str, id: str, version: int) -> Place | None:
    """None: it is in another output folder, perhaps on another machine."""
    row = connection.execute(_PLACE, {"of_id": id, "of_version": version, "in_folder": folder}).first()
    return Place(*row) if row else None


def read(output: Path, place: Place) -> bytes:
    """One line, with its line break."""
    path = output / place.file
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            line = file.read(place.length)
    except OSError as error:
        raise Damaged(f"{path} cannot be read: {error.strerror}") from error
    if len(line) < place.length or not line.endswith(b"\n"):
        told = f"bring it back from a backup, or see 'scrapy gaps {path.parent.name} --offline'"
        raise Damaged(f"{path} is not what the state remembers at byte {place.offset}: {told}")
    return line


def by_publication(connection: Connection, folder: str, source: str) -> Iterator[tuple[str | None, Place]]:
    """When each article of a site was published, and where its newest version stands; undated ones first."""
    for published_at, *place in connection.execute(_DATED, {"of_source": source, "in_folder": folder}):
        yield published_at, Place(*place)
