"""How do articles become JSON Lines, plain or compressed? The same bytes each time."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import zstandard

from newsspider.export.engine import Engine
from newsspider.export.staged import Staged, Written

BLOCK = 1 << 20
LEVEL = 6  # of zstd


def write_plain(engine: Engine, staged: Staged, folder: Path) -> Written:
    path = folder / f"{staged.month}.jsonl"
    staged.path.rename(path)
    return {path: staged.rows}


def write_gzip(engine: Engine, staged: Staged, folder: Path) -> Written:
    path = folder / f"{staged.month}.jsonl.gz"
    with staged.path.open("rb") as lines, path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, 0) as packed:
        shutil.copyfileobj(lines, packed, BLOCK)
    return {path: staged.rows}


def write_zstd(engine: Engine, staged: Staged, folder: Path) -> Written:
    path = folder / f"{staged.month}.jsonl.zst"
    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
    with staged.path.open("rb") as lines, path.open("wb") as file:
        packer.copy_stream(lines, file, size=staged.path.stat().st_size)
    return {path: staged.rows}
