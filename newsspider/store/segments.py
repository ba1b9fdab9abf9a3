"""How do lines get onto the disk so that no crash loses or doubles one?

A line is written and fsynced, then the state records how long the file is, in the transaction that records the
article. What a file has beyond that length is the rest of a crash: it is cut, and its articles, still pending, come
again. A file that is shorter, or that the state has never heard of, is damage.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, bindparam, insert, select, update

from newsspider.store.errors import Damaged, StoreError
from newsspider.store.segment import Place, Segment, cut
from newsspider.store.state import State
from newsspider.store.tables import files

KINDS = ("articles", "duplicates", "refused")

_ROW = (files.c.folder == bindparam("in_folder")) & (files.c.path == bindparam("at_path"))
_LENGTH = select(files.c.length).where(_ROW).with_for_update()  # after a commit that is still under way
_COMMIT = update(files).where(_ROW).values(length=bindparam("new_length"))


class Segments:
    """The day files of one site in one output folder. `folder`: what the state calls that folder."""

    def __init__(self, output: Path, folder: str, source: str, state: State, *, durable: bool = True) -> None:
        self.output, self.folder, self._source, self._state = output, folder, source, state
        self._durable = durable
        self._open: dict[str, Segment] = {}
        self._announced: set[str] = set()
        self._together = False

    def reconcile(self) -> int:
        """Bring every file of the site back to what the state answers for; how many bytes were cut."""
        with self._state.reading() as connection:
            query = select(files.c.path, files.c.length)
            query = query.where(files.c.folder == self.folder, files.c.source == self._source)
            committed = {row.path: row.length for row in connection.execute(query)}
        found = {f"{kind}/{self._source}/{path.name}" for kind in KINDS for path in self._files(kind)}
        for path in sorted(found - committed.keys()):
            raise Damaged(
                f"{self.output / path} is not known to the state {self._state.name}: bring the state back that it was"
                f" written with, or make it known: 'scrapy gaps {self._source} --offline' shows what is in it, and with"
                " --repair the state takes it over"
            )
        return sum(cut(self.output / path, length) for path, length in sorted(committed.items()))

    def announce(self, day: str) -> None:
        """Tell the state of a day's files before they exist: a file that it does not know is damage, not a crash."""
        if day in self._announced:
            return
        rows = [{"folder": self.folder, "path": self._path(kind, day)} for kind in KINDS]
        with self._state.writing() as connection:
            query = select(files.c.path).where(files.c.folder == self.folder)
            known = set(connection.execute(query.where(files.c.path.in_([row["path"] for row in rows]))).scalars())
            new = [{**row, "source": self._source, "length": 0} for row in rows if row["path"] not in known]
            if new:
                connection.execute(insert(files), new)
        self._announced.add(day)

    def append(self, connection: Connection, kind: str, day: str, lines: bytes) -> Place:
        """Lines on the disk, and the new length in the caller's transaction. The day has been announced."""
        path = self._path(kind, day)
        segment = self._open.get(kind)
        if segment is None or segment.path != path:
            if self._together and segment is not None:
                segment.sync()
            self._close(kind)
            segment = self._open[kind] = Segment(self.output, path, self._committed(connection, path))
        place = segment.append(lines, sync=self._durable and not self._together)
        connection.execute(_COMMIT, {**self._row(path), "new_length": segment.length})
        return place

    @contextmanager
    def together(self) -> Iterator[None]:
        """Lines that are appended meanwhile are on the disk at the end, by one fsync a file."""
        self._together = True
        try:
            yield
            for segment in self._open.values():
                if self._durable:
                    segment.sync()
        finally:
            self._together = False

    def settle(self) -> None:
        """After a change that failed: bring the open files back to what the state says, now or at the next start.

        It is asked again, as a commit may have succeeded although the answer never came.
        """
        paths = [segment.path for segment in self._open.values()]
        self.close()
        with suppress(StoreError), self._state.writing() as connection:
            for path in paths:
                cut(self.output / path, self._committed(connection, path))

    def close(self) -> None:
        for kind in KINDS:
            self._close(kind)

    def _close(self, kind: str) -> None:
        if kind in self._open:
            self._open.pop(kind).close()

    def _committed(self, connection: Connection, path: str) -> int:
        return int(connection.execute(_LENGTH, self._row(path)).scalar_one())

    def _row(self, path: str) -> dict[str, str]:
        return {"in_folder": self.folder, "at_path": path}

    def _path(self, kind: str, day: str) -> str:
        return f"{kind}/{self._source}/{day}.jsonl"

    def _files(self, kind: str) -> list[Path]:
        return list((self.output / kind / self._source).glob("*.jsonl"))
