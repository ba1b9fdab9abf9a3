"""Which articles, from wherever, are to be compared with one another?"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from newsspider.commands.arguments import UsedWrongly


@dataclass(frozen=True, slots=True)
class GivenText:
    """One line of a manifest. `id` is given back as it came; `published_at` is aware, UTC."""

    id: str | int
    text: str
    title: str | None = None
    published_at: datetime | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None


def texts_of(name: str) -> Iterator[GivenText]:
    """Lines {"id", "text", "title"?, "published_at"?, "source"?, "language"?, "url"?} of a file, gzip or plain, or of
    stdin (`-`). Raises UsedWrongly, which names the line."""
    try:
        with _opened(name) as file:
            seen: set[str] = set()
            for number, line in enumerate(file, 1):
                if line.strip():
                    given = _text(line, f"{name}, line {number}")
                    if str(given.id) in seen:
                        raise UsedWrongly(f"{name}, line {number}: the id {given.id!r} stands there twice")
                    seen.add(str(given.id))
                    yield given
    except (OSError, EOFError) as problem:
        raise UsedWrongly(f"cannot read {name}: {getattr(problem, 'strerror', None) or problem}") from problem


@contextmanager
def _opened(name: str) -> Iterator[Iterable[bytes]]:
    with open(0 if name == "-" else name, "rb", closefd=name != "-") as file:
        if file.peek(2)[:2] == b"\x1f\x8b":
            with gzip.open(file) as unpacked:
                yield unpacked
        else:
            yield file


def _text(line: bytes, where: str) -> GivenText:
    try:
        row: Any = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        raise UsedWrongly(f"{where}: no JSON ({problem})") from None
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int) or not isinstance(row.get("text"), str):
        raise UsedWrongly(f'{where}: not an object with "id" and "text"')
    words = {key: value for key in ("title", "source", "language", "url") if isinstance(value := row.get(key), str)}
    return GivenText(row["id"], row["text"], published_at=_moment(row.get("published_at"), where), **words)


def _moment(value: Any, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise UsedWrongly(f'{where}: "published_at" is no ISO 8601 time: {value!r}') from None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
