"""Which packages of a site have a record of some articles?"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from newsspider.export.wacz.index import NAME
from newsspider.store.warc.index import entry_of
from newsspider.store.warc.purge import Goes

ENDING = ".wacz"


def packages(folder: Path, source: str) -> list[Path]:
    """`<site>-<day>….wacz`; no name of a site has a hyphen."""
    return sorted(path for path in folder.glob(f"{source}-*{ENDING}") if not path.name.startswith("."))


def holding_records(folder: Path, source: str, goes: Goes) -> Iterator[Path]:
    """What cannot be read may have one."""
    return (path for path in packages(folder, source) if holds(path, goes))


def holds(path: Path, goes: Goes) -> bool:
    try:
        with ZipFile(path) as package, package.open(f"indexes/{NAME}") as packed, gzip.open(packed) as lines:
            return any(goes(entry) for line in lines if (entry := entry_of(line)))
    except (OSError, EOFError, KeyError, BadZipFile):
        return True
