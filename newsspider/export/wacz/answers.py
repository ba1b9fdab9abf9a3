"""What can be shown of all that is in the files, in the order of an index? On disk: memory does not grow with it.

ReplayWeb.page shows responses, and revisits whose answer is there. What a browser made of a page is none of a server's
answers, and one to a conditional request (304) shows nothing: both stand in the files, and not in this index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from newsspider.export.wacz.contents import Contents
from newsspider.store.warc.index import Entry, line_of
from newsspider.store.warc.reading import Standing

SHOWN = ("response", "revisit")
NOT_MODIFIED = 304

_TABLE = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE TABLE answer (file TEXT, "offset" INT, url TEXT, at TEXT, line BLOB, of_file TEXT, of_offset INT,
                     PRIMARY KEY (file, "offset")) WITHOUT ROWID;
"""
_DANGLING = """
DELETE FROM answer WHERE of_file IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM answer AS body WHERE body.file = answer.of_file AND body."offset" = answer.of_offset)
"""
_BY_URL = "CREATE INDEX by_url ON answer (url, at)"
_AT = 'SELECT url, at, line IS NOT NULL FROM answer WHERE file = ? AND "offset" = ?'
_BEFORE = "SELECT url, at, 1 FROM answer WHERE url = ? AND at <= ? AND line IS NOT NULL ORDER BY at DESC LIMIT 1"


class Shown(NamedTuple):
    url: str
    at: str


class Answers:
    """`finish` comes between `add` and the rest."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Answers]:
        """`path`: a file for the time being. Raises OSError."""
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path)
        try:
            connection.executescript(_TABLE)
            yield cls(connection)
        except sqlite3.Error as error:
            raise OSError(None, f"{error}", str(path)) from error
        finally:
            connection.close()
            path.unlink(missing_ok=True)

    def add(self, contents: Contents) -> None:
        rows = [_row(contents.warc.name, entry, record) for entry, record in contents.answers]
        self._connection.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def finish(self) -> None:
        """A revisit is shown only with the answer that it says again."""
        self._connection.execute(_DANGLING)
        self._connection.execute(_BY_URL)

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(line) FROM answer").fetchone()[0])

    def lines(self) -> Iterator[bytes]:
        for (line,) in self._connection.execute("SELECT line FROM answer WHERE line IS NOT NULL ORDER BY line"):
            yield line

    def shown(self, file: str, offset: int) -> Shown | None:
        """Under what the body that stands there can be looked up; of what a browser made, the page it was made from."""
        row = self._connection.execute(_AT, (file, offset)).fetchone()
        if row is not None and not row[2]:
            row = self._connection.execute(_BEFORE, row[:2]).fetchone()
        return Shown(*row[:2]) if row is not None else None


def _row(file: str, entry: Entry, record: Standing) -> tuple[str | int | bytes | None, ...]:
    place = (file, entry.offset, entry.url, entry.at)
    if record.kind not in SHOWN or entry.status == NOT_MODIFIED:
        return (*place, None, None, None)
    return (*place, line_of(replace(entry, file=file)), *(record.original or (None, None)))
