"""How does a record become one line of JSON?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

import orjson

# Legal inside JSON, but line breaks for many readers (Python's `splitlines` for one).
_BREAKS = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"), (b"\xc2\x85", b"\\u0085"))

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def line_of(record: Any, **more: Any) -> bytes:
    """One line with its line break. `more` are further keys, after those of the record."""
    try:
        line = _dump(record, more)
    except orjson.JSONEncodeError:
        line = _dump(storable(record), storable(more))
    for found, written in _BREAKS:
        line = line.replace(found, written)
    return line + b"\n"


def storable(value: Any) -> Any:
    """The value without what neither UTF-8 nor every database takes: lone surrogates and NUL."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if is_dataclass(value) and not isinstance(value, type):
        return storable(asdict(value))
    if isinstance(value, Mapping):
        return {storable(str(key)): storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each) for each in value]
    return value


def _dump(record: Any, more: Mapping[str, Any]) -> bytes:
    line = orjson.dumps(record)
    return line[:-1] + b"," + orjson.dumps(more)[1:] if more else line
