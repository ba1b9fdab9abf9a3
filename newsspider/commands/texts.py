"""Which articles, from wherever, are to be compared with one another?"""

from __future__ import annotations

import gzip
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from newsspider.commands.arguments import UsedWrongly

_WORDS = ("title", "source", "language", "url")


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
    stdin (`-`). Says so if there are none. Raises UsedWrongly, which names the line."""
    try:
        with _opened(name) as file:
            seen: set[str] = set()
            for number, line in enumerate(file, 1):
                where = f"{name}, line {number}"
                if (line := line.removeprefix(BOM_UTF8) if number == 1 else line).strip():
                    given = _text(line, where)
                    if str(given.id) in seen:  # stories are named by them: 1 and "1" would be one name
                        raise UsedWrongly(f'{where}: the id {given.id!r} stands there twice (1 and "1" are one id)')
                    seen.add(str(given.id))
                    yield given
            if not seen:
                print(f"{name} holds no texts", file=sys.stderr)
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
    row = _object(line, where)
    id_ = row.get("id")
    if not isinstance(id_, str | int) or isinstance(id_, bool) or id_ == "":
        raise UsedWrongly(f'{where}: "id" must be a string that is not empty, or a whole number below 2^64')
    if not isinstance(row.get("text"), str):
        raise UsedWrongly(f'{where}: "text" must be a string')
    for key in _WORDS:
        if not isinstance(row.get(key), str | None):
            raise UsedWrongly(f'{where}: "{key}" must be a string or null')
    words = {key: row.get(key) for key in _WORDS}
    return GivenText(id_, row["text"], published_at=_moment(row.get("published_at"), where), **words)


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        row: Any = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        raise UsedWrongly(f"{where}: {_unread(line, problem)}") from None
    if not isinstance(row, dict):
        raise UsedWrongly(f'{where}: not an object with "id" and "text"')
    return row


def _unread(line: bytes, problem: orjson.JSONDecodeError) -> str:
    try:
        line.decode()
    except UnicodeDecodeError as wrong:
        return f"not UTF-8 (byte {wrong.start + 1} of the line)"
    return f"no JSON ({problem})"


def _moment(value: Any, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):  # the year 1 of another zone is the year 0 of UTC
        raise UsedWrongly(f'{where}: "published_at" is no ISO 8601 time: {value!r}') from None
