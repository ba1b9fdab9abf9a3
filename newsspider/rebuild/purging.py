"""How does an article go for good from the rebuilds that stand beside the store?

A finished rebuild is an output folder like any other, with a report beside it. Of one that is not finished, what a
next run would make anew goes.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import orjson

from newsspider.rebuild.replace import KEPT as REPLACED
from newsspider.rebuild.run import FOLDER, PARTS, UNFINISHED
from newsspider.store.errors import unwritable
from newsspider.store.whole_file import write_whole

EXAMPLES = "\n## "  # in a report, what is behind it shows texts
CUT = "\nThe examples are gone: an article was taken down.\n"


def rebuilt(output: Path) -> list[Path]:
    """The finished ones."""
    return [path for path in _folders(output) if not path.name.endswith(UNFINISHED)]


def purge_report(folder: Path, ids: Collection[str]) -> None:
    """What was said of the articles when they were compared, and their lines that others took the place of. Raises
    StoreError."""
    needles = [id.encode() for id in ids]
    for path in (folder / "changes.jsonl", *sorted((folder / REPLACED).rglob("*.jsonl"))):
        if _names(path, needles):
            with path.open("rb") as file:
                write_whole(path, (line for line in file if orjson.loads(line).get("id") not in ids))
    report = folder / "report.txt"
    if _names(report, needles):
        before, _, _ = report.read_text(encoding="utf-8").partition(EXAMPLES)
        write_whole(report, [(before + CUT).encode()])


def purge_unfinished(output: Path, ids: Collection[str]) -> None:
    """The caller holds the lock of rebuilds. Raises StoreError."""
    needles = [id.encode() for id in ids]
    for folder in (path for path in _folders(output) if path.name.endswith(UNFINISHED)):
        try:
            for path in folder.iterdir():
                if path.name != PARTS:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            for path in (folder / PARTS).rglob("*.jsonl*"):
                if path.name.endswith(".unfinished") or _names(path, needles):
                    path.unlink()
        except OSError as error:
            raise unwritable(folder, error) from error


def _folders(output: Path) -> list[Path]:
    return sorted(path for path in (output / FOLDER).glob("*") if path.is_dir())


def _names(path: Path, needles: Collection[bytes]) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return any(needle in line for line in file for needle in needles)
