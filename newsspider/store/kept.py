"""Which articles are kept, and which of them could this one repeat?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select

from newsspider.article import Article
from newsspider.store.lines import storable
from newsspider.store.segment import Place
from newsspider.store.tables import articles

MANY = 50  # short texts that are equal by chance


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a stored article, in its latest version."""

    id: str
    version: int
    source: str
    edition: str
    url: str
    title: str | None
    text_sha256: str | None
    published_at: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """The stored articles, of any site and run, that an article could repeat; oldest first."""

    same_id: Kept | None = None
    same_url: Kept | None = None
    same_text: tuple[Kept, ...] = ()


_COLUMNS = [articles.c[name] for name in Kept.__slots__]
_SELECT = select(*_COLUMNS).order_by(articles.c.stored_at, articles.c.version).limit(MANY)
# Made once: SQLAlchemy takes longer to put a statement together than SQLite to answer it.
_BY_ID = select(*_COLUMNS).where(articles.c.id == bindparam("value")).order_by(articles.c.version.desc()).limit(1)
_BY_URL = _SELECT.where(articles.c.url == bindparam("value"))
_BY_TEXT = _SELECT.where(articles.c.text_sha256 == bindparam("value"))
_ADD = insert(articles)
NEWEST_VERSION = select(func.max(articles.c.version)).where(articles.c.id == bindparam("value"))
_IS_KEPT = select(articles.c.id).where(articles.c.id == bindparam("value")).limit(1)


def lookup(connection: Connection, article: Article, whole_sha256: str | None = None) -> Known:
    """`whole_sha256`: of its text before lines were dropped; what was stored before may have them still."""
    same_id = _find(connection, _BY_ID, article.id)
    same_url = _find(connection, _BY_URL, storable(article.url))
    same_text: list[Kept] = []
    if article.text and article.text_sha256:  # every empty text has the same hash
        for digest in dict.fromkeys((article.text_sha256, whole_sha256 or article.text_sha256)):
            same_text += _find(connection, _BY_TEXT, digest)
    return Known(
        same_id=same_id[0] if same_id else None,
        same_url=next((each for each in same_url if each.id != article.id), None),
        same_text=tuple(each for each in same_text if each.id != article.id),
    )


def remember(connection: Connection, article: Article, folder: str, place: Place, stored_at: str) -> None:
    row = {
        "id": article.id,
        "version": article.version,
        "source": article.source,
        "edition": article.edition,
        "url": storable(article.url),
        "title": storable(article.title),
        "text_sha256": article.text_sha256,
        "published_at": article.published_at,
        "stored_at": stored_at,
    }
    connection.execute(_ADD, {**row, "folder": folder, **place._asdict()})


def is_kept(connection: Connection, id: str) -> bool:
    return connection.execute(_IS_KEPT, {"value": id}).first() is not None


def newest(connection: Connection, id: str) -> Kept | None:
    return next(iter(_find(connection, _BY_ID, id)), None)


def _find(connection: Connection, query: Select[Any], value: str) -> list[Kept]:
    return [Kept(*row) for row in connection.execute(query, {"value": value})]
