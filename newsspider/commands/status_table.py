"""How is the state of the sites told, to people and to programs?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import orjson
from rich.console import Console
from rich.text import Text

from newsspider.commands.columns import Column, left_out, table_of
from newsspider.monitor.display import visible
from newsspider.monitor.health import Health
from newsspider.store.overview import SiteOverview
from newsspider.store.suspects import Suspects

SHOWN_REASONS = 3
_INNER = ("before", "past", "watched")  # what only the judgement needs
WIDTH = 160  # where no terminal says how wide it is
_COLUMNS = (
    Column("site", least=10),
    Column("health", least=6),
    Column("last crawl", least=10),
    Column("ended", least=11),
    Column("stored", right=True, least=9),
    Column("24 h", right=True),
    Column("pending", right=True),
    Column("duplicates", right=True, terminal=120),
    Column("refused, by reason", least=18, terminal=110),
    Column("next tries", least=10, terminal=140),
    Column("newest article", least=10, terminal=140),
)
STYLES = {"ok": "green", "ill": "bold red", "silent": "yellow"}


def as_json(sites: Mapping[str, SiteOverview], judged: Mapping[str, Health | None]) -> bytes:
    """A list with one object a site."""
    told = [{"site": name, "health": judged[name], "kept": _kept(site)} for name, site in sites.items()]
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def print_table(sites: Mapping[str, SiteOverview], judged: Mapping[str, Health | None], console: Console) -> None:
    if not console.is_terminal:
        console.width = WIDTH
    rows = [_row(name, site, judged[name]) for name, site in sites.items()]
    console.print(table_of(_COLUMNS, rows, console.width))
    more = "; a wider terminal shows more, --json everything" if left_out(_COLUMNS, console.width) else ""
    console.print(f"times in UTC{more}", style="dim italic")
    for name, each in judged.items():
        if each is not None and each.why:
            console.print(Text(visible(f"{name} {each.word}: {each.why}"), style=STYLES[each.word]), soft_wrap=True)


def print_next_steps(judged: Mapping[str, Health | None], output: Path, console: Console) -> None:
    """What to do about a site whose pages look odd."""
    for name, each in judged.items():
        suspects = Suspects(output, name)
        page = suspects.newest() if each is not None and str(suspects.folder) in each.why else None
        if page is not None:
            console.print(f"  look at one:    scrapy extract {page} --pretty", markup=False, soft_wrap=True)
            console.print(f"  with new rules: scrapy record {name} {page}", markup=False, soft_wrap=True)


def _kept(site: SiteOverview) -> dict[str, object]:
    return {each.name: getattr(site, each.name) for each in fields(site) if each.name not in _INNER}


def _row(name: str, site: SiteOverview, judged: Health | None) -> list[Text | str]:
    reasons = [f"{reason} {count:,}" for reason, count in site.refused.most_common(SHOWN_REASONS)]
    gone = f"; {site.gone:,} stored pages gone" if site.gone else ""
    tries = f"{site.retries:,} from {_shown(site.retry_at)}" if site.retries else "—"
    return [
        name,
        Text(judged.word, style=STYLES[judged.word]) if judged else "—",
        _shown(site.run.started_at) if site.run else "never",
        _ended(site),
        f"{site.stored:,}" + (f" +{site.versions:,}" if site.versions else ""),
        f"{site.stored_lately:,}",
        f"{site.pages['pending']:,}",
        f"{site.pages['duplicate']:,}",
        f"{site.refused.total():,}" + (f": {', '.join(reasons)}" if reasons else "") + gone,
        tries,
        _shown(site.newest_published),
    ]


def _ended(site: SiteOverview) -> str:
    if site.run is None:
        return "—"
    if site.run.reason is None:
        return "killed" if site.run.running is False else "running"
    if site.run.finished_at is None:
        return site.run.reason
    took = datetime.fromisoformat(site.run.finished_at) - datetime.fromisoformat(site.run.started_at)
    return f"{site.run.reason} after {took}"


def _shown(at: str | None) -> str:
    """`2025-11-17T09:05:00Z` → `2025-11-17 09:05`."""
    return at[:16].replace("T", " ") if at else "—"
