"""How do articles get from the store's lines to the tools that write files: a month at a time?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

from newsspider.export.cleaned import Cleaned
from newsspider.export.columns import as_columns, as_read
from newsspider.export.engine import Engine

UNDATED = "undated"
LEAST_BUFFER = 1 << 20
NO_PARTS = "hive_partitioning = false"  # else a folder named `language=kk` is the language of all that is read below it

Written = dict[Path, int]  # files, and how many articles are in each

_MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Staged:
    """Lines of articles in a file. `part`: folder of the release into which they go. `longest`: bytes of a line."""

    month: str
    part: str
    path: Path
    rows: int
    longest: int


def months(articles: Iterable[Cleaned]) -> Iterator[tuple[str, Iterator[Cleaned]]]:
    """`2026-11` in UTC; they come in the order of publication, those without a date last."""
    return groupby(articles, key=lambda each: month_of(each.stored.published_at))


def month_of(published_at: str | None) -> str:
    month = (published_at or "")[:7]
    return month if _MONTH.fullmatch(month) else UNDATED


class Stage:
    """A file that lines are added to."""

    def __init__(self, month: str, path: Path, part: str = "") -> None:
        self.month, self.path, self.part = month, path, part
        self._rows = self._longest = 0
        self._file = path.open("wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, line: bytes) -> None:
        self._rows, self._longest = self._rows + 1, max(self._longest, len(line))
        self._file.write(line)

    def done(self) -> Staged:
        return Staged(self.month, self.part, self.path, self._rows, self._longest)


def read_staged(engine: Engine, staged: Staged) -> None:
    """As the view `staged`, each field with its type."""
    engine.execute(f"CREATE OR REPLACE TEMP VIEW staged AS SELECT {as_columns()} FROM {scan(staged, as_read())}")


def scan(staged: Staged, types: Mapping[str, str]) -> str:
    """In SQL, the lines as a table. `types`: by the names of the columns."""
    columns = ", ".join(f"{_text(name)}: {_text(kind)}" for name, kind in types.items())
    buffer = max(LEAST_BUFFER, 2 * staged.longest)
    lines = f"{pattern_of(staged.path)}, format = 'newline_delimited', {NO_PARTS}"
    return f"read_json({lines}, columns = {{{columns}}}, maximum_object_size = {buffer})"


def pattern_of(path: Path) -> str:
    """In SQL, where a path is a pattern: none of its signs means anything."""
    return _text(re.sub(r"([*?\[])", r"[\1]", str(path)))


def place_of(path: Path) -> str:
    """In SQL, where something is written to."""
    return _text(str(path))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
