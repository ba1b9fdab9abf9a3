"""How does a file come to stand there whole, or not at all?"""

from __future__ import annotations

import os
from collections.abc import Iterable
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
