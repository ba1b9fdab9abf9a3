"""Which releases have an article?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from newsspider.export.engine import small_engine
from newsspider.export.index import NAME
from newsspider.export.manifest import releases
from newsspider.export.staged import NO_PARTS, pattern_of


def holding(folder: Path, ids: Sequence[str]) -> Iterator[Path]:
    """One of the articles at least."""
    with small_engine() as engine:
        for path, _ in releases(folder):
            query = (
                f"SELECT 1 FROM read_parquet({pattern_of(path / NAME)}, {NO_PARTS}) WHERE list_contains($1, id) LIMIT 1"
            )
            if engine.execute(query, [list(ids)]).fetchone():
                yield path
