"""Which stories were told most often?"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from newsspider.commands.stories_days import Line
from newsspider.monitor.display import visible

_SHOWN = 10


def print_largest(
    stories: Iterable[dict[str, Any]], wanted: Callable[[Line], bool], console: Console, file: Path
) -> None:
    articles = told = 0
    largest: list[tuple[int, int, list[Line]]] = []
    for number, story in enumerate(stories):
        found = [article for article in story["articles"] if wanted(article)]
        articles += len(found)
        told += bool(found)
        if len(found) > 1:
            keep = heapq.heappush if len(largest) < _SHOWN else heapq.heappushpop
            keep(largest, (len(found), -number, found))
    if not articles:
        console.print(f"None of the articles asked for stands in {file}", soft_wrap=True, markup=False)
        return
    table = Table("Articles", "Sites", "Languages", "First published, UTC", "Headline", box=None, pad_edge=False)
    table.columns[3].no_wrap = True
    for count, _, found in sorted(largest, key=lambda entry: entry[:2], reverse=True):
        table.add_row(str(count), *_row(found))
    if table.row_count:
        console.print(table)
    console.print(f"{articles:,} articles tell {told:,} stories: {file}", soft_wrap=True, markup=False)


def _row(found: list[Line]) -> tuple[str, str, str, str]:
    sites = ", ".join(sorted({str(article["source"]) for article in found}))
    languages = ", ".join(sorted({article["language"] or "?" for article in found}))
    first = found[0]
    at = str(first["published_at"])[:16].replace("T", " ")
    return sites, languages, at, escape(visible(first["title"] or ""))
