"""How does a reader find one of millions of lines in a package? In blocks, each with its place in a short list."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from itertools import islice

import orjson

BLOCK = 1_024  # answers in one block
NAME = "index.cdx.gz"
META = b'!meta 0 {"format":"cdxj-gzip-1.0","filename":"index.cdx.gz"}\n'


def index(lines: Iterator[bytes], blocks: list[bytes]) -> Iterator[bytes]:
    """Blocks of lines, each a member of gzip; `blocks` gets a line for each: where it begins, and with what."""
    offset = 0
    while block := list(islice(lines, BLOCK)):
        packed = gzip.compress(b"".join(block), mtime=0)
        digest = hashlib.sha256(packed).hexdigest()
        key = b" ".join(block[0].split(b" ", 2)[:2])
        told = {"offset": offset, "length": len(packed), "digest": f"sha256:{digest}", "filename": NAME}
        blocks.append(key + b" " + orjson.dumps(told) + b"\n")
        offset += len(packed)
        yield packed
