"""Up to where do the records of an archive file stand whole?"""

from __future__ import annotations

import zlib
from pathlib import Path

CHUNK = 1 << 16
LOOKED_AT = 512  # bytes of what may be the beginning of a record
MAGIC = b"\x1f\x8b\x08"


def whole_until(path: Path, start: int) -> int:
    """The end of the last whole member of gzip, from a place where one begins. Reads in bounded memory."""
    end = start
    with path.open("rb") as file:
        file.seek(start)
        rest = b""
        while length := _member(file.read, rest):
            rest, taken = length
            end += taken
    return end


def goes_on(path: Path, start: int) -> bool:
    """Whether a record begins behind a place where none can be read."""
    with path.open("rb") as file:
        file.seek(start)
        before = b""
        while data := file.read(CHUNK):
            known, before = before + data, (before + data)[-LOOKED_AT:]
            at = known.find(MAGIC, 1)
            while at >= 0:
                if _is_record(known[at : at + LOOKED_AT]):
                    return True
                at = known.find(MAGIC, at + 1)
    return False


def _is_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(data, 5) == b"WARC/"
    except zlib.error:
        return False


def _member(read: object, rest: bytes) -> tuple[bytes, int] | None:
    """What was read beyond the next member, and how long that is; None: it is not whole."""
    unpacker, taken = zlib.decompressobj(zlib.MAX_WBITS + 16), 0
    while True:
        data = rest or read(CHUNK)  # type: ignore[operator]
        rest = b""
        if not data:
            return None
        taken += len(data)
        try:
            while data and not unpacker.eof:
                unpacker.decompress(data, CHUNK * 16)
                data = unpacker.unconsumed_tail
        except zlib.error:
            return None
        if unpacker.eof:
            return unpacker.unused_data, taken - len(unpacker.unused_data)
