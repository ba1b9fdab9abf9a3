"""Which articles does one file of an archive hold? A function from file to file, for any number of processes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from inspect import getsourcefile
from pathlib import Path

import newsspider
from newsspider.rebuild.pages import Pages, decoder
from newsspider.rebuild.records import dumped
from newsspider.site import NewsSpider
from newsspider.store.warc.index import SORTED, UNSORTED, beside, read
from newsspider.store.warc.reading import body_of, captured


@dataclass(frozen=True, slots=True)
class Shard:
    """`site`: module and name of its class. `end`: up to where the file is read; it may be growing."""

    site: tuple[str, str]
    warc: Path
    end: int
    to: Path


def rebuild(shard: Shard) -> Path:
    """Write what its pages became, a line each in their order; whole or not at all. What is there is not done again.

    Raises StoreError, OSError.
    """
    if not shard.to.exists():
        shard.to.parent.mkdir(parents=True, exist_ok=True)
        unfinished = shard.to.with_name(f"{shard.to.name}.{os.getpid()}.unfinished")
        with unfinished.open("wb") as file:
            file.writelines(_lines(shard))
        os.replace(unfinished, shard.to)
    return shard.to


def _lines(shard: Shard) -> Iterator[bytes]:
    pages, folder = _pages(*shard.site), shard.warc.parent
    for found in captured(shard.warc, end=shard.end):
        if found.told and (rebuilt := pages.read(found, body_of(found, folder), shard.warc.name)):
            yield dumped(rebuilt)


@cache
def _pages(module: str, name: str) -> Pages:
    """Once for a process."""
    site = getattr(import_module(module), name)
    assert issubclass(site, NewsSpider)
    return Pages(site, decoder())


def whole_until(warc: Path) -> int:
    """Of a file that a crawl is writing, or was killed while writing: what its index tells of."""
    if beside(warc, SORTED).exists() or not beside(warc, UNSORTED).exists():
        return warc.stat().st_size
    return max((entry.end for entry in read(beside(warc, UNSORTED))), default=0)


def rules(site: type[NewsSpider]) -> str:
    """A name for what the result depends on besides the archive: all code, and what reads pages."""
    digest = hashlib.sha256()
    package = Path(newsspider.__file__).parent
    own = Path(getsourcefile(site) or package / "site.py")
    for path in (*sorted(package.rglob("*.py")), own):
        digest.update(path.read_bytes() if path.exists() else b"")
    for name in ("trafilatura", "lxml", "parsel", "py3langid", "scrapy"):
        digest.update(version(name).encode())
    return digest.hexdigest()[:16]
