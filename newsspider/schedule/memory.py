"""What does the schedule remember from one run to the next?"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from newsspider.store.errors import StoreError, unwritable
from newsspider.store.lock import waiting_for

VERSION = 1
FIRST_DAYS = timedelta(days=7)  # how far back the first crawl of all sources goes

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Last:
    """Of an edition. `tried`: when its last crawl began; `good`: when the last one began that went well; `full`: the
    last one of all sources that did. `failures`: how many went wrong since."""

    tried: datetime | None = None
    good: datetime | None = None
    full: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """`since`: the day back to which the first crawls go. `last`: by site and edition."""

    since: str
    last: Mapping[tuple[str, str], Last]


def first(now: datetime) -> Memory:
    return Memory(since=(now - FIRST_DAYS).date().isoformat(), last={})


def remember(path: Path, now: datetime, last: Mapping[tuple[str, str], Last] | None = None) -> Memory:
    """What is remembered, with `last` added to it. Several processes may do so at once; a crash in between leaves the
    old file or the new one. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with waiting_for(path.with_suffix(".lock")):
            known = read(path)
            if known is not None and not last:
                return known
            known = known or first(now)
            memory = Memory(known.since, {**known.last, **(last or {})})
            _replace(path, _written(memory))
            return memory
    except OSError as error:
        raise unwritable(path, error) from error


def read(path: Path) -> Memory | None:
    """None: there is no file, or one that makes no sense; the schedule begins anew then. Raises StoreError."""
    try:
        return _read(orjson.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise StoreError(f"{path} can't be read: {problem.strerror}") from problem
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        logger.warning("%s can't be read (%s): the schedule begins anew", path, problem)
        return None


def _read(told: Any) -> Memory:
    if told["version"] != VERSION:
        raise ValueError(f"version {told['version']}, this newsspider knows {VERSION}")
    last = {
        (site, edition): Last(**{name: _value(value) for name, value in each.items() if name in _NAMES})
        for site, editions in told["sites"].items()
        for edition, each in editions.items()
    }
    datetime.fromisoformat(told["since"])
    return Memory(told["since"], last)


_NAMES = {each.name for each in fields(Last)}


def _value(value: str | int | None) -> Any:
    return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else value


def _written(memory: Memory) -> bytes:
    sites: dict[str, dict[str, Any]] = {}
    for (site, edition), last in sorted(memory.last.items()):
        sites.setdefault(site, {})[edition] = asdict(last)
    told = {"version": VERSION, "since": memory.since, "sites": sites}
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    with _folder(path.parent) as folder:
        os.fsync(folder)


@contextmanager
def _folder(path: Path) -> Iterator[int]:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield folder
    finally:
        os.close(folder)
