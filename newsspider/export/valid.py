"""What is wrong with a record, if it is to be an article of our schema? In microseconds, for millions of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from itertools import chain
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from newsspider.article import SCHEMA, Article

Check = Callable[[Any], bool]

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_FITS: dict[str, Callable[[Any], object]] = {  # by the name of the field; that it may be null is known from its type
    "schema": lambda value: value == SCHEMA,
    "id": re.compile(r"[0-9a-f]{16}").fullmatch,
    "version": lambda value: 1 <= value <= MOST_VERSIONS,
    "source": re.compile(r"[a-z0-9_]{1,64}").fullmatch,
    "text_sha256": re.compile(r"[0-9a-f]{64}").fullmatch,
    "published_precision": lambda value: value in ("minute", "day"),
}
MOST_VERSIONS = 2**31 - 1
LEAST, MOST = -(2**63), 2**63 - 1  # of what columns of whole numbers hold


def wrong(record: Mapping[str, Any]) -> str | None:
    """The first thing, in a few words; None: nothing. Fields that the schema does not have are wrong: most formats
    could not hold them."""
    if record.keys() != CHECKS.keys():
        missing = (f"`{name}` is missing" for name in CHECKS if name not in record)
        more = (f"{name[:40]!r} is no field of {SCHEMA}" for name in record if name not in CHECKS)
        return next(chain(missing, more))
    for name, check in CHECKS.items():
        if not check(record[name]):
            return f"`{name}` is {str(record[name])[:60]!r}"
    return None


def _checks(kind: type) -> dict[str, Check]:
    hints = get_type_hints(kind)
    return {each.name: _field(each.name, hints[each.name]) for each in fields(kind)}


def _field(name: str, hint: Any) -> Check:
    check = _check(hint)
    if name.endswith("_at"):
        return lambda value: value is None or (type(value) is str and _is_time(value))
    fits = _FITS.get(name)
    if fits is None:
        return check
    return lambda value: check(value) and (value is None or bool(fits(value)))


def _is_time(value: str) -> bool:
    try:
        return _TIME.fullmatch(value) is not None and bool(datetime.fromisoformat(value))
    except ValueError:  # the 31st of February
        return False


def _check(hint: Any) -> Check:
    """Of values that were read from JSON, which has no other types than these: an article has some sixty of them."""
    either = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    if int in either:
        kinds = frozenset(either)
        return lambda value: type(value) in kinds and (value is None or LEAST <= value <= MOST)
    if set(either) <= {str, float, bool, NoneType}:
        kinds = frozenset(either) | ({int} if float in either else set())
        return lambda value: type(value) in kinds
    if NoneType in either:
        (some,) = (_check(each) for each in either if each is not NoneType)
        return lambda value: value is None or some(value)
    if get_origin(hint) is list:
        member = _check(get_args(hint)[0])
        return lambda value: type(value) is list and all(map(member, value))
    if get_origin(hint) is dict:
        return lambda value: type(value) is dict and all(type(each) is str for each in value.values())
    return _object(_checks(hint))


def _object(members: dict[str, Check]) -> Check:
    def is_one(value: Any) -> bool:
        if type(value) is not dict or value.keys() != members.keys():
            return False
        for name, check in members.items():  # noqa: SIM110 (a generator takes twice as long)
            if not check(value[name]):
                return False
        return True

    return is_one


CHECKS = _checks(Article)
