"""Which children has a sitemap index, and what came of reading them?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from newsspider.store.lines import storable
from newsspider.store.tables import children

_FORGET = delete(children).where(children.c.index_key == bindparam("of_index"), children.c.key == bindparam("of_key"))


@dataclass(frozen=True, slots=True)
class Child:
    """`modified`: raw, as the index says; `read_as`: as it said when the child was last read, at `read_at` (ISO; None:
    never). `idle`: how many times in a row it was read and brought nothing new. `brought_at`: when it last brought
    something that an earlier reading of the index can't have seen, ISO."""

    url: str
    modified: str | None = None
    read_as: str | None = None
    read_at: str | None = None
    idle: int = 0
    brought_at: str | None = None


def get(connection: Connection, index: str) -> list[Child]:
    """In the order of the index."""
    columns = [children.c[name] for name in Child.__slots__]
    rows = connection.execute(select(*columns).where(children.c.index_key == _key(index)).order_by(children.c.place))
    return [Child(*row) for row in rows]


def keep(connection: Connection, site: str, noted: Mapping[str, Sequence[Child]]) -> None:
    """By index; beside what the indexes said of themselves, or one of them would hide the other's news. Only what
    changed is written: some indexes have hundreds of children, and one crawl reads two of them."""
    for index, found in noted.items():
        of = {"index_key": _key(index), "site": site}
        rows = [{**storable(each), **of, "key": _key(each.url), "place": place} for place, each in enumerate(found)]
        known = connection.execute(select(children).where(children.c.index_key == of["index_key"])).mappings()
        before = {row["key"]: dict(row) for row in known}
        changed = [row for row in rows if before.get(row["key"]) != row]
        outdated = {row["key"] for row in changed} | before.keys() - {row["key"] for row in rows}
        for key in outdated & before.keys():
            connection.execute(_FORGET, {"of_index": of["index_key"], "of_key": key})
        if changed:
            connection.execute(insert(children), changed)


def _key(url: str) -> str:
    return hashlib.sha256(url.encode(errors="replace")).hexdigest()
