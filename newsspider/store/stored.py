"""Where do the lines of stored articles stand, and what do they say?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, select

from newsspider.store.line_reader import LineReader
from newsspider.store.segment import Place
from newsspider.store.tables import alike, articles

NO_DATE = "~"  # comes after every date

_NEWEST = (
    select(articles.c.id, func.max(articles.c.version).label("version"))
    .where(articles.c.source.in_(bindparam("of_sources", expanding=True)))
    .group_by(articles.c.id)
    .subquery()
)
_MAY_REPEAT = exists().where(alike.c.id == articles.c.id, alike.c.before.is_(True))
_VERSIONS = (
    select(
        articles.c.id,
        articles.c.version,
        articles.c.source,
        articles.c.edition,
        articles.c.published_at,
        _MAY_REPEAT.label("may_repeat"),
        articles.c.file,
        articles.c.offset,
        articles.c.length,
    )
    .where(articles.c.folder == bindparam("in_folder"))
    .where(articles.c.source.in_(bindparam("of_sources", expanding=True)))
    .order_by(func.coalesce(articles.c.published_at, NO_DATE), articles.c.id, articles.c.version)
    .execution_options(yield_per=1000)
)
_IS_NEWEST = (articles.c.id == _NEWEST.c.id) & (articles.c.version == _NEWEST.c.version)
_STORED = _VERSIONS.join(_NEWEST, _IS_NEWEST)
_DATED = (
    select(articles.c.published_at, articles.c.file, articles.c.offset, articles.c.length)
    .join(_NEWEST, _IS_NEWEST)
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
    """`published_at`: as the state knows it. `may_repeat`: an article that it is alike to comes before it."""

    id: str
    version: int
    source: str
    edition: str
    published_at: str | None
    may_repeat: bool
    line: bytes


def stored(connection: Connection, output: Path, folder: str, source: str) -> Iterator[Stored]:
    """Every article of a site in this output folder, in its newest version, in the order of publication. That of
    writing is the crawls', not the articles'. Raises Damaged."""
    return stored_of(connection, output, folder, [source])


def stored_of(
    connection: Connection, output: Path, folder: str, sources: Collection[str], *, newest: bool = True
) -> Iterator[Stored]:
    """The same of several sites. `newest`: else, every version of every article."""
    query = _STORED if newest else _VERSIONS
    rows = connection.execute(query, {"of_sources": list(sources), "in_folder": folder})
    with LineReader(output) as lines:
        for id, version, source, edition, published_at, may_repeat, file, offset, length in rows:
            line = lines.read(Place(file, offset, length))
            yield Stored(id, version, source, edition, published_at, may_repeat, line)


def many_stored(connection: Connection, folder: str, sources: Collection[str]) -> int:
    """Versions of articles of these sites."""
    of_these = (articles.c.folder == folder, articles.c.source.in_(sources))
    return int(connection.execute(select(func.count()).select_from(articles).where(*of_these)).scalar_one())


def sources(connection: Connection, folder: str) -> list[str]:
    """Sites that have articles in this output folder."""
    query = select(articles.c.source).where(articles.c.folder == folder).distinct().order_by(articles.c.source)
    return list(connection.execute(query).scalars())


def place_of(connection: Connection, folder: str, id: str, version: int) -> Place | None:
    """None: it is in another output folder, perhaps on another machine."""
    row = connection.execute(_PLACE, {"of_id": id, "of_version": version, "in_folder": folder}).first()
    return Place(*row) if row else None


def read(output: Path, place: Place) -> bytes:
    """One line, with its line break. Raises Damaged."""
    with LineReader(output) as lines:
        return lines.read(place)


def by_publication(connection: Connection, folder: str, source: str) -> Iterator[tuple[str | None, Place]]:
    """When each article of a site was published, and where its newest version stands; undated ones first."""
    for published_at, *place in connection.execute(_DATED, {"of_sources": [source], "in_folder": folder}):
        yield published_at, Place(*place)
