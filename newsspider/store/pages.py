"""Which pages are waiting, and what became of the others?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, Row, bindparam, func, insert, select, tuple_, update

from newsspider.store.found import Page, to_ask
from newsspider.store.retries import BY_ARGUMENTS
from newsspider.store.tables import pages

COLUMNS = tuple(column.name for column in pages.columns)
CHANGING = (
    "url",
    "urls",
    "status",
    "reason",
    "duplicate_of",
    "attempts",
    "next_at",
    "hint",
    "asked_in_run",
    "seen_in",
    "of_backfill",
)

# Made once: SQLAlchemy takes longer to put a statement together than SQLite to answer it.
_GET = select(pages).where(pages.c.id.in_(bindparam("ids", expanding=True)))
_ADD = insert(pages)
_SAVE = (
    update(pages).where(pages.c.id == bindparam("key")).values({name: bindparam(f"new_{name}") for name in CHANGING})
)

# No period bounds them: only the crawls before knew that they are wanted.
_TRIED = (pages.c.attempts > 0) & func.coalesce(pages.c.reason, "").not_in(BY_ARGUMENTS)
_OF_ANY_CRAWL = pages.c.of_backfill.is_(None) | _TRIED

Cursor = tuple[str, str]  # order key and id
NEWEST: Cursor = ("~", "")  # after every time


def get(connection: Connection, ids: Iterable[str]) -> dict[str, Page]:
    return {row.id: _page(row) for row in connection.execute(_GET, {"ids": list(ids)})}


def add(connection: Connection, rows: Sequence[Page]) -> None:
    if rows:
        connection.execute(_ADD, rows)


def save(connection: Connection, rows: Iterable[Page]) -> None:
    """Write back what changes after a page was first seen."""
    changes = [{"key": row["id"], **{f"new_{name}": row[name] for name in CHANGING}} for row in rows]
    if changes:
        connection.execute(_SAVE, changes)


def due(
    connection: Connection,
    source: str,
    run: int,
    below: Cursor,
    limit: int,
    now: str,
    edition: str | None = None,
    oldest: str = "",
    without: Collection[str] = (),
    of_backfill: bool = False,
    only: Collection[str] | None = None,
) -> list[Page]:
    """Pages whose time has come and that this run was not given yet, newest first; given to it now.

    `below`: where the last call ended, so that paging through does not read the same rows again and again. `oldest`:
    order key of the last page that counts, of those that were never tried. `without`: editions passed over.
    `of_backfill`: also what only a backfill has announced, and nobody has tried to get. `only`: of these editions.
    """
    query = select(pages).where(pages.c.source == source, pages.c.next_at.is_not(None), pages.c.next_at <= now)
    query = query.where(tuple_(pages.c.order_key, pages.c.id) < tuple_(*below))
    query = query.where((pages.c.order_key >= oldest) | _TRIED) if oldest else query
    query = query.where(pages.c.edition == edition) if edition is not None else query
    query = query.where(pages.c.edition.not_in(without)) if without else query
    query = query.where(pages.c.edition.in_(only)) if only is not None else query
    query = query if of_backfill else query.where(_OF_ANY_CRAWL)
    query = query.where((pages.c.asked_in_run != run) | pages.c.asked_in_run.is_(None))
    query = query.order_by(pages.c.order_key.desc(), pages.c.id.desc()).limit(limit)
    rows = [_page(row) for row in connection.execute(query)]
    for row in rows:
        row["asked_in_run"] = run
    save(connection, rows)
    return rows


def due_of(connection: Connection, ids: Sequence[str], source: str, run: int, now: str) -> list[Page]:
    """Those of these pages whose time has come and that this run was not given yet; given to it now."""
    known = sorted(get(connection, ids).values(), key=lambda row: (row["order_key"], row["id"]), reverse=True)
    rows = [row for row in known if row["source"] == source and to_ask(row, run, now)]
    for row in rows:
        row["asked_in_run"] = run
    save(connection, rows)
    return rows


def any_open(connection: Connection, ids: Sequence[str], run: int, since: str | None = None) -> bool:
    """Whether one of the pages is pending, was handed out in this run, or was first seen after `since`."""
    open_ = (pages.c.status == "pending") | (pages.c.asked_in_run == run)
    if since is not None:
        open_ |= pages.c.first_seen_at >= since
    chunks = (ids[at : at + 500] for at in range(0, len(ids), 500))
    return any(
        connection.execute(select(pages.c.id).where(pages.c.id.in_(chunk), open_).limit(1)).first() for chunk in chunks
    )


def is_tried_again(connection: Connection, ids: Sequence[str], run: int) -> bool:
    """Whether one of the pages was handed out in this run, after crawls before got no article of it."""
    query = select(pages.c.id).where(pages.c.id.in_(ids), pages.c.asked_in_run == run, _TRIED)
    return connection.execute(query.limit(1)).first() is not None


def left_to_backfill(connection: Connection, source: str, without: Collection[str] = ()) -> int:
    """How many pages wait that only a backfill has announced. `without`: editions that do not count."""
    of_it = (pages.c.source == source, pages.c.next_at.is_not(None), ~_OF_ANY_CRAWL)
    query = select(func.count()).select_from(pages).where(*of_it, pages.c.edition.not_in(without))
    return int(connection.execute(query).scalar_one())


def by_status(connection: Connection, source: str) -> dict[str, int]:
    query = select(pages.c.status, func.count()).where(pages.c.source == source).group_by(pages.c.status)
    return {row[0]: row[1] for row in connection.execute(query)}


def _page(row: Row[tuple[object, ...]]) -> Page:
    return dict(zip(COLUMNS, row, strict=True))
