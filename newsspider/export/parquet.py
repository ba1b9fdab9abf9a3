"""How do articles become Parquet? Written by DuckDB, read by everybody."""

from __future__ import annotations

from pathlib import Path

from newsspider.article import SCHEMA
from newsspider.export.engine import Engine
from newsspider.export.staged import Staged, Written, place_of, read_staged

ROWS = 8192  # of a row group: texts are long, and a group is in memory while it is written
OPTIONS = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS}, KV_METADATA {{schema: '{SCHEMA}'}})"


def write_parquet(engine: Engine, staged: Staged, folder: Path) -> Written:
    """A file a month."""
    path = folder / f"{staged.month}.parquet"
    read_staged(engine, staged)
    engine.execute(f"COPY (FROM staged) TO {place_of(path)} {OPTIONS}")
    return {path: staged.rows}
