"""When did crawls run, and how did they end?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from newsspider.store.errors import unwritable
from newsspider.store.lines import line_of
from newsspider.store.lock import waiting_for
from newsspider.store.tables import runs

CHUNK = 1 << 16


def start(connection: Connection, source: str, now: str) -> int:
    row = {"source": source, "started_at": now, "counts": {}}
    return int(connection.execute(insert(runs).values(row).returning(runs.c.id)).scalar_one())


def tell_killed(connection: Connection, source: str, path: Path) -> None:
    """A run that never said how it ended was killed; the one that comes after it says so."""
    silent = select(runs.c.id).where(runs.c.source == source, runs.c.reason.is_(None))
    for run in connection.execute(silent).scalars().all():
        connection.execute(update(runs).where(runs.c.id == run).values(reason="killed", finished=False))
        write_line(path, {**read(connection, run), "health": "ill", "why": "killed"})


def end(connection: Connection, run: int, now: str, reason: str, finished: bool, counts: Mapping[str, int]) -> None:
    row = {"finished_at": now, "reason": reason, "finished": finished, "counts": dict(counts)}
    connection.execute(update(runs).where(runs.c.id == run).values(row))


def read(connection: Connection, run: int) -> dict[str, object]:
    row = connection.execute(select(runs).where(runs.c.id == run)).mappings().one()
    return {"run": run, **{name: value for name, value in row.items() if name != "id"}}


def write_line(path: Path, record: Mapping[str, object]) -> None:
    """One line more in a file that all crawls share."""
    try:
        with waiting_for(path) as file:
            _drop_half_line(file)
            os.write(file, line_of(record))
            os.fsync(file)
    except OSError as error:
        raise unwritable(path, error) from error


def _drop_half_line(file: int) -> None:
    """A full disk may have left the beginning of a line."""
    length = os.fstat(file).st_size
    tail = os.pread(file, CHUNK, max(0, length - CHUNK))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(file, length - len(tail) + tail.rfind(b"\n") + 1)
