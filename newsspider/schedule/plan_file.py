"""What does the user's file say differently from the declared plan?

since = "2025-11-01"
[tengrinews]                    # all its editions
requests = 1.5
[tengrinews.ru]                 # this one
hours = [{ days = "mon-fri", hours = "7-23", shortest = 4, longest = 15 }, { shortest = 10, longest = 60 }]
[polisia]
skip = true
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from newsspider.schedule.plan import EVERY_DAY, Hours, Plan, Polling

Editions = Mapping[str, tuple[str, ...]]  # by site

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = 7 * 24 * 60
# Names, and between what their values lie. Nobody is asked more often than once a minute.
NUMBERS = {"requests": (0.01, 100), "per_day": (0.1, 10_000), "holds": (1, 10_000), "full_every": (1, 10_000)}
NAMES = ("hours", "skip", *NUMBERS)
OWN = ("since", "at_once")


class BadPlan(ValueError):
    """One sentence for who wrote the file."""


def read_plan(path: Path, plan: Plan, sites: Editions) -> Plan:
    """The plan, changed as the file says. Raises BadPlan."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise BadPlan(f"{path}: {problem.strerror}") from None
    except ValueError as problem:
        raise BadPlan(f"{path}: {problem}") from None
    try:
        return changed(plan, told, sites)
    except BadPlan as problem:
        raise BadPlan(f"{path}: {problem}") from None


def changed(plan: Plan, told: Mapping[str, Any], sites: Editions) -> Plan:
    """Raises BadPlan."""
    if unknown := sorted(set(told) - set(sites) - set(OWN)):
        raise BadPlan(f"unknown name {unknown[0]!r}: use {', '.join((*OWN, *sites))}")
    own: dict[str, Any] = {}
    if "since" in told:
        own["since"] = _day(told["since"])
    if "at_once" in told:
        own["at_once"] = int(_number("at_once", told["at_once"], 1, 100))
    editions = {site: dict(each) for site, each in plan.editions.items()}
    for site in set(told) & set(sites):
        editions[site] = _site(site, plan, told[site], sites[site])
    return replace(plan, editions=editions, **own)


def _site(site: str, plan: Plan, told: Any, editions: tuple[str, ...]) -> dict[str, Polling]:
    common = {name: value for name, value in _table(site, told).items() if name not in editions}
    for name, value in common.items():
        if name not in NAMES and isinstance(value, dict):
            raise BadPlan(f"{site}: unknown edition {name!r}: this site has {', '.join(editions)}")
        _known(site, name)
    return {
        edition: _polling(
            f"{site}.{edition}",
            plan.of(site, edition),
            {**common, **_table(f"{site}.{edition}", told.get(edition, {}))},
        )
        for edition in editions
    }


def _polling(where: str, polling: Polling, told: Mapping[str, Any]) -> Polling:
    values: dict[str, Any] = {}
    for name, value in told.items():
        if name in NUMBERS:
            number = _number(f"{where}.{name}", value, *NUMBERS[name])
            values[name] = int(number) if name == "holds" else number
        elif name == "skip":
            values[name] = _one_of(f"{where}.skip", value, bool, "true or false")
        elif name == "hours":
            values[name] = tuple(_hours(f"{where}.hours", each) for each in _list(f"{where}.hours", value))
        else:
            _known(where, name)
    return replace(polling, **values)


def _known(where: str, name: str) -> None:
    if name not in NAMES:
        raise BadPlan(f"{where}: unknown name {name!r}: use {', '.join(NAMES)}")


def _hours(where: str, told: Any) -> Hours:
    values = _table(where, told)
    if unknown := sorted(set(values) - {"days", "hours", "shortest", "longest"}):
        raise BadPlan(f"{where}: unknown name {unknown[0]!r}: use days, hours, shortest, longest")
    shortest, longest = (
        _number(f"{where}: {name}", values.get(name), 1, WEEK, unit=" minutes") for name in ("shortest", "longest")
    )
    if shortest > longest:
        raise BadPlan(f"{where}: shortest = {shortest:g} is more than longest = {longest:g}")
    return Hours(shortest, longest, _clock(where, values.get("hours", "0-24")), _days(where, values.get("days")))


def _clock(where: str, text: Any) -> tuple[int, int]:
    first, _, end = str(text).partition("-")
    if not (first.isdecimal() and end.isdecimal() and int(first) < 24 and int(end) <= 24 and int(first) != int(end)):
        raise BadPlan(f'{where}: hours = {text!r}: two hours of the day, for example hours = "7-23"')
    return int(first), int(end)


def _days(where: str, text: Any) -> tuple[int, ...]:
    """`mon-fri`, `sat,sun`, `fri-mon`."""
    if text is None:
        return EVERY_DAY
    found: list[int] = []
    for part in str(text).lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise BadPlan(f'{where}: days = {text!r}: for example days = "mon-fri" or days = "sat,sun"')
        begin, end = DAYS.index(first), DAYS.index(last or first)
        found += [day % 7 for day in range(begin, end + 1 + 7 * (end < begin))]
    return tuple(sorted(set(found)))


def _day(value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()[:10]
    except (TypeError, ValueError):
        raise BadPlan(f'since = {value!r}: a day, for example since = "2025-11-01"') from None


def _number(where: str, value: Any, least: float, most: float, *, unit: str = "") -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadPlan(f"{where} = {value!r}: a number from {least:g} to {most:g}{unit}")
    return float(value)


def _one_of(where: str, value: Any, kind: type, said: str) -> Any:
    if not isinstance(value, kind):
        raise BadPlan(f"{where} = {value!r}: {said}")
    return value


def _table(where: str, value: Any) -> dict[str, Any]:
    return dict(_one_of(where, value, dict, "a table, in TOML"))


def _list(where: str, value: Any) -> list[Any]:
    if not _one_of(where, value, list, "a list, in TOML"):
        raise BadPlan(f"{where} is empty")
    return list(value)
