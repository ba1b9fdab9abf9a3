"""Under which other ids and addresses was an article announced?"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, or_, select

from newsspider.store.found import TAKEN_DOWN
from newsspider.store.tables import pages

ELSEWHERE = ("id", "url", "redirect")  # reasons for which a page is that of another one's article
_FORMS = select(pages.c.id, pages.c.url, pages.c.urls).where(
    pages.c.source == bindparam("of_source"),
    or_(
        pages.c.id.in_(bindparam("of_ids", expanding=True)),
        pages.c.duplicate_of.in_(bindparam("of_ids", expanding=True))
        & (pages.c.status == "duplicate")
        & pages.c.reason.in_(ELSEWHERE),
        pages.c.status == TAKEN_DOWN,  # also what led to one of them after it was purged
    ),
)


def forms(connection: Connection, source: str, ids: Collection[str]) -> dict[str, list[str]]:
    """Of articles that were taken down: id → URLs, their own among them."""
    rows = connection.execute(_FORMS, {"of_source": source, "of_ids": list(ids)})
    return {row.id: [row.url, *row.urls] for row in rows}
