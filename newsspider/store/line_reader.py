"""How are many lines read, one after the other, from files that they share?"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from newsspider.store.errors import Damaged
from newsspider.store.segment import Place

MOST_OPEN = 64  # files; articles in the order of publication come from a few at a time


class LineReader:
    """Keeps the files open that it read from last: to open one takes longer than to read a line."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._open: dict[str, BinaryIO] = {}  # the one that was used last stands last

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self._open.values():
            file.close()

    def read(self, place: Place) -> bytes:
        """One line, with its line break. Raises Damaged."""
        path = self._output / place.file
        try:
            file = self._opened(place.file)
            file.seek(place.offset)
            line = file.read(place.length)
        except OSError as error:
            raise Damaged(f"{path} cannot be read: {error.strerror}") from error
        if len(line) < place.length or not line.endswith(b"\n"):
            told = f"bring it back from a backup, or see 'scrapy gaps {path.parent.name} --offline'"
            raise Damaged(f"{path} is not what the state remembers at byte {place.offset}: {told}")
        return line

    def _opened(self, name: str) -> BinaryIO:
        file = self._open.pop(name, None) or (self._output / name).open("rb")
        self._open[name] = file
        if len(self._open) > MOST_OPEN:
            self._open.pop(next(iter(self._open))).close()
        return file
