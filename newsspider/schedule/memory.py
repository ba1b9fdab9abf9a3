"""What does the schedule remember from one run to the next?"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson

from newsspider.store.errors import StoreError, unwritable
from newsspider.store.lock import waiting_for

VERSION = 1

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Last:
    """Of an edition. `tried`: when its last crawl began; `good`: when the last one began that went well; `full`: the
    last one of all sources that did. `failures`: how many went wrong since. `since`: the day back to which it is
    crawled."""

    tried: datetime | None = None
    good: datetime | None = None
    full: datetime | None = None
    failures: int = 0
    since: str | None = None


Memory = Mapping[tuple[str, str], Last]  # by site and edition


def remember(path: Path, last: Memory) -> Memory:
    """What is remembered, with `last` added to it. Several processes may do so at once; a crash in between leaves the
    old file or the new one. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with waiting_for(path.with_suffix(".lock")):
            memory = {**(read(path) or {}), **last}
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
    return {
        (site, edition): Last(
            **{name: value(each[name]) for name, value in _FIELDS.items() if each.get(name) is not None}
        )
        for site, editions in told["sites"].items()
        for edition, each in editions.items()
    }


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "tried": _moment,
    "good": _moment,
    "full": _moment,
    "failures": int,
    "since": _day,
}


def _written(memory: Memory) -> bytes:
    sites: dict[str, dict[str, Any]] = {}
    for (site, edition), last in sorted(memory.items()):
        sites.setdefault(site, {})[edition] = asdict(last)
    told = {"version": VERSION, "sites": sites}
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
