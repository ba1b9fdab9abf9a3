"""How does a line get onto the disk, and the rest of a crash off it?"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import NamedTuple

from newsspider.store.errors import Damaged, unwritable

logger = logging.getLogger(__name__)


class Place(NamedTuple):
    """Where lines stand: file relative to the output folder, bytes from its beginning, bytes of the lines."""

    file: str
    offset: int
    length: int


class Segment:
    """One open file, and the length up to which its lines are whole."""

    def __init__(self, output: Path, path: str, committed: int) -> None:
        self.path, self.length = path, committed
        whole = output / path
        try:
            _make_folder(whole.parent, output)
            cut(whole, committed)
            new = not whole.exists()
            self._file = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
            if new:
                sync_folder(whole.parent)
        except OSError as error:
            raise unwritable(whole, error) from error
        self._whole = whole

    def append(self, data: bytes, *, sync: bool = True) -> Place:
        """`sync`: else the caller calls `sync` before it relies on the lines."""
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._file, rest) :]
            if sync:
                os.fsync(self._file)
        except OSError as error:
            self._take_back()
            raise unwritable(self._whole, error) from error
        place = Place(self.path, self.length, len(data))
        self.length += len(data)
        return place

    def sync(self) -> None:
        try:
            os.fsync(self._file)
        except OSError as error:
            raise unwritable(self._whole, error) from error

    def close(self) -> None:
        os.close(self._file)

    def _take_back(self) -> None:
        try:
            os.ftruncate(self._file, self.length)
        except OSError:
            logger.warning("%s: half a line is left; the next start cuts it", self._whole)


def cut(path: Path, committed: int) -> int:
    """Cut what the state does not answer for; how many bytes that was."""
    try:
        length = path.stat().st_size if path.exists() else 0
        if length > committed:
            _cut(path, committed)
            logger.warning("%s: cut %d bytes that a crash left; what they were of is pending", path, length - committed)
    except OSError as error:
        raise unwritable(path, error) from error
    if length < committed:
        raise Damaged(
            f"{path} has {length} bytes, the state has committed {committed}: bring the file back from a backup, or see"
            f" what is gone with 'scrapy gaps {path.parent.name} --offline' and have it fetched with --repair"
        )
    return length - committed


def _cut(path: Path, committed: int) -> None:
    """A crash leaves one line or a part of one. More than that speaks of a state older than the file (a backup, a
    copy without its -wal): such a tail is put beside the file first.
    """
    with path.open("r+b") as file:
        file.seek(committed)
        tail = file.read()
        if tail.count(b"\n") > 1:
            path.with_name(f"{path.name}.cut-{committed}").write_bytes(tail)
            logger.warning("%s: more than a crash leaves; kept beside it as %s.cut-%d", path, path.name, committed)
        file.truncate(committed)
        os.fsync(file.fileno())


def _make_folder(folder: Path, output: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    while folder != output:
        folder = folder.parent
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """A file's name is on the disk only when its folder is."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
