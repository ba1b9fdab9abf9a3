"""What is in a gzip file, however it was made, and is it all there?"""

from __future__ import annotations

import zlib

from newsspider.discovery.reading import Unreadable

MAX_MEMBERS = 1_000
MAX_LAYERS = 3  # a server may compress once more what is compressed already
_MAGIC = b"\x1f\x8b"


def unpacked(body: bytes, longest: int) -> tuple[bytes, bool]:
    """The bytes and whether they are complete; what is no gzip comes back as it is.

    Raises Unreadable for what is broken from the start and for more than `longest` bytes, before they are in memory.
    """
    complete = True
    for _ in range(MAX_LAYERS):
        if not body.startswith(_MAGIC):
            return body, complete
        body, whole = _layer(body, longest)
        complete = complete and whole
    if body.startswith(_MAGIC):
        raise Unreadable("gzip inside gzip without end")
    return body, complete


def _layer(body: bytes, longest: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    room = longest
    while body.startswith(_MAGIC):  # members may follow one another
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(body, room + 1)
        except zlib.error as error:
            if parts:
                return b"".join(parts), False
            raise Unreadable("broken gzip") from error
        room -= len(part)
        if len(parts) >= MAX_MEMBERS:
            raise Unreadable("too many gzip members")
        if room < 0:
            raise Unreadable(f"more than {longest:,} bytes decompressed")
        parts.append(part)
        if not unpacker.eof:
            return b"".join(parts), False
        body = unpacker.unused_data.lstrip(b"\0")
    return parts[0] if len(parts) == 1 else b"".join(parts), True
