"""Which articles are the same, and which of them is the original?

The original is the one that was published first; where the moments are equal or unknown, the id decides. A pair that
was found once stays, so that neither the order in which articles come nor a new version changes what the others are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, exists, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from newsspider.store.stored import NO_DATE
from newsspider.store.tables import alike, articles, pages


@dataclass(frozen=True, slots=True)
class Other:
    """An article that another one is alike to."""

    id: str
    published_at: str | None
    similarity: float
    reason: str  # text, near

    @property
    def order(self) -> tuple[str, str]:
        return order(self.id, self.published_at)


@dataclass(frozen=True, slots=True)
class Original:
    """`similarity` and `reason`: to the first article that it is alike to, of which this one may be the original."""

    id: str
    similarity: float
    reason: str


_stored = articles.alias("stored")
# Written, or repeating what is written: an article that is lost, or was taken out, must not keep others out.
_IS_KEPT = or_(
    exists().where(_stored.c.id == alike.c.other),
    exists().where(pages.c.id == alike.c.other, pages.c.status == "duplicate", _stored.c.id == pages.c.duplicate_of),
)
_BEFORE = select(alike.c.other, alike.c.other_at, alike.c.similarity, alike.c.reason).where(
    alike.c.id == bindparam("of_id"), alike.c.before.is_(True), _IS_KEPT
)
_version = select(func.min(articles.c.version)).where(articles.c.id == alike.c.other).scalar_subquery()
_OTHERS = (
    select(_stored.c.id, _stored.c.url, _stored.c.source, _stored.c.edition, alike.c.similarity, alike.c.reason)
    .select_from(alike)
    .join(_stored, (_stored.c.id == alike.c.other) & (_stored.c.version == _version))
    .where(alike.c.id == bindparam("of_id"))
    .order_by(_stored.c.id)
)
_LATER = _OTHERS.where(alike.c.before.is_(False))
_REPEATS = (
    select(pages.c.duplicate_of, articles.c.published_at)
    .join(articles, articles.c.id == pages.c.duplicate_of)
    .where(pages.c.id == bindparam("of_id"), pages.c.status == "duplicate")
    .order_by(articles.c.version)
    .limit(1)
)
_PAIRED = select(alike.c.other).where(alike.c.id == bindparam("of_id"))
_PART = delete(alike).where(alike.c.id == bindparam("of_id"), alike.c.other == bindparam("of_other"))


@dataclass(frozen=True, slots=True)
class Later:
    """A written article that another one, which was published before it, is alike to."""

    id: str
    url: str
    source: str
    edition: str
    similarity: float
    reason: str


def order(id: str, published_at: str | None) -> tuple[str, str]:
    """The earlier one is the original."""
    return published_at or NO_DATE, id


def remember(connection: Connection, id: str, published_at: str | None, others: Iterable[Other]) -> None:
    """Pairs, in both directions; one that is known keeps the higher similarity."""
    rows = []
    for other in others:
        same = {"similarity": other.similarity, "reason": other.reason}
        before = other.order < order(id, published_at)
        rows.append({"id": id, "other": other.id, "other_at": other.published_at, "before": before, **same})
        rows.append({"id": other.id, "other": id, "other_at": published_at, "before": not before, **same})
    if rows:  # in one order, or two writers might wait for each other
        connection.execute(_ADD[connection.dialect.name], sorted(rows, key=lambda row: (row["id"], row["other"])))


def forget(connection: Connection, id: str) -> None:
    """All pairs that the article is one of."""
    for other in sorted(connection.execute(_PAIRED, {"of_id": id}).scalars().all()):
        for one, another in ((id, other), (other, id)):
            connection.execute(_PART, {"of_id": one, "of_other": another})


def original(connection: Connection, id: str) -> Original | None:
    """What the article repeats; None: nothing that is kept, it is an original itself."""
    first = _first(connection, id)
    if first is None:
        return None
    at, seen = first, {id}
    while at.id not in seen:
        seen.add(at.id)
        at = _first(connection, at.id) or _repeated(connection, at.id) or at
    return Original(at.id, first.similarity, first.reason)


def written_before(connection: Connection, id: str) -> list[Later]:
    """Written articles that repeat this one, which came after them."""
    return [Later(*row) for row in connection.execute(_LATER, {"of_id": id})]


def stored_others(connection: Connection, id: str) -> list[Later]:
    """Written articles that this one is a pair with, whichever came first."""
    return [Later(*row) for row in connection.execute(_OTHERS, {"of_id": id})]


def _first(connection: Connection, id: str) -> Other | None:
    """The earliest of those that it is alike to and that come before it."""
    others = (Other(*row) for row in connection.execute(_BEFORE, {"of_id": id}))
    return min(others, key=lambda other: other.order, default=None)


def _repeated(connection: Connection, id: str) -> Other | None:
    """What an article that was not written was found to repeat, where what linked the two is gone."""
    row = connection.execute(_REPEATS, {"of_id": id}).first()
    return Other(row[0], row[1], 1.0, "") if row else None


def _upserts() -> dict[str, sqlite.Insert | postgresql.Insert]:
    made: dict[str, sqlite.Insert | postgresql.Insert] = {
        "sqlite": sqlite.insert(alike),
        "postgresql": postgresql.insert(alike),
    }
    for name, each in made.items():
        better = alike.c.similarity < each.excluded.similarity
        changes = {"similarity": each.excluded.similarity, "reason": each.excluded.reason}
        made[name] = each.on_conflict_do_update(index_elements=["id", "other"], set_=changes, where=better)
    return made


_ADD = _upserts()
