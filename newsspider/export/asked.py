"""What is a release to be, of what is it made, and what became of it?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from newsspider.export.broken_rules import Broken
from newsspider.export.cleaned import Tally
from newsspider.export.engine import MEMORY
from newsspider.export.rules import Rules
from newsspider.export.selection import Selection
from newsspider.store.takedown import Takedown


@dataclass(frozen=True, slots=True)
class Asked:
    """`zones`: the time zone of each site. `newest`: one version of each article. `drop`: without what repeats another
    one. `allowed`: names of rules that may be broken. `since`: the release of which only the changes are told."""

    format: str
    selection: Selection
    zones: Mapping[str, str]
    newest: bool = True
    drop: bool = True
    memory: str = MEMORY
    rules: Rules = field(default_factory=Rules)
    allowed: Collection[str] = ()
    since: Path | None = None
    made_by: str = "newsspider"

    def told(self) -> dict[str, Any]:
        """What makes two releases comparable."""
        versions, duplicates = "newest" if self.newest else "all", "drop" if self.drop else "label"
        return {**self.selection.told(), "versions": versions, "duplicates": duplicates}


@dataclass(frozen=True, slots=True)
class Source:
    """The store at one moment. `known_as`: what the state calls the output folder. `sites`: those that have articles
    in it and are wanted."""

    connection: Connection
    output: Path
    known_as: str
    sites: tuple[str, ...]
    taken_down: Mapping[str, Takedown]


@dataclass(slots=True)
class Made:
    """`files`: and how many articles are in each. `counts`: of changes, by kind. `broken`: rules."""

    tally: Tally
    files: dict[Path, int] = field(default_factory=dict)
    articles: int = 0
    by_source: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
