"""Into which pieces is an archive cut, so that all cores have work to the end?

At ends of answers, as the index has them: before an answer stands what belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from newsspider.rebuild.shard import Shard, rules
from newsspider.site import NewsSpider
from newsspider.store.errors import Damaged
from newsspider.store.warc.index import SORTED, UNSORTED, WARC, beside, read

PIECE = 4_000_000  # bytes: some seconds of work
_MEMBER = b"\x1f\x8b"  # begins each record


def shards(site: type[NewsSpider], archive: Path, parts: Path, piece: int = PIECE) -> list[Shard]:
    """Of the folder of a site's archive, in the order of time; results go into `parts`. Raises Damaged, OSError."""
    by_rules, name = rules(site), (site.__module__, site.__qualname__)
    cut: list[Shard] = []
    for warc in sorted(archive.glob(f"*{WARC}"), key=by_day):
        for start, end in pairwise(_cuts(warc, piece)):
            to = parts / f"{warc.name.removesuffix(WARC)}.{start}-{end}.{by_rules}.jsonl"
            cut.append(Shard(name, warc, start, end, to))
    return cut


def by_day(warc: Path) -> tuple[str, int]:
    day, _, number = warc.name.removesuffix(WARC).rpartition("-")
    return day, int(number) if number.isdecimal() else 0


def _cuts(warc: Path, piece: int) -> list[int]:
    """From the beginning to the end of what is whole: of a file that a crawl is writing, or was killed while writing,
    that is what its index tells of."""
    index = beside(warc, SORTED) if beside(warc, SORTED).exists() else beside(warc, UNSORTED)
    ends = sorted({entry.end for entry in read(index)})
    size = warc.stat().st_size
    if ends and ends[-1] > size:
        raise Damaged(
            f"{warc} has {size} bytes, its index tells of {ends[-1]}: bring the file back from a backup, or move"
            " it away, and its articles stay as they are"
        )
    growing = index.exists() and index != beside(warc, SORTED)
    end = max(ends, default=0) if growing else size
    return [0, *_between(warc, ends, end, piece), end]


def _between(warc: Path, ends: Iterable[int], end: int, piece: int) -> Iterator[int]:
    last = 0
    with warc.open("rb") as file:
        for each in ends:
            if last + piece <= each <= end - piece:
                file.seek(each)
                if file.read(len(_MEMBER)) == _MEMBER:  # else the index is that of another file
                    yield each
                    last = each
