"""Which records of an archive file go into a package, and which answers does its index tell of?

The index is read first: what it tells of stands, also while a crawl writes behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsspider.store.days import Period
from newsspider.store.errors import Damaged
from newsspider.store.warc.archive import NAME
from newsspider.store.warc.index import SORTED, UNSORTED, WARC, Entry, beside, told
from newsspider.store.warc.purge import Goes
from newsspider.store.warc.reading import Standing, captured, standing
from newsspider.store.warc.tail import whole_until


@dataclass(frozen=True, slots=True)
class Contents:
    """`end`: up to where the file is copied. `gone`: records that are left out. `answers`: the others' entries, each
    with its record."""

    warc: Path
    end: int
    gone: list[Standing]
    answers: list[tuple[Entry, Standing]]


def files_of(folder: Path, period: Period) -> list[Path]:
    """A site's archive files, by day of fetching."""
    found = (path for path in folder.glob(f"*{WARC}") if NAME.fullmatch(path.name))
    return sorted(path for path in found if period.has(path.name[:10]))


def contents_of(warc: Path, goes: Goes) -> Contents | None:
    """None: nothing stands there yet. Raises Damaged."""
    known = told(warc)
    entries = known if known is not None else list(_told_by_the_file(warc))
    end = max((entry.end for entry in entries), default=0)
    if not end:
        return None
    if warc.stat().st_size < end:
        raise Damaged(f"{warc} is shorter than its index tells: bring it back from a backup{_or_index(warc)}")
    records = {each.start: each for each in standing(warc, end)}
    gone = {each.start: each for each in records.values() if each.url and goes(each)}
    if any(entry.offset not in records for entry in entries):
        raise Damaged(f"{warc} does not hold what its index tells of: bring it back from a backup{_or_index(warc)}")
    left = [(entry, records[entry.offset]) for entry in entries if entry.offset not in gone and not goes(entry)]
    return Contents(warc, end, list(gone.values()), left)


def _told_by_the_file(warc: Path) -> Iterator[Entry]:
    """Where somebody deleted the index."""
    end = whole_until(warc, 0)
    return (found.entry(warc.name) for found in captured(warc, 0, end)) if end else iter(())


def _or_index(warc: Path) -> str:
    names = " and ".join(beside(warc, ending).name for ending in (SORTED, UNSORTED))
    return f", or delete {names} beside it: the next crawl of the site puts aside what is damaged"
