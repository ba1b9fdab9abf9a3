"""Which articles, in which form, does a release hold? So that the next one can tell what is new."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from newsspider.export.cleaned import Cleaned
from newsspider.export.engine import Engine
from newsspider.export.staged import pattern_of, place_of

NAME = "index.parquet"
DIGITS = 32  # of the SHA-256 of an article's line

_COLUMNS = "{'id': 'VARCHAR', 'version': 'BIGINT', 'digest': 'VARCHAR'}"


def digest_of(line: bytes) -> str:
    return sha256(line).hexdigest()[:DIGITS]


class IndexWriter:
    """Notes articles, in the order of the release; `write` at the end."""

    def __init__(self, work: Path) -> None:
        self._path = work / "index.csv"
        self._file = self._path.open("wb")
        self._file.write(b"id,version,digest\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, article: Cleaned, digest: str) -> None:
        self._file.write(f"{article.stored.id},{article.stored.version},{digest}\n".encode())

    def write(self, engine: Engine, path: Path) -> None:
        self._file.flush()
        read = f"FROM read_csv({pattern_of(self._path)}, columns = {_COLUMNS}, header = true, delim = ',')"
        engine.execute(f"COPY ({read}) TO {place_of(path)} (FORMAT parquet, COMPRESSION zstd)")


def read_index(engine: Engine, release: Path) -> Iterator[tuple[str, int, str]]:
    """Id, version and digest of each."""
    rows = engine.execute(f"SELECT id, version, digest FROM read_parquet({pattern_of(release / NAME)})")
    while some := rows.fetchmany(10_000):
        yield from some
