"""Which articles have one of these keys?

Keys are spread evenly, so an index that is changed with every article writes as many pages of the disk as an article
has keys, and gets slower as it grows. Here, what is new waits: a row an article, in the order of coming, which every
crawl keeps in memory too. When enough of it has come, it goes into the blocks, all at once and in order of the keys.
That is done after a share of all articles, so an article costs the same however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from newsspider.store import blocks
from newsspider.store.tables import fresh

MOST = 128  # articles that are remembered under one key
LEAST_FRESH, SHARE, MOST_FRESH = 1024, 32, 65_536  # articles that wait

_UPTO = 0  # the row under this number says up to which one all are in the blocks
_NEW = (
    select(fresh.c.number, fresh.c.packed)
    .where((fresh.c.number > bindparam("last")) | (fresh.c.number == _UPTO))
    .order_by(fresh.c.number)
)
_ADD = insert(fresh)
_MOVED = update(fresh).where(fresh.c.number == _UPTO).values(packed=bindparam("upto"))
_FORGET = delete(fresh).where(fresh.c.number > _UPTO)


class Postings:
    """What waits, as far as this process has read it. `clear` after a transaction that was taken back."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._upto, self._last = -1, 0
        self._read_in: object = None  # the transaction: only one at a time adds to what others have added
        self._rows: list[tuple[int, bytes]] = []
        self._newest: dict[int, list[int]] = {}
        self._sorted = blocks.Pairs(np.empty(0, np.uint32), np.empty(0, np.uint32))
        self._in_order = 0  # how many of the rows are

    def having(self, connection: Connection, keys: Sequence[int]) -> dict[int, blocks.Numbers]:
        """For each key that articles have, their numbers; of the keys, those that nobody else has are left out."""
        self._read(connection)
        found = blocks.having(connection, keys) if self._upto else {}
        wanted = np.array(keys, np.uint32)
        starts = np.searchsorted(self._sorted.keys, wanted)
        ends = np.searchsorted(self._sorted.keys, wanted, "right")
        for key, start, end in zip(keys, starts.tolist(), ends.tolist(), strict=True):
            if end > start:
                _append(found, key, self._sorted.numbers[start:end])
            if key in self._newest:
                _append(found, key, np.array(self._newest[key], np.uint32))
        return found

    def add(self, connection: Connection, keys: Iterable[int]) -> int:
        """Its number. Directly after `having`, in the same transaction."""
        number = max(self._last, self._upto) + 1
        packed = np.array(sorted(set(keys)), "<u4").tobytes()
        connection.execute(_ADD, {"number": number, "packed": packed})
        self._take(number, packed)
        if len(self._rows) >= max(LEAST_FRESH, min(number // SHARE, MOST_FRESH)):
            self._move(connection, number)
        return number

    def _read(self, connection: Connection) -> None:
        """What other crawls have added, or moved into the blocks."""
        if connection.get_transaction() is self._read_in:
            return
        self._read_in = connection.get_transaction()
        rows = [tuple(row) for row in connection.execute(_NEW, {"last": self._last})]
        if not rows:
            connection.execute(_ADD, {"number": _UPTO, "packed": _bytes(0)})
        upto = int.from_bytes(rows[0][1], "little") if rows else 0
        if upto != self._upto and self._upto != -1:
            self.clear()
            self._read(connection)
            return
        self._upto = upto
        for number, packed in rows[1:]:
            self._take(number, packed)

    def _take(self, number: int, packed: bytes) -> None:
        self._rows.append((number, packed))
        self._last = number
        for key in memoryview(packed).cast("I"):
            self._newest.setdefault(key, []).append(number)
        if len(self._rows) - self._in_order >= max(LEAST_FRESH, self._in_order // 4):
            self._sorted, self._in_order, self._newest = self._pairs(), len(self._rows), {}

    def _pairs(self) -> blocks.Pairs:
        keys = np.frombuffer(b"".join(packed for _, packed in self._rows), "<u4")
        many = [len(packed) // 4 for _, packed in self._rows]
        numbers = np.repeat(np.array([number for number, _ in self._rows], np.uint32), many)
        return blocks.in_order(keys, numbers)

    def _move(self, connection: Connection, upto: int) -> None:
        blocks.add(connection, self._pairs())
        connection.execute(_FORGET)
        connection.execute(_MOVED, {"upto": _bytes(upto)})
        read_in = self._read_in
        self.clear()
        self._upto, self._read_in = upto, read_in


def _append(found: dict[int, blocks.Numbers], key: int, more: blocks.Numbers) -> None:
    found[key] = np.concatenate((found[key], more)) if key in found else more


def _bytes(number: int) -> bytes:
    return number.to_bytes(8, "little")
