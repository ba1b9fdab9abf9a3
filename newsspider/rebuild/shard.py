"""Which articles does a piece of an archive hold? A function from file to file, for any number of processes."""

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
from newsspider.store.errors import Damaged
from newsspider.store.warc.reading import Captured, body_of, captured
from newsspider.store.warc.records import payload_digest


@dataclass(frozen=True, slots=True)
class Shard:
    """`site`: module and name of its class. `start`: where a record begins, `end`: where an answer ends."""

    site: tuple[str, str]
    warc: Path
    start: int
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
    pages = _pages(*shard.site)
    for found in captured(shard.warc, shard.start, shard.end):
        body = _body(found, shard.warc) if found.told else None
        if body is not None and (rebuilt := pages.read(found, body, shard.warc.name)):
            yield dumped(rebuilt)


def _body(found: Captured, warc: Path) -> bytes | None:
    """Half a page would become half an article. None: it stands in a file that is gone, and what was stored of it
    stays as it is."""
    if found.original and not (warc.parent / found.original[0]).exists():
        return None
    body = body_of(found, warc.parent)
    if found.digest.startswith("sha1:") and 200 <= found.status < 300 and found.digest != payload_digest(body):
        raise Damaged(
            f"{warc}: the answer at {found.offset} ({found.url}) is not what was kept: bring the file back from"
            " a backup, or move it away, and its articles stay as they are"
        )
    return body


@cache
def _pages(module: str, name: str) -> Pages:
    """Once for a process."""
    site = getattr(import_module(module), name)
    assert issubclass(site, NewsSpider)
    return Pages(site, decoder())


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
