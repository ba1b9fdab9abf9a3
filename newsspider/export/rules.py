"""What must hold of a release, or it is not made?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from newsspider.article import FIELDS

TABLE = "[tool.newsspider.release]"


class BadRules(ValueError):
    """Said in one line."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Shares are of 1. Each is the worst that may be."""

    schema: int = 0  # articles that are not of the schema
    damage: int = 0  # files that contradict the state
    uncompared: int = 0  # articles that were not compared with all others yet
    articles: int = 1  # at least so many
    fewer: float = 0.02  # share of a site's articles that the release before had and this one lacks
    empty: Mapping[str, float] = field(  # share of articles in which a field says nothing
        default_factory=lambda: {"title": 0.01, "text": 0.05, "published_at": 0.1, "language": 0.05}
    )
    earliest: date = date(1990, 1, 1)  # of publication
    days_ahead: int = 1  # of the present
    dates: int = 0  # articles outside of that
    chrome: float = 0.3  # share of a sample of an edition's newest articles in which one line stands


def rules_of(told: Mapping[str, Any], where: str) -> Rules:
    """What a person wrote, beside the defaults. Raises BadRules."""
    defaults, given = Rules(), dict(told)
    known = {each.name: getattr(defaults, each.name) for each in fields(Rules)}
    for name, value in given.items():
        if name not in known:
            raise BadRules(f"{where}: there is no rule {name!r}: use {', '.join(known)}")
        _check(name, value, known[name], where)
    if "empty" in given:
        given["empty"] = {**defaults.empty, **given["empty"]}
    return replace(defaults, **given)


def read_rules(path: Path, *, table: bool) -> Rules:
    """`table`: of a pyproject.toml, in which others write too; there may be no such file. Raises BadRules."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if table:
            return Rules()
        raise BadRules(f"{path}: there is no such file") from error
    except (OSError, ValueError) as error:
        raise BadRules(f"{path}: {error}") from error
    if table:
        told = told.get("tool", {}).get("newsspider", {}).get("release", {})
    return rules_of(told, f"{path}, {TABLE}" if table else str(path))


def _check(name: str, value: Any, default: Any, where: str) -> None:
    if name == "empty":
        if not isinstance(value, dict):
            raise BadRules(f"{where}: empty = {value!r}: write it like empty = {{title = 0.01}}")
        for each, share in value.items():
            if each not in FIELDS:
                raise BadRules(f"{where}: empty: an article has no field {each!r}")
            _check(f"empty.{each}", share, 0.0, where)
    elif isinstance(default, date):
        if not isinstance(value, date):
            raise BadRules(f"{where}: {name} = {value!r}: a day is written like 1990-01-01")
    elif isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise BadRules(f"{where}: {name} = {value!r}: use a number from 0")
    elif isinstance(default, float) and value > 1:
        raise BadRules(f"{where}: {name} = {value!r}: a share is from 0 to 1")


def names_of_rules() -> list[str]:
    """As messages and `--allow` name them."""
    plain = [each.name for each in fields(Rules) if each.name not in ("empty", "earliest", "days_ahead")]
    return sorted([*plain, *(f"empty.{name}" for name in FIELDS)])
