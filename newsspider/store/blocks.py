"""How are some ten million pairs of numbers, key and article, kept in few bytes, found by key, and added to?

Pairs stand in order of their keys, in blocks of the size of a database page. A key stands in one block only, so that
the block which begins at or before it is the only one to look into. Adding to them rewrites all blocks, in order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, delete, insert, select

from newsspider.store.tables import blocks

ENTRIES = 490  # of a block: with what SQLite needs itself, a page of 4,096 bytes
WINDOW = 256  # blocks that are in memory at once

Numbers = NDArray[np.uint32]

_ADD = insert(blocks)
_DELETE = delete(blocks).where(blocks.c.first >= bindparam("start"), blocks.c.first < bindparam("end"))
_NEXT = (
    select(blocks.c.first, blocks.c.data)
    .where(blocks.c.first >= bindparam("start"))
    .order_by(blocks.c.first)
    .limit(WINDOW + 1)
)


class Pairs(NamedTuple):
    """Keys, ascending, and the number that belongs to each."""

    keys: Numbers
    numbers: Numbers


def having(connection: Connection, keys: Sequence[int]) -> dict[int, Numbers]:
    """The numbers that stand in the blocks with each of these keys."""
    found: dict[int, Numbers] = {}
    query = _looking(len(keys), "?" if connection.dialect.name == "sqlite" else "%s")
    cursor = connection.connection.cursor()  # the driver's own: SQLAlchemy's rows take longer than SQLite
    cursor.execute(query, tuple(keys))
    for key, data in cursor.fetchall():
        if data is not None:
            entries = memoryview(data).cast("I")
            many = len(entries) // 2
            start = bisect_left(entries, key, 0, many)
            if start < many and entries[start] == key:
                end = bisect_right(entries, key, start, many)
                found[key] = np.frombuffer(entries[many + start : many + end], "<u4")
    return found


def add(connection: Connection, more: Pairs) -> None:
    """`more`: in order of their keys. One window of blocks after the other is read, and written with what is new."""
    start, taken = 0, 0
    while start < 1 << 32:
        rows = connection.execute(_NEXT, {"start": start}).all()
        end = rows[WINDOW].first if len(rows) > WINDOW else 1 << 32
        upto = taken + int(np.searchsorted(more.keys[taken:], end)) if end < 1 << 32 else len(more.keys)
        kept = [np.frombuffer(data, "<u4") for _, data in rows[:WINDOW]]
        new = _merged(kept, Pairs(more.keys[taken:upto], more.numbers[taken:upto]))
        connection.execute(_DELETE, {"start": start, "end": end})
        connection.execute(_ADD, [{"first": first, "data": data} for first, data in _cut(new, start)])
        start, taken = end, upto


def in_order(keys: Numbers, numbers: Numbers) -> Pairs:
    order = np.argsort(keys, kind="stable")
    return Pairs(keys[order], numbers[order])


def _merged(kept: Sequence[Numbers], more: Pairs) -> Pairs:
    keys = [block[: len(block) // 2] for block in kept]
    numbers = [block[len(block) // 2 :] for block in kept]
    return in_order(np.concatenate([*keys, more.keys]), np.concatenate([*numbers, more.numbers]))


def _cut(pairs: Pairs, start: int) -> Iterator[tuple[int, bytes]]:
    """The first block begins at `start`, whatever its first key is."""
    at, many = 0, len(pairs.keys)
    while at < many or at == 0:
        end = min(at + ENTRIES, many)
        if end < many:  # before the first pair of the key there, so that no key is parted
            end = at + int(np.searchsorted(pairs.keys[at:end], pairs.keys[end]))
            if end == at:
                end = at + int(np.searchsorted(pairs.keys[at:], pairs.keys[at], "right"))
        first = int(pairs.keys[at]) if at else start
        yield first, pairs.keys[at:end].tobytes() + pairs.numbers[at:end].tobytes()
        if end == many:
            return
        at = end


@cache
def _looking(many: int, sign: str) -> str:
    """One statement for all keys, in the driver's own words."""
    keys = ", ".join([f"(CAST({sign} AS BIGINT))"] * many)
    block = "SELECT data FROM blocks WHERE first <= wanted.key ORDER BY first DESC LIMIT 1"
    return f"WITH wanted(key) AS (VALUES {keys}) SELECT wanted.key, ({block}) FROM wanted"
