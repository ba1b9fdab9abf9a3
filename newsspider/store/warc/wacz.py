"""How does a site's archive become one file that ReplayWeb.page opens?

WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/): a ZIP of the archive files, as they are; one compressed index of
all of them; the pages that hold articles; and what is in it, with checksums. Nothing is held in memory but the table of
the index's blocks: one line for 1,024 answers.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import merge
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import orjson

from newsspider.store.errors import unwritable
from newsspider.store.times import stamp
from newsspider.store.warc.index import SORTED, UNSORTED, WARC, beside, line_of, read

BLOCK = 1_024  # answers in one block of the index
CHUNK = 1 << 20


class Packer:
    """A ZIP that grows file by file, and knows what it holds."""

    def __init__(self, to: ZipFile) -> None:
        self._zip, self.resources = to, list[dict[str, Any]]()

    def add(self, path: str, chunks: Iterable[bytes], *, packed: bool = False) -> None:
        """`packed`: deflated. What is compressed already must be stored as it is: readers look into it by offset."""
        info, digest, length = ZipInfo(path, (1980, 1, 1, 0, 0, 0)), hashlib.sha256(), 0
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        with self._zip.open(info, "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                length += len(chunk)
        told = {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": length}
        self.resources.append(told)


def make_wacz(output: Path, source: str, to: Path, now: datetime) -> int:
    """Write it whole or not at all; how many pages it has. Raises StoreError."""
    folder, unfinished = output / "archive" / source, to.with_name(f"{to.name}.unfinished")
    warcs = sorted(folder.glob(f"*{WARC}"))
    pages = _Pages(output / "articles" / source, source)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            with ZipFile(file, "w") as zip_file:
                _fill(Packer(zip_file), warcs, pages, stamp(now))
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, to)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise unwritable(to, error) from error
    return pages.count


def _fill(packer: Packer, warcs: list[Path], pages: _Pages, now: str) -> None:
    for warc in warcs:
        packer.add(f"archive/{warc.name}", _chunks(warc))
    blocks: list[bytes] = [b'!meta 0 {"format":"cdxj-gzip-1.0","filename":"index.cdx.gz"}\n']
    packer.add("indexes/index.cdx.gz", _index(merge(*map(_lines, warcs)), blocks))
    packer.add("indexes/index.idx", blocks, packed=True)
    packer.add("pages/pages.jsonl", pages, packed=True)
    about = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": pages.source,
        "created": now,
        "software": f"newsspider/{version('newsspider')}",
        "resources": list(packer.resources),
    }
    said = orjson.dumps(about, option=orjson.OPT_INDENT_2)
    packer.add("datapackage.json", [said], packed=True)
    digest = {"path": "datapackage.json", "hash": packer.resources[-1]["hash"]}
    packer.add("datapackage-digest.json", [orjson.dumps(digest)], packed=True)


def _index(lines: Iterator[bytes], blocks: list[bytes]) -> Iterator[bytes]:
    """Blocks of lines, each a member of gzip; `blocks` gets a line for each: where it begins, and with what."""
    offset = 0
    while block := list(islice(lines, BLOCK)):
        packed = gzip.compress(b"".join(block), mtime=0)
        digest = hashlib.sha256(packed).hexdigest()
        key = b" ".join(block[0].split(b" ", 2)[:2])
        told = {"offset": offset, "length": len(packed), "digest": f"sha256:{digest}", "filename": "index.cdx.gz"}
        blocks.append(key + b" " + orjson.dumps(told) + b"\n")
        offset += len(packed)
        yield packed


def _lines(warc: Path) -> Iterator[bytes]:
    """Of one file; of one that a crawl is writing, as far as it is on the disk."""
    if (whole := beside(warc, SORTED)).exists():
        with whole.open("rb") as file:
            yield from file
    else:
        yield from sorted(map(line_of, read(beside(warc, UNSORTED))))


def _chunks(warc: Path) -> Iterator[bytes]:
    with warc.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


class _Pages:
    """The pages that hold articles, as the lines tell of them."""

    def __init__(self, folder: Path, source: str) -> None:
        self.folder, self.source, self.count = folder, source, 0

    def __iter__(self) -> Iterator[bytes]:
        yield orjson.dumps({"format": "json-pages-1.0", "id": "pages", "title": self.source}) + b"\n"
        for path in sorted(self.folder.glob("*.jsonl")):
            with path.open("rb") as file:
                for line in file:
                    yield self._page(orjson.loads(line))

    def _page(self, article: dict[str, Any]) -> bytes:
        self.count += 1
        told = {"id": f"{article['id']}-{article['version']}", "url": article["url"], "title": article["title"]}
        return orjson.dumps(told | {"ts": article["fetch"]["fetched_at"]}) + b"\n"
