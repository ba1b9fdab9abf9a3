"""Which story does each article of a day belong to? One file a day, so that a new day changes few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from newsspider.store.errors import Damaged
from newsspider.store.whole_file import write_whole

FORM = 1  # of the files, and of how stories are told apart: with another number all is made anew
Line = dict[str, Any]


class Days:
    """The folder of these files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("????-??-??.jsonl"))

    def digest(self, day: str) -> str | None:
        """Of the articles that the file was made of; None: there is none, or it is of another form."""
        path = self._path(day)
        if not path.exists():
            return None
        with path.open("rb") as file:
            head = _read(path, file.readline(1000))
        return str(head.get("digest")) if head.get("form") == FORM else None

    def lines(self, day: str) -> Iterator[Line]:
        path = self._path(day)
        if not path.exists():
            return
        with path.open("rb") as file:
            file.readline()
            for line in file:
                yield _read(path, line)

    def write(self, day: str, digest: str, lines: Sequence[Line]) -> None:
        head = {"form": FORM, "digest": digest}
        write_whole(self._path(day), (orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in [head, *lines]))

    def remove(self, day: str) -> None:
        self._path(day).unlink(missing_ok=True)

    def _path(self, day: str) -> Path:
        return self._folder / f"{day}.jsonl"


def _read(path: Path, line: bytes) -> Line:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise Damaged(f"{path} is damaged: remove it, and the next 'scrapy stories' makes it anew") from error
    return dict(found)
