"""Which releases have an article?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from newsspider.export.engine import small_engine
from newsspider.export.index import NAME
from newsspider.export.manifest import releases
from newsspider.export.staged import NO_PARTS, pattern_of


def holding(folder: Path, ids: Sequence[str], unreadable: Callable[[Path], None]) -> Iterator[Path]:
    """One of the articles at least. `unreadable` is told of indexes that can't say it."""
    import duckdb

    with small_engine() as engine:
        for path, _ in releases(folder):
            query = (
                f"SELECT 1 FROM read_parquet({pattern_of(path / NAME)}, {NO_PARTS}) WHERE list_contains($1, id) LIMIT 1"
            )
            try:
                row = engine.execute(query, [list(ids)]).fetchone()
            except duckdb.Error:
                unreadable(path / NAME)
                continue
            if row:
                yield path
