"""Can the tables of status and gaps be read on any terminal, and is nothing in them a command to it?"""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from newsspider.commands.gaps_found import Found
from newsspider.commands.gaps_table import Told, show
from newsspider.commands.status_table import print_table
from newsspider.monitor.health import Health
from newsspider.store.accounts import Account
from newsspider.store.missing import ARGUMENTS, Missing
from newsspider.store.overview import Run, SiteOverview

WIDTHS = (80, 100, 110, 120, 140, 160)
RUN = Run("2026-11-17T09:05:00Z", "2026-11-17T10:07:12Z", "handed-over", {}, False)
REFUSED = Counter({"http-404": 1200, "robots-unreachable": 3})
SITE = SiteOverview(
    RUN, stored=123456, versions=1200, stored_lately=1234, pages=Counter(pending=54321, duplicate=1234), refused=REFUSED
)
ACCOUNT = Account(123456, Counter(feed=1200, listing=30000), 123000, 122999, 12, REFUSED, 1234, Counter({"gone": 4}))
HOSTILE = "\x1b]0;x\x07\u202e[bold]\n"
OBEYED = {"\x1b", "\x07", "\u202e"}


def terminal(width: int) -> Console:
    return Console(width=width, force_terminal=True, color_system=None, highlight=False, file=StringIO())


def shown(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def status(console: Console) -> str:
    print_table({"tengrinews": SITE, "polisia": SiteOverview()}, {"tengrinews": None, "polisia": None}, console)
    return shown(console)


def gaps(console: Console) -> str:
    found = Found()
    found.add(Missing("1", "https://a.kz/1", "kk", "2026-11-22", ARGUMENTS))
    found.add(Missing("2", "https://a.kz/2", "kk", "2026-11-22", "refused: robots-unreachable"))
    show(Told("a", None, None, found, accounts={("2026-11-22", "kk"): ACCOUNT}), console, every_day=False)
    return shown(console)


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_are_no_longer_and_words_whole(width: int) -> None:
    for told, words in (
        (status(terminal(width)), ("tengrinews", "2026-11-17", "handed-over", "123,456", "1,234", "54,321")),
        (gaps(terminal(width)), ("2026-11-22", "123,456", "122,999", "robots-unreachable", "arguments")),
    ):
        table = [line for line in told.splitlines() if line[:1] in "┏┃┡│├└"]
        assert {cell_len(line) for line in table} == {cell_len(table[0])}
        assert cell_len(table[0]) <= width
        assert all(line[-1] in "┓┃┩│┤┘" for line in table)
        assert not [word for word in words if word not in told]
        assert "…" not in told


def test_what_is_left_out_is_told() -> None:
    assert "a wider terminal shows also: announced by" in gaps(terminal(80))
    assert "wider" not in gaps(terminal(160)) + status(terminal(160))
    assert "--json everything" in status(terminal(80))
    assert "robots-unreachable 3" in status(terminal(110))


def test_nothing_that_a_terminal_obeys() -> None:
    console = terminal(160)
    run = Run("2026-11-17T09:05:00Z", None, HOSTILE, {}, False)
    site = SiteOverview(run, refused=Counter({HOSTILE: 1}), newest_published=HOSTILE)
    print_table({HOSTILE: site}, {HOSTILE: Health("ill", HOSTILE)}, console)
    found = Found()
    found.add(Missing("1", "https://a.kz/1", HOSTILE, HOSTILE, HOSTILE))
    account = Account(refused=Counter({HOSTILE: 1}), discovered=Counter({HOSTILE: 1}))
    show(Told(HOSTILE, None, None, found, accounts={(HOSTILE, HOSTILE): account}), console, every_day=True)
    assert not OBEYED & set(shown(console))
    assert shown(console).count("[bold]") >= 6  # no markup of rich's either
