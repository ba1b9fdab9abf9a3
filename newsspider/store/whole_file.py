"""How does a file come to stand there whole, or not at all?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

from newsspider.store.errors import unwritable
from newsspider.store.segment import sync_folder


def write_whole(path: Path, lines: Iterable[bytes]) -> None:
    """Beside it first, then under its name: what stood there before stands until then. Raises StoreError."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def add_whole(path: Path, lines: Iterable[bytes]) -> None:
    """Behind the lines that stand in it already, each once. Raises StoreError."""
    known = {sha256(line).digest() for line in _lines(path)}
    write_whole(path, chain(_lines(path), (line for line in lines if sha256(line).digest() not in known)))


def _lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as file:
            yield from file
