"""How is a running crawl shown on a terminal?"""

from __future__ import annotations

import atexit
import io
import logging
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

NAME = 12  # columns
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Display:
    """Rows that change in place at the bottom of a terminal, with log lines passing above them."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(
            console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
        )
        self._moved: list[tuple[logging.StreamHandler[TextIO], TextIO]] = []

    @classmethod
    def on_terminal(cls, stream: TextIO) -> Display | None:
        """None where nothing can change in place."""
        console = Console(file=stream, markup=False, highlight=False, emoji=False)
        return cls(console) if stream.isatty() and not console.is_dumb_terminal else None

    def start(self) -> None:
        atexit.register(self.stop)  # a crawl that is stopped twice says nothing more, and the cursor is hidden
        above = Above(self._console)
        for handler in logging.root.handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream in (sys.stderr, self._console.file):
                self._moved.append((handler, handler.stream))
                handler.setStream(above)
        self._live.start()

    def show(self, title: str, rows: Iterable[tuple[str, str]]) -> None:
        self._live.update(Panel(table(rows), title=Text(visible(title)), title_align="left", expand=True), refresh=True)

    def stop(self) -> None:
        self._live.stop()
        for handler, stream in self._moved:
            handler.setStream(stream)
        self._moved.clear()
        atexit.unregister(self.stop)

    def end(self, title: str, rows: Iterable[tuple[str, str]]) -> None:
        """Stop, and leave these rows on the screen, whole: paths are to be copied."""
        self.stop()
        self._console.print(Text(visible(title), style="bold"))
        for name, value in rows:
            self._console.print(Text.assemble((f"  {name:<{NAME}}  ", "dim"), visible(value)), soft_wrap=True)


class Above(io.TextIOBase):
    """A stream for log handlers: what is written to it appears above the display."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def write(self, text: str) -> int:
        lines = _COLOURS.sub("", text).rstrip("\n").split("\n")
        if text.strip("\n"):
            self._console.print(Text("\n".join(visible(line) for line in lines)), soft_wrap=True)
        return len(text)


def table(rows: Iterable[tuple[str, str]]) -> Table:
    """Names and values, one line each, cut at the terminal's edge."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True, min_width=NAME)
    grid.add_column()
    for name, value in rows:
        grid.add_row(name, Text(visible(value), no_wrap=True, overflow="ellipsis"))
    return grid


def visible(text: str) -> str:
    """Fetched text without what a terminal obeys: control characters, line breaks, changes of direction."""
    return "".join(
        " " if char in "\t\n" else char for char in text if char in "\t\n" or unicodedata.category(char) not in _OBEYED
    )


_OBEYED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
