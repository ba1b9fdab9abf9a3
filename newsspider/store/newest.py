"""What does the newest version of a stored article say, as far as it is to be had here?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection

from newsspider.store import kept
from newsspider.store.errors import Damaged
from newsspider.store.kept import Kept
from newsspider.store.stored import place_of, read


@dataclass(frozen=True, slots=True)
class Newest:
    """`language`, `text`: None where its line is in another folder, or can't be read."""

    id: str
    url: str
    edition: str
    language: str | None = None
    text: str | None = None


def newest(connection: Connection, output: Path, folder: str, ids: Iterable[str]) -> list[Newest]:
    """Of those that are stored, in the order of the ids."""
    known = (kept.newest(connection, id) for id in ids)
    return [_newest(connection, output, folder, each) for each in known if each is not None]


def _newest(connection: Connection, output: Path, folder: str, known: Kept) -> Newest:
    record = _record(connection, output, folder, known)
    language, text = record.get("language"), record.get("text")
    return Newest(known.id, known.url, known.edition, language, text)


def _record(connection: Connection, output: Path, folder: str, known: Kept) -> dict[str, Any]:
    place = place_of(connection, folder, known.id, known.version)
    try:
        record = orjson.loads(read(output, place)) if place else {}
    except (Damaged, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
