"""Which columns of a table fit on the terminal, and how is what was fetched shown in them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from newsspider.monitor.display import visible

BETWEEN = 3  # columns of the terminal: a line and a space on both sides


@dataclass(frozen=True, slots=True)
class Column:
    """`right`: of numbers. `least`: how wide its longest words are; None: it is never broken into lines. `terminal`:
    how wide a terminal must be for it; on others it is left out."""

    name: str
    right: bool = False
    least: int | None = None
    terminal: int = 0


Row = Sequence[str | Text]


def left_out(columns: Sequence[Column], terminal: int) -> list[str]:
    return [each.name for each in columns if each.terminal > terminal]


def table_of(columns: Sequence[Column], rows: Sequence[Row], terminal: int, *, sums: Sequence[Row] = ()) -> Table:
    """`sums`: rows below a line. Nothing in a cell is a command, neither to the terminal nor to rich."""
    kept = [number for number, each in enumerate(columns) if each.terminal <= terminal]
    shown, last = ([[_safe(row[number]) for number in kept] for row in part] for part in (rows, sums))
    table = Table()
    widths = _widths([columns[number] for number in kept], [*shown, *last], terminal)
    for number, width in zip(kept, widths, strict=True):
        each = columns[number]
        table.add_column(each.name, justify="right" if each.right else "left", width=width, overflow="fold")
    for row in shown:
        table.add_row(*row)
    table.add_section()
    for row in last:
        table.add_row(*row, style="bold")
    return table


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Text]], terminal: int) -> list[int]:
    """As wide as what stands in them; where that is too much, the widest ones give way, down to their words."""
    widths = [max([cell_len(each.name), *(row[at].cell_len for row in rows)]) for at, each in enumerate(columns)]
    room = terminal - BETWEEN * len(columns) - 1
    while sum(widths) > room:
        spare = [
            width - (width if each.least is None else each.least) for each, width in zip(columns, widths, strict=True)
        ]
        if max(spare) <= 0:
            break
        widths[spare.index(max(spare))] -= 1
    return widths


def _safe(cell: str | Text) -> Text:
    return Text(visible(cell)) if isinstance(cell, str) else Text(visible(cell.plain), cell.style)
