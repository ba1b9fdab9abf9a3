"""When is the page of a stored article asked for again, and what did it answer?

The moments are fixed when the article is stored. What the page answers uses up those that have come; a try that told
nothing does not: it is made again soon, and less and less soon.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from newsspider.article import Article
from newsspider.store import kept, versions
from newsspider.store.change import Change
from newsspider.store.found import Found
from newsspider.store.lines import storable
from newsspider.store.tables import pages, revisits
from newsspider.store.times import stamp

VANISHED = frozenset({"http-404", "http-410", "gone", "not-found", "redirected-away"})
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=30), timedelta(days=1)
TRIES = 8  # in a row that told nothing: three days

Visit = dict[str, Any]  # a row of the table

_COLUMNS = tuple(column.name for column in revisits.columns)
_CHANGING = tuple(name for name in _COLUMNS if name not in ("id", "source", "edition"))
_GET = select(revisits).where(revisits.c.id == bindparam("value"))
_ADD = insert(revisits)
_FORGET = delete(revisits).where(revisits.c.id == bindparam("value"))
_SAVE = (
    update(revisits)
    .where(revisits.c.id == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING})
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Revisit:
    """A page to be asked for again, and what it said of itself when it last answered."""

    found: Found
    etag: str | None
    last_modified: str | None


def moments(article: Article, ages: Sequence[timedelta], now: str) -> list[str]:
    """When (ISO) the article has these ages, as far as that is still ahead. It was born when it was published, or else
    when it was first seen; of a day alone, nobody knows the hour."""
    seen = datetime.fromisoformat(article.fetch.first_seen_at or now)
    born = seen
    if article.published_at:
        published = datetime.fromisoformat(article.published_at)
        born = min(seen, published + (_DAY if article.published_precision == "day" else timedelta()))
    return [at for age in ages if (at := stamp(born + age)) > now]


def begin(change: Change, article: Article, hint: Mapping[str, Any] | None, ages: Sequence[timedelta]) -> None:
    """An article was stored. One that is too old is never asked for again, and not remembered here."""
    forget(change.connection, article.id)  # somebody may have taken the article out of the state
    if ahead := moments(article, ages, change.at):
        _add(change.connection, change.source, article, ahead, hint)


def take_up(connection: Connection, source: str, article: Article, ages: Sequence[timedelta], now: str) -> None:
    """The article's line was found in a file; what the state knows already of its revisits counts."""
    if get(connection, article.id) is None and (ahead := moments(article, ages, now)):
        _add(connection, source, article, ahead)


def ask_now(connection: Connection, source: str, article: Article, now: str) -> None:
    """The newest version is lost: the page is asked for once more, whole, however old the article is."""
    visit = get(connection, article.id)
    if visit is None:
        _add(connection, source, article, [now])
        return
    ahead = [at for at in (visit["next_at"], *visit["ahead"]) if at and at > now]
    visit.update(next_at=now, ahead=ahead, failed=0, etag=None, last_modified=None, asked_in_run=None)
    _write(connection, visit)


def _add(
    connection: Connection, source: str, article: Article, ahead: list[str], hint: Mapping[str, Any] | None = None
) -> None:
    said = {name: value for name, value in (hint or {}).items() if name != "text"}  # of feeds: it can be long
    row: Visit = dict.fromkeys(_COLUMNS)
    row |= {"id": article.id, "source": source, "edition": article.edition, "made": 0, "failed": 0}
    row |= {"next_at": ahead[0], "ahead": ahead[1:], "hint": said or None}
    row |= {"etag": storable(article.fetch.etag), "last_modified": storable(article.fetch.last_modified)}
    connection.execute(_ADD, row)


def forget(connection: Connection, id: str) -> None:
    connection.execute(_FORGET, {"value": id})


def get(connection: Connection, id: str) -> Visit | None:
    row = connection.execute(_GET, {"value": id}).first()
    return dict(row._mapping) if row else None


def asked(connection: Connection, id: str, run: int) -> Visit | None:
    """The visit for which this run was given the page."""
    visit = get(connection, id)
    return visit if visit and visit["asked_in_run"] == run else None


def due(
    connection: Connection, source: str, editions: Collection[str], run: int, limit: int, now: str
) -> list[Revisit]:
    """Pages whose time has come and that this run was not given yet, the longest waiting first; given to it now."""
    mine = (revisits.c.source == source, revisits.c.edition.in_(list(editions)), revisits.c.next_at <= now)
    new = (revisits.c.asked_in_run != run) | revisits.c.asked_in_run.is_(None)
    known = (pages.c.url, pages.c.via, pages.c.order_key)
    query = select(revisits, *known).join(pages, pages.c.id == revisits.c.id).where(*mine, new)
    rows = connection.execute(query.order_by(revisits.c.next_at, revisits.c.id).limit(limit)).all()
    if rows:
        keys = [row.id for row in rows]
        connection.execute(update(revisits).where(revisits.c.id.in_(keys)).values(asked_in_run=run))
    return [
        Revisit(
            Found(row.id, row.url, row.edition, row.via or "", row.order_key, row.hint or {}),
            row.etag,
            row.last_modified,
        )
        for row in rows
    ]


def hand_out(connection: Connection, id: str, run: int) -> None:
    """Its page was asked for again, in a crawl of the past."""
    connection.execute(update(revisits).where(revisits.c.id == id).values(asked_in_run=run))


def answered(change: Change, visit: Visit, article: Article, *, doubtful: bool) -> None:
    """With the article. After a doubtful change, the next request is on the conditions of the last sound answer."""
    if doubtful:
        visit["doubted"] = versions.digest(article)
    else:
        visit.update(etag=storable(article.fetch.etag), last_modified=storable(article.fetch.last_modified))
    _there(change, visit)


def not_modified(change: Change, visit: Visit) -> None:
    _there(change, visit)


def not_got(
    change: Change,
    visit: Visit,
    found: Found,
    reason: str,
    now: datetime,
    retry_at: datetime | None,
    status: int | None,
) -> str:
    """gone, or failed. A page that vanished is told once, and so is one that is given up; the article stays."""
    if reason in VANISHED:
        told, kind = visit["gone_at"] is None, "gone"
        visit.update(gone_at=visit["gone_at"] or change.at, gone_as=reason)
        _move_on(visit, change.at)
    else:
        visit["failed"] += 1
        wait = min(FIRST_WAIT * (1 << min(visit["failed"] - 1, 10)), LONGEST_WAIT)
        given_up = visit["failed"] >= TRIES
        again = max(now + wait, min(retry_at, now + 30 * _DAY) if retry_at else now)
        visit["next_at"] = None if given_up else stamp(again)
        told, kind = given_up, "failed"
    _save(change, visit)
    if told:
        _tell(change, visit, found.url, reason, status)
    return kind


def _there(change: Change, visit: Visit) -> None:
    if visit["gone_at"]:
        url = change.connection.execute(select(pages.c.url).where(pages.c.id == visit["id"])).scalar_one()
        visit.update(gone_at=None, back_at=change.at)
        _move_on(visit, change.at)
        _tell(change, visit, url, "back", None)
    else:
        _move_on(visit, change.at)
    _save(change, visit)


def _move_on(visit: Visit, now: str) -> None:
    """The page answered: the moments that have come are used up."""
    ahead = [at for at in (visit["next_at"], *visit["ahead"]) if at and at > now]
    visit.update(next_at=ahead[0] if ahead else None, ahead=ahead[1:], made=visit["made"] + 1, failed=0)
    if not ahead:
        visit["hint"] = None


def _tell(change: Change, visit: Visit, url: str, reason: str, status: int | None) -> None:
    version = change.connection.execute(kept.NEWEST_VERSION, {"value": visit["id"]}).scalar()
    record = {"id": visit["id"], "url": url, "source": change.source, "edition": visit["edition"], "reason": reason}
    via = change.connection.execute(select(pages.c.via).where(pages.c.id == visit["id"])).scalar()
    more = {"status": status, "attempts": visit["made"] + visit["failed"], "retry_at": visit["next_at"]}
    change.write("refused", record, **more, via=via, at=change.at, version=version)


def _save(change: Change, visit: Visit) -> None:
    _write(change.connection, visit)


def _write(connection: Connection, visit: Visit) -> None:
    values = {f"new_{name}": visit[name] for name in _CHANGING}
    connection.execute(_SAVE, {"key": visit["id"], **values})
