"""Is this the only crawl of its site?"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsspider.store.errors import Locked


class Lock:
    """A locked file. The kernel lets go of it when the process ends, `kill -9` included."""

    def __init__(self, path: Path, what: str) -> None:
        """Raises Locked, or OSError when the file cannot be made."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._file, 20, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            raise Locked(f"{what} is already running (process {holder or 'unknown'}): wait for it or stop it") from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, b"%d\n" % os.getpid(), 0)

    def close(self) -> None:
        """The file stays: to delete it would let two processes lock two files of one name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def is_held(path: Path) -> bool:
    """Whether a process holds the lock of a file now."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # ours for microseconds
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


@contextmanager
def waiting_for(path: Path) -> Iterator[int]:
    """Hold the lock of a file for a moment, after whoever holds it now. Gives its descriptor."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)
