"""What is wrong with a value, by a JSON Schema? As much of JSON Schema as the one of an article uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
_SAYS_NOTHING = {"$schema", "$defs", "title", "description"}

Schema = Mapping[str, Any]


def problems(value: Any, schema: Schema, whole: Schema, at: str = "") -> Iterator[str]:
    """`whole`: the schema with the definitions. Raises KeyError for a keyword that is not understood."""
    for keyword, wanted in schema.items():
        if keyword not in _SAYS_NOTHING:
            yield from _CHECKS[keyword](value, wanted, whole, at)


def _type(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    names = [wanted] if isinstance(wanted, str) else wanted
    fits = [name for name in names if isinstance(value, _TYPES[name])]
    if not fits or (isinstance(value, bool) and "boolean" not in fits):
        yield f"{at}: {value!r} is not {' or '.join(names)}"


def _properties(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    for name, schema in wanted.items():
        if isinstance(value, dict) and name in value:
            yield from problems(value[name], schema, whole, f"{at}/{name}")


def _additional(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    for name, each in value.items() if isinstance(value, dict) else ():
        yield from problems(each, wanted, whole, f"{at}/{name}")


def _required(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    yield from (f"{at}: {name} is missing" for name in wanted if isinstance(value, dict) and name not in value)


def _items(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    for number, each in enumerate(value if isinstance(value, list) else ()):
        yield from problems(each, wanted, whole, f"{at}/{number}")


def _any_of(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    tried = [list(problems(value, schema, whole, at)) for schema in wanted]
    if all(tried):
        yield " and ".join(found[0] for found in tried)


def _ref(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    yield from problems(value, whole["$defs"][wanted.removeprefix("#/$defs/")], whole, at)


def _pattern(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    if isinstance(value, str) and not re.search(wanted, value):
        yield f"{at}: {value!r} does not fit {wanted}"


def _bound(value: Any, wanted: Any, whole: Schema, at: str, *, sign: int = 1) -> Iterator[str]:
    if isinstance(value, int | float) and sign * value < sign * wanted:
        yield f"{at}: {value!r} is past {wanted}"


def _one_of(value: Any, wanted: Any, whole: Schema, at: str) -> Iterator[str]:
    if value not in wanted:
        yield f"{at}: {value!r} is none of {wanted}"


_CHECKS: dict[str, Any] = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "anyOf": _any_of,
    "$ref": _ref,
    "pattern": _pattern,
    "minimum": _bound,
    "maximum": lambda *arguments: _bound(*arguments, sign=-1),
    "enum": _one_of,
    "const": lambda value, wanted, whole, at: _one_of(value, [wanted], whole, at),
}
