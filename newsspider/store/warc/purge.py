"""How does what an archive has of a page go for good, while everything else stays where it stands?

The records of a page are replaced by one that says nothing and takes just as many bytes, so that no index and no
article points to a wrong place. A file without them is written beside the old one and takes its name, or nothing has
happened.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from newsspider.store.errors import Damaged, unwritable
from newsspider.store.warc.index import SORTED, WARC, beside, line_of, read, sort
from newsspider.store.warc.reading import Standing, standing
from newsspider.store.whole_file import write_whole

CHUNK = 1 << 20
_COMMENT = b"\x1f\x8b\x08\x10" + bytes(5) + b"\xff"  # a header of gzip, behind which a comment stands (RFC 1952)
_NOTHING = (
    "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: 1970-01-01T00:00:00Z\r\n"
    "Content-Length: 0\r\n\r\n\r\n\r\n"
)


def purge_archive(folder: Path, belongs: Callable[[str], bool]) -> int:
    """How many records that were. `folder`: of a site's archive, whose lock the caller holds. `belongs`: whether a URL
    is to go. Raises StoreError."""
    return sum(_purge(path, belongs) for path in sorted(folder.glob(f"*{WARC}")))


def blank(length: int, name: str) -> bytes:
    """A record without content, as one member of gzip of that length. Raises Damaged: nothing fits in there."""
    plain = _NOTHING.format(uuid5(NAMESPACE_URL, name)).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(plain) + packer.flush() + struct.pack("<II", zlib.crc32(plain), len(plain))
    padding = length - len(_COMMENT) - 1 - len(packed)
    if padding < 0:
        raise Damaged(f"{name}: a record of {length} bytes can't be blanked")
    return _COMMENT + b" " * padding + b"\0" + packed


def _purge(path: Path, belongs: Callable[[str], bool]) -> int:
    gone = [each for each in standing(path) if each.url and belongs(each.url)]
    if gone:
        write_whole(path, _without(path, gone))
    index = beside(path, SORTED)
    if any(belongs(entry.url) for entry in read(index)):
        try:
            sort((line_of(entry) for entry in read(index) if not belongs(entry.url)), index)
        except OSError as error:
            raise unwritable(index, error) from error
    return len(gone)


def _without(path: Path, gone: list[Standing]) -> Iterator[bytes]:
    at = 0
    with path.open("rb") as file:
        for each in gone:
            yield from _copied(file.read, each.start - at)
            yield blank(each.end - each.start, f"{path.name}#{each.start}")
            at = each.end
            file.seek(at)
        yield from _copied(file.read, path.stat().st_size - at)


def _copied(read_some: Callable[[int], bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (data := read_some(min(CHUNK, length))):
        length -= len(data)
        yield data
