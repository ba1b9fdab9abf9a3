"""Under which other ids and addresses was an article announced?"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, or_, select

from newsspider.store.tables import pages

ELSEWHERE = ("id", "url", "redirect")  # reasons for which a page is that of another one's article
_FORMS = select(pages.c.id, pages.c.url, pages.c.urls).where(
    or_(
        pages.c.id.in_(bindparam("of_ids", expanding=True)),
        pages.c.duplicate_of.in_(bindparam("of_ids", expanding=True))
        & (pages.c.status == "duplicate")
        & pages.c.reason.in_(ELSEWHERE),
    )
)


def forms(connection: Connection, ids: Collection[str]) -> dict[str, list[str]]:
    """Id → URLs, their own among them."""
    rows = connection.execute(_FORMS, {"of_ids": list(ids)})
    return {row.id: [row.url, *row.urls] for row in rows}
