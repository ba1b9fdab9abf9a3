"""Who quotes whom, and which article?"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import orjson
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from newsspider.commands.cited_sites import Cited, Sites
from newsspider.commands.stories_days import Line
from newsspider.commands.stories_stored import Asked, nothing_of, stories_of, tell_apart
from newsspider.monitor.display import visible

_SHOWN = 30  # rows


def print_citations(asked: Asked, *, as_json: bool) -> int:
    """Stories are brought up to date first: they say which article is quoted."""
    known = tell_apart(asked)
    if nothing_of(asked, known):
        return 1
    sites = Sites(asked.sites)
    lines = (line for story in stories_of(known) for line in citations(story["articles"], sites, asked))
    if as_json:
        for line in lines:
            sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
    else:
        _print_table(lines, Console(highlight=False))
    return 0


def citations(story: list[Line], sites: Sites, asked: Asked) -> Iterator[dict[str, Any]]:
    """A line for each source that an article of the story quotes, once. `id`: of the article that is quoted."""
    for place, article in enumerate(story):
        if not asked.has(article):
            continue
        told: set[Cited] = set()
        for cite in article["cites"] or ():
            cited = sites.cited(cite)
            if cited is not None and cited not in told and cited.name != article["source"]:
                told.add(cited)
                yield {
                    "citing": {name: article[name] for name in ("id", "source", "language", "url", "published_at")},
                    "cited": {"name": cited.name, "own": cited.own, "id": _quoted(story[:place], cited)},
                    "phrase": cite.get("phrase"),
                }


def _quoted(before: list[Line], cited: Cited) -> str | None:
    """What the cited site published of the same story before; of several, the last one."""
    return next((str(each["id"]) for each in reversed(before) if cited.own and each["source"] == cited.name), None)


def _print_table(lines: Iterator[dict[str, Any]], console: Console) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    own: defaultdict[str, bool] = defaultdict(bool)
    for line in lines:
        pair = line["citing"]["source"], line["cited"]["name"]
        counts[pair] += 1
        found[pair] += line["cited"]["id"] is not None
        own[pair[1]] = line["cited"]["own"]
    if not counts:
        console.print("No article quotes a site or a medium")
        return
    table = Table("Site", "quotes", "Articles", "Of these, the quoted article is stored", box=None, pad_edge=False)
    for (site, name), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_SHOWN]:
        stored = f"{found[site, name]:,}" if own[name] else "-"
        table.add_row(site, escape(visible(name)), f"{count:,}", stored)
    console.print(table)
    if len(counts) > _SHOWN:
        console.print(f"{len(counts) - _SHOWN:,} more: --json has them all")
