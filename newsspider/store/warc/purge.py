"""How does what an archive has of a page go for good, while everything else stays where it stands?

The records of a page become blank. A file without them is written beside the old one and takes its name, or nothing
has happened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from newsspider.store.errors import Damaged, StoreError
from newsspider.store.warc.blank import without
from newsspider.store.warc.growing import recover
from newsspider.store.warc.index import SORTED, UNSORTED, WARC, Entry, beside, line_of, read, sort
from newsspider.store.warc.reading import Standing, standing
from newsspider.store.warc.tail import whole_until
from newsspider.store.whole_file import write_whole

Goes = Callable[[Standing | Entry], bool]


def purge_archive(folder: Path, goes: Goes) -> int:
    """How many records that were. `folder`: of a site's archive, whose lock the caller holds. `goes`: whether a record
    is to go. A file that is damaged keeps none of the others. Raises StoreError."""
    for index in sorted(folder.glob(f"*{UNSORTED}")):  # what a crash left: half records, and lines of what goes
        recover(index.with_name(index.name.removesuffix(UNSORTED) + WARC))
    many, problems = 0, list[StoreError]()
    for path in sorted(folder.glob(f"*{WARC}")):
        try:
            many += _purge(path, goes)
        except Damaged as problem:
            problems.append(problem)
    for first in problems:
        raise first
    return many


def put_aside(folder: Path) -> list[Path]:
    """What could not be read once, and may hold anything."""
    return sorted(folder.glob(f"*{WARC}.damaged-*"))


def _purge(path: Path, goes: Goes) -> int:
    index, end = beside(path, SORTED), path.stat().st_size
    gone = [each for each in _all(path, index, end) if each.url and goes(each)]
    if gone:
        write_whole(path.resolve(), without(path, gone, end))  # where it was moved to, not the link to it
    if any(goes(entry) for entry in read(index)):
        sort([line_of(entry) for entry in read(index) if not goes(entry)], index)
    return len(gone)


def _all(path: Path, index: Path, end: int) -> list[Standing]:
    """Or nothing would be known of what stands behind the damage."""
    found = list(standing(path, end)) if whole_until(path, 0) == end else []
    if not found and end:
        raise Damaged(
            f"{path} is damaged, and may hold what is to go: delete {index.name} beside it, and the next crawl puts"
            " aside what cannot be read; then run this again"
        )
    return found
