"""Which stored articles report the same event?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newsspider.commands.arguments import UsedWrongly
from newsspider.site import NewsSpider


@dataclass(frozen=True, slots=True)
class Asked:
    """`wanted`: names of sites, none for all; `sites`: those of the project; days in UTC, both included."""

    output: Path
    state: str | None
    wanted: tuple[str, ...]
    sites: tuple[type[NewsSpider], ...]
    since: date | None
    until: date | None


def day_of(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsedWrongly(f"{option} {text}: a day is written YYYY-MM-DD") from None


def write_stories(asked: Asked) -> int:
    raise UsedWrongly(f"{asked.output}: stories cannot be told apart yet")
