"""Where in an archive file does each answer stand? One line of CDXJ tells of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from newsspider.store.warc.surt import surt
from newsspider.store.whole_file import write_whole

REVISIT = "warc/revisit"
WARC, SORTED, UNSORTED = ".warc.gz", ".cdxj", ".cdxj.part"


@dataclass(frozen=True, slots=True)
class Entry:
    """`at`: ISO, to the second. `mime` of a revisit: warc/revisit. `status`: of HTTP."""

    url: str
    at: str
    mime: str
    status: int
    digest: str
    offset: int
    length: int
    file: str

    @property
    def end(self) -> int:
        return self.offset + self.length


def line_of(entry: Entry) -> bytes:
    """Numbers are strings: so readers expect it."""
    told = {
        "url": entry.url,
        "mime": entry.mime,
        "status": str(entry.status),
        "digest": entry.digest,
        "length": str(entry.length),
        "offset": str(entry.offset),
        "filename": entry.file,
    }
    digits = "".join(filter(str.isdigit, entry.at))[:14]
    return f"{surt(entry.url)} {digits} ".encode("utf-8", "replace") + orjson.dumps(told) + b"\n"


def entry_of(line: bytes) -> Entry | None:
    """None: half a line, or none of ours."""
    try:
        _, digits, json = line.split(b" ", 2)
        told = orjson.loads(json)
        at = digits.decode("ascii")
        moment = f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:{at[12:14]}Z"
        numbers = (int(told["status"]), str(told["digest"]), int(told["offset"]), int(told["length"]))
        whole = line.endswith(b"\n")
        return Entry(told["url"], moment, told["mime"], *numbers, told["filename"]) if whole else None
    except (ValueError, KeyError, TypeError):
        return None


def read(path: Path) -> Iterator[Entry]:
    """The whole lines of an index, in its order; none where there is no file."""
    if path.exists():
        with path.open("rb") as file:
            yield from (entry for line in file if (entry := entry_of(line)))


def told(warc: Path) -> list[Entry] | None:
    """What the index of an archive file tells of, also while a crawl begins or ends with it; None: there is none."""
    for ending in (SORTED, UNSORTED, SORTED):
        with suppress(FileNotFoundError), beside(warc, ending).open("rb") as file:
            return [entry for line in file if (entry := entry_of(line))]
    return None


def sort(lines: Iterable[bytes], path: Path) -> None:
    """On the disk before the index that grew may go: half of one would look like a whole one. Raises StoreError."""
    write_whole(path, sorted(set(lines)))


def beside(warc: Path, ending: str) -> Path:
    """The index of an archive file: whole and sorted, or as it grows."""
    return warc.with_name(warc.name.removesuffix(WARC) + ending)
