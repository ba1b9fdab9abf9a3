"""Which pages are kept for a person to look at: what the rules read oddly, or not at all?"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsspider.store.lines import line_of

PER_DAY = 20  # pages of a site; the newest stay
IN_ALL = 200  # pages of a site; the oldest days go
PAGE, TOLD = ".html.gz", ".json"
_ID = re.compile(r"[0-9a-f]{16}")


class Suspects:
    """`suspects/<source>/<day>/<id>.html.gz` and `.json`. Nothing hangs on them: who needs room may delete them."""

    def __init__(self, output: Path, source: str) -> None:
        self.folder = output / "suspects" / source

    def keep(self, id: str, body: bytes, told: Mapping[str, Any], day: str) -> Path:
        """Write a page and what is told of it (`url`, `why`, `fetched_at`, …). `day`: YYYY-MM-DD. Raises OSError."""
        folder = self.folder / day
        folder.mkdir(parents=True, exist_ok=True)
        # Names are made here, never by the network.
        name = id if _ID.fullmatch(id) else sha256(id.encode("utf-8", "replace")).hexdigest()[:16]
        page = folder / f"{name}{PAGE}"
        _replace(folder / f"{name}{TOLD}", line_of(told))
        _replace(page, gzip.compress(body, mtime=0))
        self._make_room(folder)
        return page

    def newest(self) -> Path | None:
        return max(self._pages(self.folder), key=lambda page: (page.parent.name, _age(page)), default=None)

    def _make_room(self, today: Path) -> None:
        pages = sorted(self._pages(today), key=_age)
        for page in pages[: max(0, len(pages) - PER_DAY)]:
            _remove(page)
        days = sorted(day for day in self.folder.iterdir() if day.is_dir() and day != today)
        number = min(len(pages), PER_DAY) + sum(len(self._pages(day)) for day in days)
        for day in days:
            if number <= IN_ALL:
                return
            number -= len(self._pages(day))
            for file in day.iterdir():
                file.unlink(missing_ok=True)
            day.rmdir()

    def _pages(self, folder: Path) -> list[Path]:
        return list(folder.glob(f"**/*{PAGE}"))


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _remove(page: Path) -> None:
    page.unlink(missing_ok=True)
    page.with_name(page.name.removesuffix(PAGE) + TOLD).unlink(missing_ok=True)


def _age(page: Path) -> int:
    try:
        return page.stat().st_mtime_ns
    except FileNotFoundError:  # removed meanwhile
        return 0
