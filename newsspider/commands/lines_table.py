"""How are the lines that recur told to people?"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsspider.monitor.display import visible
from newsspider.normalise.recurring import verdict
from newsspider.store.line_counts import Counts, Seen

WIDTH = 160  # where no terminal says how wide it is
STYLES = {"learnt": "yellow", "forbidden": "red", "allowed": "green", "kept": ""}


def print_lines(counts: Mapping[str, Counts], console: Console) -> None:
    """By edition, what stands in most articles first."""
    if not console.is_terminal:
        console.width = WIDTH
    if any(each.lines for each in counts.values()):
        console.print(_table(counts))
    for edition, each in counts.items():
        if not each.lines:
            told = f"{edition}: no line recurs in the {each.articles:,} articles that were counted"
            console.print(Text(visible(told)), soft_wrap=True)


def _table(counts: Mapping[str, Counts]) -> Table:
    table = Table(caption="learnt and forbidden lines are dropped", caption_justify="left")
    table.add_column("edition")
    for name in ("articles", "of", "share"):
        table.add_column(name, justify="right")
    for name in ("decision", "key"):
        table.add_column(name, no_wrap=True)
    table.add_column("line", overflow="fold")
    for edition, each in counts.items():
        for key, seen in sorted(each.lines.items(), key=lambda item: (-item[1].articles, item[0])):
            table.add_row(*_row(edition, key, seen, each.articles))
    return table


def _row(edition: str, key: str, seen: Seen, of: int) -> list[Text]:
    decision = verdict(seen, of)
    share = f"{seen.articles / of:.0%}" if of else "—"
    told = (edition, f"{seen.articles:,}", f"{of:,}", share, decision, key, seen.text)
    row = [Text(visible(each)) for each in told]
    row[4].stylize(STYLES.get(decision, ""))
    return row
