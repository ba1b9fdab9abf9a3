"""What does a finished rebuild propose to change, and what would stand in a line's place?

It is looked up in an index on disk, for the time being: memory does not grow with the number of articles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from newsspider.store.errors import Damaged
from newsspider.store.file_lines import lines_of
from newsspider.store.segment import Place
from newsspider.store.stored import read

REFUSED, REPEATS = "refused: ", "duplicates: "  # how `why` begins
UNCHANGED = "unchanged"  # by today's rules, the version says what the one before says

_TABLES = """
CREATE TABLE change (id TEXT, version INT, source TEXT, url TEXT, what TEXT, before TEXT, why TEXT,
                     PRIMARY KEY (id, version));
CREATE TABLE line (id TEXT, version INT, file TEXT, "offset" INT, length INT, PRIMARY KEY (id, version));
CREATE TABLE trace (id TEXT PRIMARY KEY, file TEXT, "offset" INT, length INT);
"""
_OF = "SELECT id, version, source, url, what, before, why FROM change"
_ADDED = f"{_OF} JOIN line USING (id, version) WHERE source = ? AND what = 'added' ORDER BY file, \"offset\""
_LAST = "SELECT max(version) FROM change WHERE id = ? AND what = 'lost'"


class Change(NamedTuple):
    """A line of `changes.jsonl`."""

    id: str
    version: int
    source: str
    url: str
    what: str
    before: str | None
    why: str | None


def digest(line: dict[str, Any]) -> str:
    """Of what a line says, however it is written."""
    return sha256(orjson.dumps(line)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Of some sites. `folder`: of the rebuild."""

    folder: Path
    _connection: sqlite3.Connection

    @classmethod
    @contextmanager
    def read(cls, folder: Path, sites: Collection[str]) -> Iterator[Proposal]:
        """Raises Damaged."""
        with closing(sqlite3.connect("")) as connection:  # SQLite's own temporary file
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
            proposal = cls(folder, connection)
            try:
                proposal._note_changes(sites)
                for site in sites:
                    proposal._note_lines(site)
            except (OSError, ValueError, KeyError, sqlite3.Error) as error:
                raise Damaged(f"{folder} cannot be read ({error}): make another rebuild") from error
            yield proposal

    def of(self, id: str, version: int) -> Change | None:
        row = self._connection.execute(f"{_OF} WHERE id = ? AND version = ?", (id, version)).fetchone()
        return Change(*row) if row else None

    def added(self, site: str) -> Iterator[Change]:
        """In the order of their lines."""
        return (Change(*row) for row in self._connection.execute(_ADDED, (site,)))

    def count(self, site: str, what: str) -> int:
        query = "SELECT count(*) FROM change WHERE source = ? AND what = ?"
        return int(self._connection.execute(query, (site, what)).fetchone()[0])

    def line(self, id: str, version: int) -> bytes | None:
        """The rebuilt one; None: it has none."""
        query = 'SELECT file, "offset", length FROM line WHERE id = ? AND version = ?'
        return self._read(self._connection.execute(query, (id, version)).fetchone())

    def trace(self, id: str) -> bytes | None:
        """The line that says what the article repeats."""
        query = 'SELECT file, "offset", length FROM trace WHERE id = ?'
        return self._read(self._connection.execute(query, (id,)).fetchone())

    def reason(self, change: Change) -> str | None:
        """Why a lost line is: `refused: …`, `duplicates: …`, `unchanged`. None: the rebuild does not say."""
        is_kept = change.version > 1 and self.line(change.id, 1) is not None
        return UNCHANGED if is_kept else change.why

    def last_lost(self, id: str) -> int:
        """Its newest version, when it was rebuilt, where that is a lost one."""
        return int(self._connection.execute(_LAST, (id,)).fetchone()[0] or 0)

    def _note_changes(self, sites: Collection[str]) -> None:
        with (self.folder / "changes.jsonl").open("rb") as file:
            rows = (orjson.loads(line) for line in file)
            mine = ([row[name] for name in Change._fields] for row in rows if row["source"] in sites)
            self._connection.executemany("INSERT OR REPLACE INTO change VALUES (?, ?, ?, ?, ?, ?, ?)", mine)

    def _note_lines(self, site: str) -> None:
        for kind, table, keys in (("articles", "line", ("id", "version")), ("duplicates", "trace", ("id",))):
            holes = ", ".join("?" * (len(keys) + 3))
            for path in sorted((self.folder / kind / site).glob("*.jsonl")):
                name = path.relative_to(self.folder).as_posix()
                rows = ((orjson.loads(line), at, len(line)) for at, line in lines_of(path))
                noted = ([*(row[key] for key in keys), name, at, size] for row, at, size in rows)
                self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({holes})", noted)

    def _read(self, place: tuple[str, int, int] | None) -> bytes | None:
        return read(self.folder, Place(*place)) if place else None
