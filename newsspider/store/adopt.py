"""How does the state come to know a line that stands in a file, and to forget one that does not?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from newsspider.article import Article, Fetch
from newsspider.store import kept, pages, revisits
from newsspider.store.found import Found, Page, add_forms, finish, new_page
from newsspider.store.segment import Place
from newsspider.store.tables import articles
from newsspider.store.times import stamp

_ROW = (articles.c.id == bindparam("of_id")) & (articles.c.version == bindparam("of_version"))
_FORGET = delete(articles).where(_ROW)
_MOVE = (
    update(articles)
    .where(_ROW)
    .values({name: bindparam(f"at_{name}") for name in ("folder", "file", "offset", "length")})
)
_ONE = select(articles.c.id, articles.c.url, articles.c.edition, articles.c.published_at, articles.c.stored_at)


def adopt(
    connection: Connection,
    line: Mapping[str, Any],
    source: str,
    folder: str,
    place: Place,
    now: str,
    ages: Sequence[timedelta],
) -> None:
    """The line of an article that the state has no row of becomes one of its articles, its page is done, and asked for
    again at these ages, as far as they are still ahead.

    The lines of its text are not counted: they may have been when it was written.
    """
    fetched = _dict(line.get("fetch"))
    at = _moment(fetched.get("fetched_at")) or now
    first_seen, via = _moment(fetched.get("first_seen_at")) or at, _text(fetched.get("via"))
    article = Article(
        id=line["id"],
        version=line["version"],
        url=_text(line.get("url")) or "",
        source=source,
        edition=_text(line.get("edition")) or "",
        title=_text(line.get("title")),
        text_sha256=_text(line.get("text_sha256")),
        published_at=_moment(line.get("published_at")),
        published_precision=_text(line.get("published_precision")),
        fetch=Fetch(at, first_seen, via, None, _text(fetched.get("etag")), _text(fetched.get("last_modified"))),
    )
    kept.remember(connection, article, folder, place, at)
    page = _page(connection, article, source, via, first_seen)
    urls = line.get("urls")
    add_forms(page, [article.url, *(url for url in urls if isinstance(url, str))] if isinstance(urls, list) else [])
    finish(page, "stored")
    pages.save(connection, [page])
    revisits.take_up(connection, source, article, ages, now)


def move(connection: Connection, id: str, version: int, folder: str, place: Place) -> None:
    """The line stands elsewhere than the state remembers."""
    at = {f"at_{name}": value for name, value in place._asdict().items()}
    connection.execute(_MOVE, {"of_id": id, "of_version": version, "at_folder": folder, **at})


def forget(connection: Connection, id: str, version: int, source: str, now: str) -> str:
    """The line stands nowhere. `again`: its page is to be asked for; `version`: too, as older versions stand; or
    `for-good`, as a newer one does."""
    row = connection.execute(_ONE.where(_ROW), {"of_id": id, "of_version": version}).one()
    connection.execute(_FORGET, {"of_id": id, "of_version": version})
    article = Article(id=id, url=row.url, edition=row.edition, published_at=row.published_at)
    newest = connection.execute(kept.NEWEST_VERSION, {"value": id}).scalar()
    if newest is not None and newest > version:
        return "for-good"
    if newest is not None:
        _page(connection, article, source, None, row.stored_at)  # or nobody would know where to ask
        revisits.ask_now(connection, source, article, now)
        return "version"
    revisits.forget(connection, id)
    ask_again(connection, [_page(connection, article, source, None, row.stored_at)], now)
    return "again"


def ask_again(connection: Connection, rows: list[Page], now: str) -> None:
    """Pages that were done are as if they had just been announced."""
    again = {"status": "pending", "reason": None, "duplicate_of": None, "attempts": 0, "next_at": now}
    pages.save(connection, [{**row, **again, "asked_in_run": None} for row in rows])


def add_page(connection: Connection, article: Article, source: str, first_seen: str) -> None:
    """The page of an article that is kept."""
    page = _page(connection, article, source, None, first_seen)
    finish(page, "stored")
    pages.save(connection, [page])


def _page(connection: Connection, article: Article, source: str, via: str | None, first_seen: str) -> Page:
    page = pages.get(connection, [article.id]).get(article.id)
    if page is None:
        order_key = article.published_at or ""
        found = Found(article.id, article.url, article.edition, via or "urls", order_key)
        page = new_page(found, source, first_seen)
        pages.add(connection, [page])
    return page


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _moment(value: object) -> str | None:
    """None where it is no moment: crawls reckon with what is kept, and lines can be edited."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return stamp(at) if at and at.tzinfo and at.year > 1000 else None
    except ValueError:
        return None


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
