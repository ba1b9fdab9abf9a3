"""In which formats can articles be had?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from newsspider.export.csv_files import write_csv
from newsspider.export.engine import Engine
from newsspider.export.line_files import write_gzip, write_plain, write_zstd
from newsspider.export.parquet import write_parquet
from newsspider.export.staged import Staged, Written
from newsspider.export.text_files import TextFiles

Write = Callable[[Engine, Staged, Path], Written]  # a month of articles into a folder

HUB = "hf"
FEED = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet", "csv")  # in which changes can be told
FORMATS = (*FEED, "text", HUB)

_WRITERS: dict[str, Write] = {
    "jsonl": write_plain,
    "jsonl.gz": write_gzip,
    "jsonl.zst": write_zstd,
    "parquet": write_parquet,
    "csv": write_csv,
    HUB: write_parquet,
}


def writer(format: str, most: int) -> Write:
    """`most`: articles that may come."""
    return TextFiles(most).write if format == "text" else _WRITERS[format]
