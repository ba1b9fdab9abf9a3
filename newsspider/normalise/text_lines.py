"""What are the lines of a text, and under which key is each known in all articles?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsspider.normalise.text import comparison_form

_MARKS = re.compile(r"(?:> )?(## |- )?")
_KINDS = {"## ": "heading", "- ": "item"}
_MOST = 400  # lines of one text that are counted: half of them from its beginning, half from its end
_LONG = 20_000  # characters
_HEAD = 3  # lines among which a dateline stands
_LONGEST_DATELINE = 60
_BETWEEN_PARTS = re.compile(r"[.,/()—–]|(?<=\s)-(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """`text`: without its marks. `kind`: heading, item, row (of a table), plain. `key`: empty without words."""

    text: str
    kind: str
    key: str
    dateline: bool = False


def lines_of(text: str) -> tuple[Line, ...]:
    """As many as `text.split("\\n")` gives, blank ones included."""
    return _of_long(text) if len(text) > _LONG else _of_short(text)


def counted_lines(text: str) -> dict[str, str]:
    """Key → line, without datelines: they recur and are the article's. A hostile text has lines without end."""
    lines = [line for line in lines_of(text) if line.key and not line.dateline]
    if len(lines) > _MOST:
        lines = lines[: _MOST // 2] + lines[-_MOST // 2 :]
    return {line.key: line.text for line in lines}


def line_key(text: str) -> str:
    """16 hex digits, equal for lines that differ in case, signs, spaces or look-alike letters; empty without words."""
    form = comparison_form(_without_marks(text)[0])
    return hashlib.blake2b(form.encode(), digest_size=8).hexdigest() if form else ""


def is_dateline(line: str) -> bool:
    """A place in capitals and an agency, alone on a line: `АСТАНА. KAZINFORM`, `НҰР-СҰЛТАН. 5 қараша. ҚазАқпарат –`."""
    if len(line) > _LONGEST_DATELINE:
        return False
    parts = [part for part in map(str.strip, _BETWEEN_PARTS.split(line)) if part]
    agency = parts[-1].split() if parts else []
    return 2 <= len(parts) <= 3 and parts[0].isupper() and all(word[0].isupper() for word in agency)


@lru_cache(maxsize=2)  # an article's lines are counted, then looked through
def _of_long(text: str) -> tuple[Line, ...]:
    return tuple(_lines(text))


@lru_cache(maxsize=32)  # a backfill counts those of twenty articles, and then they are looked through
def _of_short(text: str) -> tuple[Line, ...]:
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    seen = 0
    for line in text.split("\n"):
        bare, mark = _without_marks(line)
        kind = _KINDS.get(mark) or ("row" if " | " in bare else "plain")
        key = line_key(bare)
        seen += bool(key)
        yield Line(bare, kind, key, dateline=kind == "plain" and 0 < seen <= _HEAD and is_dateline(bare))


def _without_marks(line: str) -> tuple[str, str]:
    """The line, and its mark as heading or list item."""
    match = _MARKS.match(line)
    assert match is not None  # it may match nothing
    return line[match.end() :], match[1] or ""
