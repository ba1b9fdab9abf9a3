"""What takes the place of a record that goes, so that all others stay where they stand?

A record that says nothing and takes just as many bytes: no index and no article points to a wrong place.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from newsspider.store.errors import Damaged
from newsspider.store.warc.reading import Standing

CHUNK = 1 << 20
_COMMENT = b"\x1f\x8b\x08\x10" + bytes(5) + b"\xff"  # a header of gzip, behind which a comment stands (RFC 1952)
_NOTHING = (
    "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: 1970-01-01T00:00:00Z\r\n"
    "Content-Length: 0\r\n\r\n\r\n\r\n"
)


def blank(length: int, name: str) -> bytes:
    """A record without content, as one member of gzip of that length. Raises Damaged: nothing fits in there."""
    plain = _NOTHING.format(uuid5(NAMESPACE_URL, name)).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(plain) + packer.flush() + struct.pack("<II", zlib.crc32(plain), len(plain))
    padding = length - len(_COMMENT) - 1 - len(packed)
    if padding < 0:
        raise Damaged(f"{name}: a record of {length} bytes can't be blanked")
    return _COMMENT + b" " * padding + b"\0" + packed


def without(path: Path, gone: Iterable[Standing], end: int) -> Iterator[bytes]:
    """An archive file up to there, in pieces; `gone`, in their order, are blank. Raises Damaged."""
    at = 0
    with path.open("rb") as file:
        for each in gone:
            yield from _copied(file.read, each.start - at)
            yield blank(each.end - each.start, f"{path.name}#{each.start}")
            at = each.end
            file.seek(at)
        yield from _copied(file.read, end - at)
        if file.tell() != end:
            raise Damaged(f"{path} ends at {file.tell()}, and not at {end}, while it was read")


def _copied(read_some: Callable[[int], bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (data := read_some(min(CHUNK, length))):
        length -= len(data)
        yield data
