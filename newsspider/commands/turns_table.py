"""How is the schedule told to people?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from newsspider.schedule.backfills import Planned
from newsspider.schedule.due import Turn
from newsspider.schedule.memory import Last
from newsspider.store.hand_over import is_backfilled

WIDTH = 120  # where no terminal says how wide it is


def print_turns(turns: Sequence[Turn], now: datetime, console: Console) -> None:
    if not console.is_terminal:
        console.width = WIDTH
    table = Table(caption="times in UTC", caption_justify="left")
    for name in ("site", "edition", "last crawl", "went", "next crawl"):
        table.add_column(name)
    for name in ("in", "every"):
        table.add_column(name, justify="right")
    table.add_column("reads")
    for turn in turns:
        table.add_row(
            turn.planned.site,
            turn.planned.edition,
            _shown(turn.last.tried),
            _went(turn.last),
            _shown(turn.at),
            _span(turn.at - now) if turn.at > now else "now",
            _span(turn.every),
            turn.sources or "all sources",
        )
    console.print(table)


def print_backfills(planned: Sequence[Planned], output: Path, now: datetime, console: Console) -> None:
    if not planned:
        return
    table = Table(
        caption="begun by 'scrapy schedule' alone; 'scrapy backfill SITE --status' shows how far they are",
        caption_justify="left",
    )
    for name in ("backfill", "editions", "since", "until", "its hour", "running"):
        table.add_column(name)
    for each in planned:
        table.add_row(
            each.site,
            ", ".join(each.backfill.editions),
            each.backfill.since or "the beginning",
            each.backfill.until,
            "yes" if each.is_its_hour(now) else "no",
            "yes" if is_backfilled(output, each.site) else "no",
        )
    console.print(table)


def _went(last: Last) -> str:
    if last.tried is None:
        return "never"
    if last.failures:
        return f"wrong, {last.failures} in a row"
    return "well" if last.tried == last.good else "—"  # under way, or cut short


def _shown(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "—"


def _span(time: timedelta) -> str:
    """`45 s`, `12 min`, `3 h`."""
    seconds = time.total_seconds()
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 100 * 60 else f"{seconds / 3600:.0f} h"
