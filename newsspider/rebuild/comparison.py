"""In what do the rebuilt articles differ from the stored ones?

Lines are matched by id and version, through an index on disk: memory does not grow with their number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

IGNORED = ("made_by",)  # says who read the page, not what stands on it
CHANGED, ADDED, LOST = "changed", "added", "lost"

_TABLES = """
CREATE TABLE before (id TEXT, version INT, file TEXT, "offset" INT, length INT, PRIMARY KEY (id, version));
CREATE TABLE after (id TEXT, version INT, file TEXT, "offset" INT, length INT, PRIMARY KEY (id, version));
CREATE TABLE why (id TEXT PRIMARY KEY, reason TEXT);
"""
_BOTH = """
SELECT b.file, b."offset", b.length, a.file, a."offset", a.length
FROM before b JOIN after a USING (id, version) ORDER BY b.file, b."offset"
"""
_ONE = """
SELECT x.file, x."offset", x.length, why.reason
FROM {one} x LEFT JOIN {other} y USING (id, version) LEFT JOIN why USING (id)
WHERE y.id IS NULL ORDER BY x.file, x."offset"
"""

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """`what`: changed, added, lost. `fields`: those that changed, of `fetch` by their full name. `why`: what became
    of a lost one, where that is known. `before` and `after`: the lines."""

    what: str
    before: Line | None = None
    after: Line | None = None
    fields: tuple[str, ...] = ()
    why: str | None = None

    @property
    def line(self) -> Line:
        return self.after or self.before or {}


@dataclass(slots=True)
class Tally:
    """Of one site."""

    before: int = 0
    after: int = 0
    changed: int = 0
    added: int = 0
    lost: int = 0
    fields: dict[str, int] = field(default_factory=dict)


def differences(
    before: Path, after: Path, sites: Sequence[str], index: Path, tallies: dict[str, Tally]
) -> Iterator[Difference]:
    """Between two output folders. `index`: a file for the time being. `tallies` are filled on the way."""
    index.unlink(missing_ok=True)
    with closing(sqlite3.connect(index)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        for site in sites:
            tally = tallies[site] = Tally()
            for table in ("before", "after", "why"):
                connection.execute(f"DELETE FROM {table}")
            tally.before = _note(connection, "before", before / "articles" / site)
            tally.after = _note(connection, "after", after / "articles" / site)
            _note_reasons(connection, after, site)
            for found in _of_site(connection, before / "articles" / site, after / "articles" / site):
                _count(tally, found)
                yield found
    index.unlink(missing_ok=True)


def changed_fields(before: Line, after: Line) -> tuple[str, ...]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name) and name not in IGNORED]
    if "fetch" in names:
        was, now = before.get("fetch") or {}, after.get("fetch") or {}
        names.remove("fetch")
        names += [f"fetch.{name}" for name in {**was, **now} if was.get(name) != now.get(name)]
    return tuple(names)


def _of_site(connection: sqlite3.Connection, before: Path, after: Path) -> Iterator[Difference]:
    for *was, file, offset, length in connection.execute(_BOTH):
        old, new = _read(before, *was), _read(after, file, offset, length)
        if old != new and (fields := changed_fields(old_line := orjson.loads(old), new_line := orjson.loads(new))):
            yield Difference(CHANGED, old_line, new_line, fields)
    for *place, reason in connection.execute(_ONE.format(one="before", other="after")):
        yield Difference(LOST, before=orjson.loads(_read(before, *place)), why=reason)
    for *place, _ in connection.execute(_ONE.format(one="after", other="before")):
        yield Difference(ADDED, after=orjson.loads(_read(after, *place)))


def _note(connection: sqlite3.Connection, table: str, folder: Path) -> int:
    count = 0
    for path in sorted(folder.glob("*.jsonl")):
        rows = ((key["id"], key["version"], path.name, at, size) for key, at, size in _lines(path))
        count += connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?)", rows).rowcount
    return count


def _note_reasons(connection: sqlite3.Connection, output: Path, site: str) -> None:
    for kind in ("refused", "duplicates"):
        for path in sorted((output / kind / site).glob("*.jsonl")):
            rows = ((line["id"], f"{kind}: {line['reason']}") for line, _, _ in _lines(path))
            connection.executemany("INSERT OR REPLACE INTO why VALUES (?, ?)", rows)


def _lines(path: Path) -> Iterator[tuple[Line, int, int]]:
    offset = 0
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield orjson.loads(line), offset, len(line)
            offset += len(line)


def _read(folder: Path, file: str, offset: int, length: int) -> bytes:
    with (folder / file).open("rb") as lines:
        lines.seek(offset)
        return lines.read(length)


def _count(tally: Tally, found: Difference) -> None:
    setattr(tally, found.what, getattr(tally, found.what) + 1)
    for name in found.fields:
        tally.fields[name] = tally.fields.get(name, 0) + 1
