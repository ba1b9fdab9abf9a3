"""What is wrong with a record, if it is to be an article of our schema? In microseconds, for millions of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from newsspider.article import SCHEMA, Article

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FITS: dict[str, Callable[[Any], object]] = {  # by the name of the field; that it may be null is known from its type
    "schema": lambda value: value == SCHEMA,
    "id": re.compile(r"[0-9a-f]{16}").fullmatch,
    "version": lambda value: value >= 1,
    "source": re.compile(r"[a-z0-9_]{1,64}").fullmatch,
    "text_sha256": re.compile(r"[0-9a-f]{64}").fullmatch,
    "published_precision": lambda value: value in ("minute", "day"),
}

Check = Callable[[Any], bool]


def wrong(record: Mapping[str, Any]) -> str | None:
    """The first thing, in a few words; None: nothing. Fields that the schema does not have are wrong: most formats
    could not hold them."""
    return next(_wrong(record), None)


def _wrong(record: Mapping[str, Any]) -> Iterator[str]:
    if record.keys() != CHECKS.keys():
        yield from (f"`{name}` is missing" for name in CHECKS if name not in record)
        yield from (f"{name[:40]!r} is no field of {SCHEMA}" for name in record if name not in CHECKS)
    for name, check in CHECKS.items():
        value = record[name]
        if not check(value) or (value is not None and name in _FITS and not _FITS[name](value)):
            yield f"`{name}` is {str(value)[:60]!r}"


def _checks(kind: type) -> dict[str, Check]:
    hints = get_type_hints(kind)
    return {each.name: _time(each.name) or _check(hints[each.name]) for each in fields(kind)}


def _time(name: str) -> Check | None:
    if not name.endswith("_at"):
        return None
    return lambda value: value is None or (isinstance(value, str) and _is_time(value))


def _is_time(value: str) -> bool:
    try:
        return _TIME.fullmatch(value) is not None and bool(datetime.fromisoformat(value))
    except ValueError:  # the 31st of February
        return False


def _check(hint: Any) -> Check:
    if get_origin(hint) is UnionType:
        either = [_check(each) for each in get_args(hint)]
        return lambda value: any(check(value) for check in either)
    if get_origin(hint) is list:
        member = _check(get_args(hint)[0])
        return lambda value: isinstance(value, list) and all(map(member, value))
    if get_origin(hint) is dict:
        return lambda value: isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(_checks(hint))
    kinds = (int, float) if hint is float else (hint,)
    return lambda value: isinstance(value, kinds) and (hint is bool or not isinstance(value, bool))


def _object(members: dict[str, Check]) -> Check:
    def check(value: Any) -> bool:
        same = isinstance(value, dict) and value.keys() == members.keys()
        return same and all(check(value[name]) for name, check in members.items())

    return check


CHECKS = _checks(Article)
