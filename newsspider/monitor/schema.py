"""What does a valid line of a dataset look like? JSON Schema, made from `Article`.

`python -m newsspider.monitor.schema > docs/article.schema.json` after a change of it.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from newsspider.article import SCHEMA, Article

_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_TIME = {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_SHARE = {"minimum": 0, "maximum": 1}
_NARROWER: dict[str, dict[str, Any]] = {  # by name of the field, in whichever object
    "schema": {"const": SCHEMA},
    "id": {"pattern": r"^[0-9a-f]{16}$"},
    "version": {"minimum": 1},
    "published_precision": {"enum": ["minute", "day", None]},
    "text_sha256": {"pattern": r"^[0-9a-f]{64}$"},
    "share": _SHARE,
    "similarity": _SHARE,
}


def json_schema() -> dict[str, Any]:
    """Every field stands on every line. Further ones are no error: a later newsspider may add some."""
    definitions: dict[str, Any] = {}
    article = _object(Article, definitions)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA}
    return {**head, **article, "$defs": dict(sorted(definitions.items()))}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]
    properties = {name: {**_type(hints[name], definitions), **_narrower(name)} for name in names}
    return {"description": getdoc(kind), "type": "object", "properties": properties, "required": names}


def _narrower(name: str) -> dict[str, Any]:
    return _TIME if name.endswith("_at") else _NARROWER.get(name, {})


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if get_origin(hint) is UnionType:
        return _either([_type(each, definitions) for each in get_args(hint)])
    if get_origin(hint) is list:
        return {"type": "array", "items": _type(get_args(hint)[0], definitions)}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1], definitions)}
    if is_dataclass(hint) and isinstance(hint, type):
        definitions.setdefault(hint.__name__, _object(hint, definitions))
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"no JSON Schema for {hint}")


def _either(kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """`{"type": ["string", "null"]}` where that says it all."""
    if all(set(kind) == {"type"} for kind in kinds):
        return {"type": [kind["type"] for kind in kinds]}
    return {"anyOf": kinds}


def written_schema() -> bytes:
    return orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


if __name__ == "__main__":
    sys.stdout.buffer.write(written_schema())
