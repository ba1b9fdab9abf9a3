"""What does the user's file say differently from the declared plan?

since = "2025-11-01"
[tengrinews]                    # all its editions
requests = 1.5
[tengrinews.ru]                 # this one
hours = [{ days = "mon-fri", hours = "7-23", shortest = 4, longest = 15 }, { shortest = 10, longest = 60 }]
[polisia]
skip = true
[kazinform]
backfill = { since = "2024-01-01", until = "2024-12-31", editions = "kk,ru", hours = "22-7", days = "mon-fri" }
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsspider.schedule.plan import Backfill, Hours, Plan, Polling
from newsspider.schedule.plan_values import BadPlan, clock, day, days, list_of, names, number, one_of, table

Editions = Mapping[str, tuple[str, ...]]  # by site

WEEK = 7 * 24 * 60
# Names, and between what their values lie. Nobody is asked more often than once a minute.
NUMBERS = {"requests": (0.01, 100), "per_day": (0.1, 10_000), "holds": (1, 10_000), "full_every": (1, 10_000)}
NAMES = ("hours", "skip", *NUMBERS)
OF_BACKFILL = ("since", "until", "editions", "hours", "days")
OWN = ("since", "at_once")
BACKFILL = "backfill"  # beside the names of a site's editions


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
        own["since"] = day("since", told["since"])
    if "at_once" in told:
        own["at_once"] = int(number("at_once", told["at_once"], 1, 100))
    editions = {site: dict(each) for site, each in plan.editions.items()}
    backfills = dict(plan.backfills)
    for site in [name for name in told if name in sites]:
        values = table(site, told[site])
        past = values.pop(BACKFILL, None)
        editions[site] = _site(site, plan, values, sites[site])
        if past is not None:
            read = [name for name, polling in editions[site].items() if not polling.skip]
            backfills[site] = _backfill(f"{site}.{BACKFILL}", past, sites[site], read)
    return replace(plan, editions=editions, backfills=backfills, **own)


def _site(site: str, plan: Plan, told: Mapping[str, Any], editions: tuple[str, ...]) -> dict[str, Polling]:
    common = {name: value for name, value in told.items() if name not in editions}
    for name, value in common.items():
        if name not in NAMES and isinstance(value, dict):
            raise BadPlan(f"{site}: unknown edition {name!r}: this site has {', '.join(editions)}")
        _known(site, name, (*NAMES, BACKFILL))
    return {
        edition: _polling(
            f"{site}.{edition}",
            plan.of(site, edition),
            {**common, **table(f"{site}.{edition}", told.get(edition, {}))},
        )
        for edition in editions
    }


def _polling(where: str, polling: Polling, told: Mapping[str, Any]) -> Polling:
    values: dict[str, Any] = {}
    for name, value in told.items():
        if name in NUMBERS:
            found = number(f"{where}.{name}", value, *NUMBERS[name])
            values[name] = int(found) if name == "holds" else found
        elif name == BACKFILL:
            raise BadPlan(f"{where}: a site has one backfill: write it into the site's own table, with its editions")
        elif name == "skip":
            values[name] = one_of(f"{where}.skip", value, bool, "true or false")
        elif name == "hours":
            values[name] = tuple(_hours(f"{where}.hours", each) for each in list_of(f"{where}.hours", value))
        else:
            _known(where, name, NAMES)
    return replace(polling, **values)


def _backfill(where: str, told: Any, editions: Sequence[str], read: Sequence[str]) -> Backfill:
    """`read`: the editions that are crawled, which are meant where none is named."""
    values = table(where, told)
    for name in values:
        _known(where, name, OF_BACKFILL)
    # The place is remembered by these days: "until now" would be another period at every start.
    if "until" not in values:
        raise BadPlan(f'{where}: until is missing: the last day, for example until = "2025-10-31"')
    since = day(f"{where}: since", values["since"]) if "since" in values else ""
    until = day(f"{where}: until", values["until"])
    if since > until:
        raise BadPlan(f"{where}: since = {since} is later than until = {until}")
    wanted = names(where, values["editions"], editions) if "editions" in values else tuple(read)
    if not wanted:
        raise BadPlan(f'{where}: all editions are skipped: name those meant, for example editions = "{editions[0]}"')
    return Backfill(since, until, wanted, clock(where, values.get("hours", "0-24")), days(where, values.get("days")))


def _known(where: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise BadPlan(f"{where}: unknown name {name!r}: use {', '.join(known)}")


def _hours(where: str, told: Any) -> Hours:
    values = table(where, told)
    for name in values:
        _known(where, name, ("days", "hours", "shortest", "longest"))
    shortest, longest = (
        number(f"{where}: {name}", values.get(name), 1, WEEK, unit=" minutes") for name in ("shortest", "longest")
    )
    if shortest > longest:
        raise BadPlan(f"{where}: shortest = {shortest:g} is more than longest = {longest:g}")
    return Hours(shortest, longest, clock(where, values.get("hours", "0-24")), days(where, values.get("days")))
