"""Which lines stand in a day's file, whatever was done to it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from newsspider.store.segment import Place


class Key(NamedTuple):
    """Of a line."""

    id: str
    version: int


def line_at(output: Path, place: Place) -> Mapping[str, Any]:
    """What a line says that the audit has found to be one."""
    with (output / place.file).open("rb") as file:
        file.seek(place.offset)
        record: Mapping[str, Any] = orjson.loads(file.read(place.length))
        return record


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    if not path.exists():
        return
    offset = 0
    with path.open("rb") as file:
        for line in file:
            yield offset, line
            offset += len(line)


def key_of(line: bytes, source: str) -> Key | None:
    """None: no whole line of an article of the site."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(record, dict) or record.get("source") != source:
        return None
    id, version = record.get("id"), record.get("version")
    ours = isinstance(id, str) and 0 < len(id) <= 64 and type(version) is int and version > 0
    return Key(id, version) if ours else None  # type: ignore[arg-type]


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
