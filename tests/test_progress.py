"""Does a person see how far a crawl is, on a terminal and without one?"""

from __future__ import annotations

import fcntl
import io
import logging
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

import pytest
from rich.console import Console

from newsspider.monitor.display import Above, Display, table, visible
from newsspider.monitor.pace import Pace
from newsspider.monitor.progress import (
    Host,
    Progress,
    day_files,
    duration,
    live_rows,
    progress_line,
    summary_line,
    summary_rows,
)
from newsspider.monitor.reach import Reach, left, reach_line
from tests.replica.run import Replica
from tests.replica.world import World
from tests.waiting import PATIENCE

COUNTS = {
    "stored": 1200,
    "duplicate": 2,
    "duplicate_urls": 1,
    "refused": 4,
    "refused/listing": 1,
    "refused/http-404": 3,
}
RESTING = (Host("b.kz", delay=1.0), Host("a.kz", delay=10.0, rests=43.2), Host("c.kz"))

LINES = [
    (Progress("a"), "a: 0 pages (0 a minute), 0 articles, 0 duplicates, 0 refused"),
    (
        Progress("a", pages=1, per_minute=58.4, counts={"stored": 1, "unchanged": 2}, pending=0),
        "a: 1 page (58 a minute), 1 article, 0 duplicates, 2 unchanged, 0 refused, 0 pending",
    ),
    (
        Progress("a", pages=1430, counts=COUNTS, pending=12345, hosts=RESTING),
        "a: 1,430 pages (0 a minute), 1,200 articles, 3 duplicates, 4 refused (http-404 3, listing 1), 12,345 pending; "
        "waiting for a.kz (rests for 43 s), b.kz (a request every 1 s), c.kz",
    ),
]
ENDS = [
    ("finished", [], "a: finished after 1 min 1 s: 0 articles, 0 duplicates, 0 refused"),
    (
        "limit",
        [Path("x/1"), Path("y")],
        "a: limit reached after 1 min 1 s: 0 articles, 0 duplicates, 0 refused; x/1; y",
    ),
    ("unheard-of", [], "a: unheard-of after 1 min 1 s: 0 articles, 0 duplicates, 0 refused"),
]
DURATIONS = [
    (0, "0 s"),
    (-3, "0 s"),
    (59.4, "59 s"),
    (59.6, "1 min 0 s"),
    (125, "2 min 5 s"),
    (3 * 3600 + 125, "3 h 2 min"),
]
HOSTILE = [
    ("Қазақ тілі 中文 [bold]", "Қазақ тілі 中文 [bold]"),  # markup is shown, not obeyed
    ("a\x1b[2Jb\x1bcc\x07\x9b1md\x00", "a[2Jbcc1md"),  # clear, reset, bell, the 8-bit introducer
    ("a\x1b]0;title\x07b\x1b]8;;http://x\x1b\\c", "a]0;titleb]8;;http://x\\c"),  # window title, link
    ("one\ntwo\tthree\r\x85four\u2028five", "one two threefourfive"),  # no row has two lines
    ("a\u202egnp.exe\u2069\u200b", "agnp.exe"),  # direction
    ("a\ud800b", "ab"),  # a lone surrogate can't be printed at all
]


@pytest.mark.parametrize(("progress", "line"), LINES)
def test_progress_line(progress: Progress, line: str) -> None:
    assert progress_line(progress) == line


@pytest.mark.parametrize(("reason", "files", "line"), ENDS)
def test_summary_line(reason: str, files: list[Path], line: str) -> None:
    assert summary_line(Progress("a", seconds=61), reason, files) == line


@pytest.mark.parametrize(("seconds", "words"), DURATIONS)
def test_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_terminals_obey_nothing_fetched(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_rows() -> None:
    progress = Progress("a", pages=9, counts=COUNTS, hosts=RESTING[:2], source="https://a.kz/rss", title="Title")
    assert live_rows(progress) == [
        ("pages", "9 (0 a minute)"),
        ("articles", "1,200"),
        ("duplicates", "3"),
        ("refused", "4 (http-404 3, listing 1)"),
        ("pending", "not known"),
        ("waiting for", "a.kz (rests for 43 s)"),
        ("", "b.kz (a request every 1 s)"),
        ("last source", "https://a.kz/rss"),
        ("last article", "Title"),
    ]
    assert summary_rows(Progress("a", counts={"unchanged": 1}, pending=7), "shutdown", [Path("output/x.jsonl")]) == [
        ("ended", "stopped after 0 s, the next crawl goes on"),
        ("pages", "0"),
        ("articles", "0"),
        ("duplicates", "0"),
        ("unchanged", "1"),
        ("refused", "0"),
        ("pending", "7"),
        ("written", "output/x.jsonl"),
    ]


def test_many_hosts_do_not_fill_the_screen() -> None:
    rows = live_rows(Progress("a", hosts=tuple(Host(f"{number}.kz") for number in range(9))))
    assert [value for name, value in rows[5:]] == ["0.kz", "1.kz", "2.kz", "3.kz", "4.kz", "4 more"]


def test_pace_is_that_of_the_last_minute() -> None:
    pace = Pace(100.0)
    assert pace.per_minute(100.5, 7) == 0.0  # too early to tell
    assert pace.per_minute(110.0, 10) == 60.0
    for second in range(10, 200):
        last = pace.per_minute(101.0 + second, 10)
    assert last == 0.0


def test_files_of_the_days_of_a_crawl(tmp_path: Path) -> None:
    for path in (
        "articles/a/2026-11-20.jsonl",
        "articles/a/2026-11-22.jsonl",
        "refused/a/2026-11-21.jsonl",
        "articles/b/2026-11-21.jsonl",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    found = day_files(tmp_path, "a", date(2026, 11, 21), date(2026, 11, 22))
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "articles/a/2026-11-22.jsonl",
        "refused/a/2026-11-21.jsonl",
    ]


def test_a_long_title_is_cut_at_the_edge_of_the_terminal() -> None:
    console = Console(file=io.StringIO(), width=40)
    console.print(table([("last article", "Ә" * 500)]))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().rstrip("\n") == "last article  " + "Ә" * 25 + "…"


def test_log_lines_above_the_display_are_plain_text() -> None:
    console = Console(file=io.StringIO(), width=20, force_terminal=True, highlight=False)
    stream = Above(console)
    for text in ("\x1b[32mINFO\x1b[0m https://a.kz/[b]/a-line-longer-than-the-terminal\x1bc\n", "two\nlines\n", "\n"):
        stream.write(text)
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "INFO https://a.kz/[b]/a-line-longer-than-the-terminalc\ntwo\nlines\n"


def test_without_a_terminal_nothing_changes_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Display.on_terminal(io.StringIO()) is None
    monkeypatch.setenv("TERM", "dumb")
    with _terminal() as (_, terminal):
        assert Display.on_terminal(terminal) is None


def test_log_handlers_are_given_back() -> None:
    with _terminal() as (_, terminal):
        display, handler = Display.on_terminal(terminal), logging.StreamHandler(terminal)
        assert display is not None
        logging.root.addHandler(handler)
        try:
            display.start()
            assert isinstance(handler.stream, Above)
            display.show("a", [("pages", "1")])
            display.stop()
            display.stop()  # a second time does no harm
            assert handler.stream is terminal
        finally:
            logging.root.removeHandler(handler)


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    with Replica(World.make(small=True), output=tmp_path_factory.mktemp("output")) as replica:
        yield replica


def test_a_crawl_on_a_terminal(replica: Replica) -> None:
    with _terminal() as (keyboard, terminal):
        crawl = subprocess.Popen(
            _crawl("polisia", "-a", "limit=8", "-s", "DOWNLOAD_DELAY=0.2"),
            env=replica.whole_environment({"TERM": "xterm", "CI": "", "NEWSSPIDER_PLAIN": "", "NO_COLOR": ""}),
            stderr=terminal,
        )
        terminal.close()
        seen = _read(keyboard)
    assert crawl.wait(PATIENCE) == 0
    live, _, end = seen.rpartition("\x1b[?25h")  # the cursor comes back
    assert "╭─ polisia" in live
    assert "waiting for" in live
    assert re.search(r"last article +\S+ ", _plain(live))
    assert "was not read: http-401" in live
    assert re.search(r"articles +8\b", _plain(end))
    assert re.search(r"pending +\d", _plain(end))
    assert str(next((replica.output / "articles" / "polisia").iterdir())) in end


def test_a_crawl_without_a_terminal(replica: Replica) -> None:
    done = replica.run(*_crawl("kazinform", "-a", "limit=5", "-s", "PROGRESS_INTERVAL=0.5"))
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if "INFO kazinform: " in line]
    assert re.search(r"\d+ pages? \(\d+ a minute\), \d+ articles?, .* pending", lines[0])
    assert re.search(
        r"kazinform: limit reached after .*: 5 articles, .*\d+ pending; .*/articles/kazinform/.*\.jsonl", lines[-1]
    )
    assert "\x1b" not in done.stderr


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def _crawl(site: str, *options: str) -> list[str]:
    pace = ["-s", "DOWNLOAD_DELAY=0.05", "-s", "AUTOTHROTTLE_ENABLED=0"]
    return [sys.executable, "-m", "scrapy", "crawl", site, *pace, *options]


@contextmanager
def _terminal() -> Iterator[tuple[int, TextIO]]:
    """A terminal of 30 lines and 100 columns: the end that a person has, and the end that a program has."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    with open(ours, "rb") as keyboard, open(theirs, "w", encoding="utf-8") as terminal:
        yield keyboard.fileno(), terminal


def _read(keyboard: int) -> str:
    """All that appears until the program lets go of its end."""
    seen = b""
    while True:
        try:
            more = os.read(keyboard, 65536)
        except OSError:  # Linux says so at the end
            more = b""
        if not more:
            return seen.decode()
        seen += more


def day(number: int) -> datetime:
    return datetime(2024, 5, number, tzinfo=UTC)


LEFT = [  # since, reached, began at, all announced, articles, pending, seconds, seconds left
    (day(1), {"kk": day(21)}, {"kk": day(31)}, False, 100, 0, 60.0, (120.0, 120.0)),  # 20 days at 10 a minute
    (day(1), {"kk": day(21), "ru": day(26)}, {"kk": day(31), "ru": day(31)}, False, 100, 0, 60.0, (120.0, 300.0)),
    (day(1), {"kk": day(21)}, {"kk": day(31)}, False, 100, 1000, 60.0, (600.0, 600.0)),  # so much is announced
    (None, {"kk": day(21)}, {"kk": day(31)}, False, 100, 1000, 60.0, None),  # nobody knows where it ends
    (None, {"kk": day(21)}, {"kk": day(31)}, True, 100, 1000, 60.0, (600.0, 600.0)),
    (day(1), {"kk": day(31)}, {"kk": day(31)}, False, 100, 0, 60.0, None),  # no whole day yet
    (day(1), {"kk": day(21)}, {"kk": day(31)}, False, 10, 0, 60.0, None),  # too few articles
    (day(1), {}, {}, False, 100, 0, 60.0, None),
    (day(1), {"kk": day(21)}, {"kk": day(31)}, False, 100, None, 60.0, None),
]


@pytest.mark.parametrize(("since", "reached", "began", "known", "articles", "pending", "seconds", "wanted"), LEFT)
def test_what_is_left_of_a_backfill(
    since: datetime | None,
    reached: dict[str, datetime],
    began: dict[str, datetime],
    known: bool,
    articles: int,
    pending: int | None,
    seconds: float,
    wanted: tuple[float, float] | None,
) -> None:
    assert left(Reach(since, reached, began, known), articles, pending, seconds) == wanted


PAST_LINES = [
    (Reach(day(1), {"kk": day(21)}, {"kk": day(31)}), 0, "back to 2024-05-21, 2 min 0 s left if it goes on like this"),
    (Reach(None, {"kk": day(21)}, {}, True), 100, "back to 2024-05-21, about 1 min 0 s left"),
    (Reach(None, {"kk": day(21)}, {}), 100, "back to 2024-05-21, how long it takes is not known yet"),
    (Reach(day(1), {}, {}), 0, "nothing read yet, how long it takes is not known yet"),
]


@pytest.mark.parametrize(("past", "pending", "line"), PAST_LINES)
def test_how_far_a_backfill_is(past: Reach, pending: int, line: str) -> None:
    assert reach_line(past, 100, pending, 60.0) == line


def test_what_revisits_brought_is_told() -> None:
    counts = {"stored": 1, "revisits": 6, "revisits/version": 5, "revisits/not-modified": 1}
    told = summary_line(Progress("a", counts=counts), "no-source-answered", ())
    assert "no source answered in" in told
    assert "1 article, 0 duplicates, 5 new versions, 6 seen again, 0 refused" in told
