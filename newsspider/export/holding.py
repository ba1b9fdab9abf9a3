"""Which releases have an article?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from newsspider.export.engine import small_engine
from newsspider.export.index import NAME
from newsspider.export.manifest import releases
from newsspider.export.staged import NO_PARTS, pattern_of
from newsspider.store.errors import StoreError

UNKNOWN = "whether that release still has it is not known; bring the file back from a backup, or delete the release"


def holding(folder: Path, ids: Sequence[str]) -> Iterator[Path]:
    """One of the articles at least. Raises StoreError."""
    import duckdb

    with small_engine() as engine:
        for path, _ in releases(folder):
            query = (
                f"SELECT 1 FROM read_parquet({pattern_of(path / NAME)}, {NO_PARTS}) WHERE list_contains($1, id) LIMIT 1"
            )
            try:
                row = engine.execute(query, [list(ids)]).fetchone()
            except duckdb.Error as error:
                raise StoreError(f"{path / NAME} can't be read: {UNKNOWN}") from error
            if row:
                yield path
