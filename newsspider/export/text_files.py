"""How do articles become plain text files, as corpus tools expect them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsspider.export.cleaned import read_record
from newsspider.export.csv_files import rows
from newsspider.export.engine import Engine
from newsspider.export.staged import Staged, Written
from newsspider.store.errors import Damaged

ABOUT = ("file", "id", "version", "url", "source", "edition", "language", "script", "title", "published_at", "authors",
         "section", "tags", "duplicate_of", "story", "sponsored", "quality", "bytes", "sha256")  # fmt: skip
LEAST_DIGITS = 3

_ID = re.compile(r"[0-9a-f]{16}")


class TextFiles:
    """`<month>/NNN_<id>.txt`, numbered in the order of publication: the title, a blank line, and the text.
    `<month>.csv` says what else is known of each, and what the file must be."""

    def __init__(self, most: int) -> None:
        """`most`: articles; so many digits have the numbers."""
        self._digits, self._number = max(LEAST_DIGITS, len(str(most))), 0

    def write(self, engine: Engine, staged: Staged, folder: Path) -> Written:
        (folder / staged.month).mkdir(exist_ok=True)
        path = folder / f"{staged.month}.csv"
        with path.open("wb") as file:
            file.writelines(rows(ABOUT, self._write_texts(staged, folder)))
        return {path: staged.rows}

    def _write_texts(self, staged: Staged, folder: Path) -> Iterator[dict[str, Any]]:
        with staged.path.open("rb") as lines:
            for record in map(read_record, lines):
                self._number += 1
                name = f"{staged.month}/{self._number:0{self._digits}}_{_id(record)}.txt"
                text = text_of(record).encode()
                (folder / name).write_bytes(text)
                yield {**record, "file": name, "bytes": len(text), "sha256": sha256(text).hexdigest()}


def text_of(record: dict[str, Any]) -> str:
    return "\n\n".join(part for part in (record["title"], record["text"]) if part) + "\n"


def _id(record: dict[str, Any]) -> str:
    """It becomes the name of a file."""
    id = record["id"]
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise Damaged(f"{str(id)[:40]!r} is no id of an article")
    return id
