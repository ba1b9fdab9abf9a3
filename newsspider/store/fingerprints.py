"""Which articles, of all that were ever put, could be the same as this one?

All of them have a fingerprint, also those that were not written: their text is gone, and what they are alike to is
found by what is kept here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import pack, unpack
from typing import NamedTuple, Protocol

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, select

from newsspider.store.blocks import Numbers
from newsspider.store.postings import MOST, Postings
from newsspider.store.tables import fingerprints


class Fingerprint(Protocol):
    """`exact`: 64-bit hashes, of which copies share one. `keys`: 32-bit hashes, of which near-duplicates share some.
    `packed`: what comparing needs; None: never compared but with copies."""

    @property
    def exact(self) -> Sequence[int]: ...
    @property
    def keys(self) -> Sequence[int]: ...
    @property
    def packed(self) -> bytes | None: ...


class Entry(NamedTuple):
    """A fingerprint that is kept."""

    number: int
    id: str
    published_at: str | None
    exact: tuple[int, ...]
    packed: bytes | None


@dataclass(frozen=True, slots=True)
class Found:
    """`own`: those of the article itself; `copies`: of others with a hash in common; `candidates`: to be compared.
    `rare`: those of the keys under which there is room."""

    own: tuple[Entry, ...]
    copies: tuple[Entry, ...]
    candidates: tuple[Entry, ...]
    rare: tuple[int, ...]


OFTEN = 64  # articles under one key

_BY_NUMBER = select(fingerprints).where(fingerprints.c.number.in_(bindparam("numbers", expanding=True)))
_ADD = insert(fingerprints)
_FORGET = delete(fingerprints).where(fingerprints.c.number.in_(bindparam("numbers", expanding=True)))


def find(connection: Connection, postings: Postings, id: str, given: Fingerprint, least_shared: int) -> Found:
    """One look-up for everything: an article is found by hashes of its id and of its text as it is by its keys."""
    own, exact = _key_of_id(id), {_key_of_exact(each) for each in given.exact}
    keys = tuple(dict.fromkeys((own, *exact, *given.keys)))
    having = postings.having(connection, keys)
    near = _near([having[key] for key in set(given.keys) & having.keys()], least_shared)
    others = {number for key in {own, *exact} & having.keys() for number in having[key].tolist()}
    entries = list(_entries(connection, near | others))
    is_copy = {each.number for each in entries if not set(given.exact).isdisjoint(each.exact)}
    return Found(
        tuple(each for each in entries if each.id == id),
        tuple(each for each in entries if each.id != id and each.number in is_copy),
        tuple(each for each in entries if each.id != id and each.number in near - is_copy),
        tuple(key for key in keys if len(having.get(key, ())) < MOST),
    )


def _near(having: Sequence[Numbers], least_shared: int) -> set[int]:
    """What has that many keys in common: twice as many, if all of them are those of many articles (stock phrases)."""
    if not having:
        return set()
    numbers = np.sort(np.concatenate(having))
    near = _repeated(numbers, least_shared)
    if near:
        few = {number for each in having if len(each) < OFTEN for number in each.tolist()}
        near = near & few | _repeated(numbers, 2 * least_shared)
    return near


def _repeated(numbers: Numbers, least: int) -> set[int]:
    """`numbers`: ascending."""
    return set(numbers[least - 1 :][numbers[least - 1 :] == numbers[: max(0, len(numbers) - least + 1)]].tolist())


def add(
    connection: Connection,
    postings: Postings,
    id: str,
    published_at: str | None,
    given: Fingerprint,
    rare: Sequence[int],
) -> None:
    """`rare`: as found directly before, in the same transaction. Where there is no room under a key, the article is
    found by its others; what it is alike to is found all the same."""
    number = postings.add(connection, rare)
    exact = pack(f"<{len(given.exact)}Q", *given.exact)
    row = {"number": number, "id": id, "published_at": published_at, "exact": exact, "packed": given.packed}
    connection.execute(_ADD, row)


def forget(connection: Connection, postings: Postings, id: str) -> None:
    """Of all its versions. Its numbers stay under the keys, and lead nowhere."""
    key = _key_of_id(id)
    having = postings.having(connection, (key,))
    entries = _entries(connection, set(having[key].tolist()) if key in having else set())
    if numbers := [each.number for each in entries if each.id == id]:
        connection.execute(_FORGET, {"numbers": numbers})


def _entries(connection: Connection, numbers: set[int]) -> Iterator[Entry]:
    if numbers:
        for number, id, published_at, exact, packed in connection.execute(_BY_NUMBER, {"numbers": sorted(numbers)}):
            yield Entry(number, id, published_at, unpack(f"<{len(exact) // 8}Q", exact), packed)


def _key_of_id(id: str) -> int:
    return zlib.crc32(id.encode(errors="replace"))


def _key_of_exact(exact: int) -> int:
    return exact >> 32
