"""How do articles become Parquet? Written by DuckDB, read by everybody."""

from __future__ import annotations

from pathlib import Path

from newsspider.article import SCHEMA
from newsspider.export.engine import Engine
from newsspider.export.splits import SPLIT
from newsspider.export.staged import Staged, Written, place_of, read_staged

ROWS = 8192  # of a row group: texts are long, and a group is in memory while it is written
OPTIONS = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS}, KV_METADATA {{schema: '{SCHEMA}'}})"


def write_parquet(engine: Engine, staged: Staged, folder: Path) -> Written:
    """A file a month."""
    read_staged(engine, staged)
    return {_copied(engine, "FROM staged", folder / f"{staged.month}.parquet"): staged.rows}


def write_splits(engine: Engine, staged: Staged, folder: Path) -> Written:
    """A folder a split, and in it a file a month. The table `groups` says what belongs together."""
    read_staged(engine, staged)
    splits = f"SELECT id, version, {SPLIT} AS split FROM staged LEFT JOIN groups USING (id)"
    engine.execute(f"CREATE OR REPLACE TEMP TABLE of_month AS {splits}")
    found = engine.execute("SELECT split, count(*) FROM of_month GROUP BY split").fetchall()
    return {_write_split(engine, staged, folder / split): rows for split, rows in found}


def _write_split(engine: Engine, staged: Staged, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    ids = f"(FROM of_month WHERE split = '{folder.name}')"
    return _copied(engine, f"FROM staged SEMI JOIN {ids} USING (id, version)", folder / f"{staged.month}.parquet")


def _copied(engine: Engine, query: str, path: Path) -> Path:
    engine.execute(f"COPY ({query}) TO {place_of(path)} {OPTIONS}")
    return path
