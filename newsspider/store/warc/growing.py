"""How do records get onto the disk, and the rest of a crash off it?

An index line is written when its record is on the disk (fsync), so what the index tells of stands. Beyond that, after
a crash, may be further whole records, which are kept, and a part of one, which is cut. No state is needed for it.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

from newsspider.store.errors import Damaged, StoreError, unwritable
from newsspider.store.segment import sync_folder
from newsspider.store.warc.index import SORTED, UNSORTED, Entry, beside, line_of, read, sort
from newsspider.store.warc.reading import captured
from newsspider.store.warc.tail import goes_on, whole_until

OFTEN = 1_000  # records that wait for the disk at most

logger = logging.getLogger(__name__)


class Growing:
    """One archive file that is being written. Every method but `close` raises StoreError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._index = beside(path, UNSORTED)
        self._waiting: list[bytes] = []
        self._torn = False  # half a line may stand at the end of the index
        try:
            new = not path.exists()
            if new or beside(path, SORTED).exists():
                _begin(self._index, beside(path, SORTED), new=new)
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
            self.length = os.fstat(self._file).st_size
            if new:
                sync_folder(path.parent)
        except OSError as error:
            raise unwritable(path, error) from error
        self._synced = self.length

    def append(self, members: tuple[bytes, ...]) -> int:
        """Where the last of them begins."""
        try:
            for member in members:
                rest = memoryview(member)
                while rest:
                    rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            with suppress(OSError):  # the next start cuts it
                os.ftruncate(self._file, self.length)
            raise unwritable(self.path, error) from error
        self.length += sum(map(len, members))
        return self.length - len(members[-1])

    def tell(self, entry: Entry) -> None:
        """A line for the index, which waits for the disk."""
        self._waiting.append(line_of(entry))
        if len(self._waiting) >= OFTEN:
            self.sync()

    def sync(self) -> None:
        if self._synced == self.length:
            return
        try:
            os.fdatasync(self._file)
            with self._index.open("ab") as file:
                file.write(b"\n" * self._torn)
                self._torn = True  # until they all are there
                file.writelines(self._waiting)
            self._torn = False
        except OSError as error:
            raise unwritable(self.path, error) from error
        self._waiting.clear()
        self._synced = self.length

    def close(self) -> None:
        """The index is sorted and gets its name. What can't be done now, the next start does."""
        try:
            self.sync()
            finish(self.path)
        except (OSError, StoreError) as error:
            logger.warning("%s: the next crawl makes its index: %s", self.path, error)
        finally:
            os.close(self._file)


def recover(path: Path) -> int:
    """After a crash: how many bytes of half a record were cut. Raises StoreError."""
    try:
        index = beside(path, UNSORTED)
        if not path.exists():
            index.unlink(missing_ok=True)
            return 0
        told = max((entry.end for entry in read(index)), default=0)
        size = path.stat().st_size
        if size < told:
            raise Damaged(
                f"{path} has {size} bytes, its index tells of {told}: bring the file back from a backup, or delete"
                f" {index.name} and {beside(path, SORTED).name} beside it: what is left is indexed anew"
            )
        whole = whole_until(path, told)
        if whole < size:
            _cut(path, whole)
        with index.open("ab") as file:
            file.write(b"\n")  # half a line may stand there
            file.writelines(_lines(path, told, whole))
        finish(path)
    except OSError as error:
        raise unwritable(path, error) from error
    return size - whole


def _lines(path: Path, told: int, whole: int) -> list[bytes]:
    """Of all records: of an index that grew, a power cut may have taken any part. Where one of them is damaged, of
    those that the index does not tell of."""
    try:
        return [line_of(found.entry(path.name)) for found in captured(path, 0, whole)]
    except Damaged as problem:
        logger.warning("%s: what its index tells of stays as it is", problem)
        return [line_of(found.entry(path.name)) for found in captured(path, told, whole)]


def _cut(path: Path, whole: int) -> None:
    """Half a record goes. Where whole ones follow, no crash did that: what can't be read is put aside, none is lost."""
    if goes_on(path, whole):
        aside = path.with_name(f"{path.name}.damaged-{whole}")
        with path.open("rb") as file, aside.open("wb") as rest:
            file.seek(whole)
            shutil.copyfileobj(file, rest)
            rest.flush()
            os.fsync(rest.fileno())
        logger.warning("%s is damaged at %d: what follows is in %s", path, whole, aside.name)
    os.truncate(path, whole)


def finish(path: Path) -> None:
    """Raises OSError."""
    index = beside(path, UNSORTED)
    sort(map(line_of, read(index)), beside(path, SORTED))
    index.unlink(missing_ok=True)


def _begin(growing: Path, whole: Path, *, new: bool) -> None:
    """An index that grows has another name, so that a crash is seen. That of a file that is gone tells of nothing."""
    if new:
        growing.unlink(missing_ok=True)
        whole.unlink(missing_ok=True)
    if whole.exists():
        os.replace(whole, growing)
    else:
        growing.touch()
