"""How do articles become CSV that every reader takes, and that no spreadsheet executes?

RFC 4180: commas, CRLF, quotation marks doubled. Lists and objects are JSON. A cell without anything between its commas
is null, one with nothing between two quotation marks is an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from newsspider.article import FIELDS
from newsspider.export.cleaned import read_record
from newsspider.export.engine import Engine
from newsspider.export.staged import Staged, Written
from newsspider.store.errors import StoreError

# Spreadsheets take these for the beginning of a formula, full-width forms and those behind blanks included, and pages
# are hostile. An apostrophe in front makes it a text; so that it can be told from one that was there, that gets another
# one.
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n']")
# Whatever anybody takes for a line break, and for blanks that may go.
_QUOTED = re.compile(r'[",\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|^\s|\s$|^$')


class NotForCsv(StoreError):
    """Something that readers of CSV would cut off or refuse."""


def write_csv(engine: Engine, staged: Staged, folder: Path) -> Written:
    """A file a month."""
    path = folder / f"{staged.month}.csv"
    with staged.path.open("rb") as lines, path.open("wb") as file:
        file.writelines(rows(FIELDS, map(read_record, lines)))
    return {path: staged.rows}


def rows(names: Sequence[str], records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """With a header. Raises NotForCsv."""
    yield (",".join(names) + "\r\n").encode()
    for record in records:
        row = ",".join(cell(record[name]) for name in names)
        if "\0" in row:
            name = next(name for name in names if "\0" in cell(record[name]))
            told = "readers of CSV end a cell there; jsonl and parquet hold it"
            raise NotForCsv(f"article {record['id']}: there is a NUL in `{name}`: {told}")
        yield (row + "\r\n").encode()


def cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    if isinstance(value, str) and _FORMULA.match(text):
        text = f"'{text}"
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(text) else text
