"""Which articles, in which form, does a release hold? So that the next one can tell what is new."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from newsspider.export.engine import Engine
from newsspider.export.staged import NO_PARTS, pattern_of, place_of

NAME = "index.parquet"
DIGITS = 32  # of the SHA-256 of an article's line


def digest_of(line: bytes) -> str:
    return sha256(line).hexdigest()[:DIGITS]


def write_index(engine: Engine, path: Path) -> None:
    """Of the table `facts`, in the order of the release."""
    engine.execute(
        f"COPY (SELECT id, version, digest FROM facts) TO {place_of(path)} (FORMAT parquet, COMPRESSION zstd)"
    )


def read_index(engine: Engine, release: Path) -> Iterator[tuple[str, int, str]]:
    """Id, version and digest of each."""
    rows = engine.execute(f"SELECT id, version, digest FROM read_parquet({pattern_of(release / NAME)}, {NO_PARTS})")
    while some := rows.fetchmany(10_000):
        yield from some
