"""Which type has each field of an article where columns have types?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from newsspider.article import Article

TIME = "TIMESTAMP WITH TIME ZONE"
_SIMPLE = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


@cache
def columns() -> Mapping[str, str]:
    """DuckDB's types, by the name of the field. A field's origin is a pair in a list: of all that can hold names that
    are not known beforehand, only that is understood everywhere."""
    return _members(Article)


@cache
def as_read() -> Mapping[str, str]:
    """How DuckDB reads the lines, whose `provenance` is an object."""
    return {**columns(), "provenance": "MAP(VARCHAR, VARCHAR)"}


@cache
def as_columns() -> str:
    """What is selected of what was read, in SQL."""
    pair = "lambda each: {'field': each.key, 'origin': each.value}"
    pairs = f"list_transform(map_entries(provenance), {pair}) AS provenance"
    return ", ".join(pairs if name == "provenance" else f'"{name}"' for name in columns())


def _members(kind: type) -> dict[str, str]:
    hints = get_type_hints(kind)
    return {each.name: TIME if each.name.endswith("_at") else _type(hints[each.name]) for each in fields(kind)}


def _type(hint: Any) -> str:
    if get_origin(hint) is UnionType:
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is list:
        return f"{_type(get_args(hint)[0])}[]"
    if get_origin(hint) is dict:
        return "STRUCT(field VARCHAR, origin VARCHAR)[]"
    if is_dataclass(hint) and isinstance(hint, type):
        members = ", ".join(f'"{name}" {each}' for name, each in _members(hint).items())
        return f"STRUCT({members})"
    return _SIMPLE[hint]
