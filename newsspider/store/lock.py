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

    def __init__(self, path: Path, what: str, kind: str = "") -> None:
        """`kind`: of the holder, one word. Raises Locked, or OSError when the file cannot be made."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder, _, doing = os.pread(self._file, 40, 0).decode("ascii", "replace").strip().partition(" ")
            os.close(self._file)
            what = what.replace("a crawl", f"a {doing}") if doing else what
            raise Locked(f"{what} is already running (process {holder or 'unknown'}): wait for it or stop it") from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()} {kind}".strip().encode() + b"\n", 0)

    def close(self) -> None:
        """The file stays: to delete it would let two processes lock two files of one name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def lock_shared(path: Path) -> int:
    """A lock that several may hold at once; whoever closes the descriptor lets go of it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def is_held(path: Path, *, exclusive: bool = False) -> bool:
    """Whether a process holds the lock of a file now. `exclusive`: also if it shares it with others."""
    try:
        with path.open("rb") as file:
            kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
            fcntl.flock(file, kind | fcntl.LOCK_NB)  # ours for microseconds
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def kind_of_holder(path: Path) -> str:
    """What the last holder said of itself; it counts only while the lock is held."""
    try:
        return path.read_bytes()[:40].decode("ascii", "replace").strip().partition(" ")[2]
    except FileNotFoundError:
        return ""


@contextmanager
def waiting_for(path: Path) -> Iterator[int]:
    """Hold the lock of a file for a moment, after whoever holds it now. Gives its descriptor."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)
