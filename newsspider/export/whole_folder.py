"""How does a folder of files come to stand there whole, or not at all?

It is built beside its place, under a name that begins with a dot, and gets its own when all of it is on the disk. What
a kill leaves is cleared by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsspider.store.errors import StoreError, unwritable
from newsspider.store.lock import Lock
from newsspider.store.segment import sync_folder

UNFINISHED, WORK, LOCK = ".unfinished-", ".work-", ".lock"


@dataclass(frozen=True, slots=True)
class Building:
    """`folder`: what is to stand there; `work`: gone at the end."""

    folder: Path
    work: Path


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else builds in the folder meanwhile; what a kill left there is gone. Raises Locked."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder / LOCK, f"an export to {folder}")
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        _clear(folder)
        yield
    finally:
        lock.close()


@contextmanager
def building(path: Path) -> Iterator[Building]:
    """Stands at `path` if what is done meanwhile succeeds; the caller is alone in its folder."""
    parts = Building(path.with_name(f"{UNFINISHED}{path.name}"), path.with_name(f"{WORK}{path.name}"))
    try:
        parts.folder.mkdir()
        parts.work.mkdir()
        yield parts
        _sync(parts.folder)
        parts.folder.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        for each in (parts.folder, parts.work):
            shutil.rmtree(each, ignore_errors=True)


def _clear(folder: Path) -> None:
    for left in (each for each in folder.iterdir() if each.name.startswith((UNFINISHED, WORK))):
        try:
            left.unlink() if _is_package(left) else shutil.rmtree(left)
        except OSError as error:  # it is a file or a link, or somebody else's: none of ours
            raise StoreError(f"{left} is in the way, and cannot be removed: {error.strerror or error}") from error


def _is_package(left: Path) -> bool:
    """Of all that is made, only packages, and what they are made with, are files."""
    return ".wacz" in left.suffixes and not left.is_dir()


def _sync(folder: Path) -> None:
    for place, _, names in os.walk(folder):
        for name in names:
            file = os.open(os.path.join(place, name), os.O_RDONLY)
            try:
                os.fsync(file)
            finally:
                os.close(file)
        sync_folder(Path(place))
