"""What may stand behind a name in the user's plan?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from newsspider.schedule.plan import EVERY_DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BadPlan(ValueError):
    """One sentence for who wrote the file."""


def clock(where: str, text: Any) -> tuple[int, int]:
    first, _, end = str(text).partition("-")
    if not (first.isdecimal() and end.isdecimal() and int(first) < 24 and int(end) <= 24 and int(first) != int(end)):
        raise BadPlan(f'{where}: hours = {text!r}: two hours of the day, for example hours = "7-23"')
    return int(first), int(end)


def days(where: str, text: Any) -> tuple[int, ...]:
    """`mon-fri`, `sat,sun`, `fri-mon`."""
    if text is None:
        return EVERY_DAY
    found: list[int] = []
    for part in str(text).lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
            raise BadPlan(f'{where}: days = {text!r}: for example days = "mon-fri" or days = "sat,sun"')
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        found += [each % 7 for each in range(begin, end + 1 + 7 * (end < begin))]
    return tuple(sorted(set(found)))


def day(where: str, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()[:10]
    except (TypeError, ValueError):
        name = where.split()[-1]
        raise BadPlan(f'{where} = {value!r}: a day, for example {name} = "2025-11-01"') from None


def names(where: str, text: Any, known: Sequence[str]) -> tuple[str, ...]:
    """`kk,ru`: of editions, in their own order."""
    found = set(str(text).replace(" ", "").split(","))
    if unknown := sorted(found - set(known)):
        raise BadPlan(f"{where}: unknown edition {unknown[0]!r}: this site has {', '.join(known)}")
    return tuple(name for name in known if name in found)


def number(where: str, value: Any, least: float, most: float, *, unit: str = "") -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadPlan(f"{where} = {value!r}: a number from {least:g} to {most:g}{unit}")
    return float(value)


def one_of(where: str, value: Any, kind: type, said: str) -> Any:
    if not isinstance(value, kind):
        raise BadPlan(f"{where} = {value!r}: {said}")
    return value


def table(where: str, value: Any) -> dict[str, Any]:
    return dict(one_of(where, value, dict, "a table, in TOML"))


def list_of(where: str, value: Any) -> list[Any]:
    if not one_of(where, value, list, "a list, in TOML"):
        raise BadPlan(f"{where} is empty")
    return list(value)
