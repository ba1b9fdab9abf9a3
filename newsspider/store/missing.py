"""Which articles of a site are missing, as far as the state knows, and why?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, or_, select

from newsspider.article import Article
from newsspider.store import pages as rows_of
from newsspider.store.adopt import add_page, ask_again
from newsspider.store.days import MOMENT, Period, day_of
from newsspider.store.found import DONE
from newsspider.store.retries import BY_ARGUMENTS, NOT_TOLD
from newsspider.store.tables import articles, pages, revisits

LINE_LOST = "line lost"  # the state remembers an article, and it stands in no file
VERSION_LOST = "newest version lost"  # older ones stand
UNKNOWN = "unknown to the state"  # a line stands in a file, and the state does not know it, or not its page
NEW = "never announced before"
PENDING = "pending"
ARGUMENTS = "dropped by an earlier crawl's arguments"
ORIGINAL_LOST = "repeats an article that is lost"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Missing:
    """`why`: in words that can be counted; `since`: when it was first seen; `retry_at`: asked again from then on."""

    id: str
    url: str
    edition: str
    day: str
    why: str
    since: str | None = None
    retry_at: str | None = None


_other = pages.alias("other")
_NO_ARTICLE = ~exists().where(articles.c.id == pages.c.id)
_LOST = (pages.c.status == "stored") & _NO_ARTICLE
# Where the original is still to come, what repeats it waits for that.
_REPEATS_NOTHING = (
    (pages.c.status == "duplicate")
    & ~exists().where(articles.c.id == pages.c.duplicate_of)
    & ~exists().where(
        _other.c.id == pages.c.duplicate_of,
        _other.c.next_at.is_not(None) | (_other.c.status == "stored"),
    )
)
_COLUMNS = ("id", "url", "edition", "status", "reason", "first_seen_at", "next_at", "duplicate_of")
_PAGE = select(*(pages.c[name] for name in _COLUMNS), MOMENT.label("moment"))
_NOT_TOLD = (pages.c.status == "refused") & func.coalesce(pages.c.reason, "").in_(NOT_TOLD)
_OF_ARTICLE = ("id", "url", "edition", "published_at", "stored_at")
_PAGELESS = select(*(articles.c[name] for name in _OF_ARTICLE)).where(~exists().where(pages.c.id == articles.c.id))


def missing(
    connection: Connection,
    site: str,
    zone: str,
    editions: Collection[str],
    period: Period,
    *,
    new_since: str | None = None,
    standing: Collection[str] = (),
) -> Iterator[Missing]:
    """What is neither a line nor a duplicate, and was not refused for good, nor because nobody has written it in its
    language. `new_since`: what was first seen from
    this moment on (ISO) was never announced before it. `standing`: ids of lines that the state does not know."""
    of_site = (pages.c.source == site, pages.c.edition.in_(editions))
    query = _PAGE.where(*of_site, ~_NOT_TOLD, or_(pages.c.next_at.is_not(None), _LOST, _REPEATS_NOTHING))
    for row in connection.execute(query.order_by(pages.c.id).execution_options(yield_per=1000)):
        each = _missing(row, zone, new_since)
        if period.has(each.day) and not (each.why == ORIGINAL_LOST and row.duplicate_of in standing):
            yield each
    of_site = (articles.c.source == site, articles.c.edition.in_(editions))
    for row in connection.execute(_PAGELESS.where(*of_site).order_by(articles.c.id, articles.c.version)):
        day = day_of(row.published_at or row.stored_at, zone)
        if period.has(day):
            yield Missing(row.id, row.url, row.edition, day, UNKNOWN, row.stored_at)


def announced_since(
    connection: Connection, site: str, zone: str, editions: Collection[str], period: Period, moment: str
) -> Iterator[Missing]:
    """Pages that were first seen from this moment on (ISO), whatever became of them since."""
    query = _PAGE.where(pages.c.source == site, pages.c.edition.in_(editions), pages.c.first_seen_at >= moment)
    for row in connection.execute(query.order_by(pages.c.id).execution_options(yield_per=1000)):
        each = Missing(row.id, row.url, row.edition, day_of(row.moment, zone), NEW, row.first_seen_at)
        if period.has(each.day):
            yield each


def not_come(connection: Connection, ids: Iterable[str], zone: str) -> Iterator[Missing]:
    """Which of these pages have not become a line or a duplicate, whatever their edition and day."""
    wanted = sorted(ids)
    for at in range(0, len(wanted), CHUNK):
        query = _PAGE.where(pages.c.id.in_(wanted[at : at + CHUNK]), pages.c.status.not_in(DONE))
        for row in connection.execute(query):
            yield _missing(row, zone, None)


def versions_not_come(connection: Connection, ids: Iterable[str], zone: str, now: str) -> Iterator[Missing]:
    """Articles whose pages were to say once more what their newest version is, and have not answered yet."""
    query = _PAGE.where((revisits.c.failed > 0) | (revisits.c.next_at <= now))
    query = query.select_from(pages.join(revisits, revisits.c.id == pages.c.id))
    wanted = sorted(ids)
    for at in range(0, len(wanted), CHUNK):
        for row in connection.execute(query.where(pages.c.id.in_(wanted[at : at + CHUNK]))):
            yield Missing(row.id, row.url, row.edition, day_of(row.moment, zone), VERSION_LOST, row.first_seen_at)


def lost(connection: Connection, keys: Iterable[tuple[str, int]], zone: str) -> Iterator[Missing]:
    """What the state remembers of articles whose lines are gone."""
    for id, version in keys:
        columns = (articles.c[name] for name in _OF_ARTICLE)
        row = connection.execute(select(*columns).where(articles.c.id == id, articles.c.version == version)).one()
        day = day_of(row.published_at or row.stored_at, zone)
        yield Missing(id, row.url, row.edition, day, LINE_LOST, row.stored_at)


def mend_pages(connection: Connection, site: str, now: str) -> set[str]:
    """Pages of which only the state said that they are stored become pending: their ids. Articles without a page get
    one."""
    for row in connection.execute(_PAGELESS.where(articles.c.source == site)).all():
        article = Article(id=row.id, url=row.url, edition=row.edition, published_at=row.published_at)
        add_page(connection, article, site, row.stored_at)
    return _ask_again(connection, site, _LOST, now)


def ask_for_reprints(connection: Connection, site: str, now: str) -> set[str]:
    """Pages that repeat an article which is lost, and is not to come, become pending: their ids."""
    return _ask_again(connection, site, _REPEATS_NOTHING, now)


def _ask_again(connection: Connection, site: str, which: ColumnElement[bool], now: str) -> set[str]:
    ids = list(connection.execute(select(pages.c.id).where(pages.c.source == site, which)).scalars())
    for at in range(0, len(ids), CHUNK):
        ask_again(connection, list(rows_of.get(connection, ids[at : at + CHUNK]).values()), now)
    return set(ids)


def _missing(row: Row[*tuple[Any, ...]], zone: str, new_since: str | None) -> Missing:
    day = day_of(row.moment, zone)
    return Missing(row.id, row.url, row.edition, day, _why(row, new_since), row.first_seen_at, row.next_at)


def _why(row: Row[*tuple[Any, ...]], new_since: str | None) -> str:
    if row.status == "stored":
        return LINE_LOST
    if row.status == "duplicate":
        return ORIGINAL_LOST
    if new_since is not None and row.first_seen_at >= new_since:
        return NEW
    if row.reason in BY_ARGUMENTS:
        return ARGUMENTS
    return PENDING if row.status == "pending" else f"{row.status}: {row.reason}"
