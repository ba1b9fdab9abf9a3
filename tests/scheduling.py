"""A schedule of invented crawls in seconds, as a process of its own: `python -m tests.scheduling FOLDER SITE…`.

The name of a site says what its crawls do; behind a plus, what its backfill does. Each writes lines `SITE start TIME`
and so on to FOLDER/log, when it is ready to be asked to end.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from newsspider.schedule import backfills
from newsspider.schedule.book import Book, utc_now
from newsspider.schedule.crawler import Crawler
from newsspider.schedule.due import Crawl, Planned
from newsspider.schedule.plan import Backfill, Hours, Polling
from newsspider.schedule.runner import Runner
from newsspider.store.lately import Lately
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[1]
EVERY = 1.0  # seconds
DOES = {
    "good": "say start",
    "crash": "say start; kill -9 $$",
    "wrong": "say start; exit 1",
    "hang": "trap '' TERM; sleep 300 & echo $! >> hung; say start; while :; do sleep 0.1; done",
    "slow": "trap 'sleep 0.5; say ended; exit 1' TERM; say start; for i in $(seq 100); do sleep 0.1; done",
    "deaf": "trap 'say asked' TERM; say start; while :; do sleep 0.05; done",
    "rare": "say start",
    "daily": "say start",
}
PASTS = {
    "done": "say start",
    "dies": "say start; kill -9 $$",
    "incomplete": "say start; exit 1",
    "walks": "trap 'say ended; exit 1' TERM; say start; while :; do sleep 0.05; done",
    "goes": "trap 'say ended; exit 1' TERM; say start; while :; do sleep 0.05; done",
    "deaf": DOES["deaf"],
}
EVERY_OWN = {"rare": 3.0, "daily": 86_400.0}
# The lock is the one that a crawl holds while it runs.
SCRIPT = """
site=$1; say() { echo "$site $1 $(date +%s.%N)" >> log; }
exec 9>> locks/$site.lock; flock -n 9 || { say locked; exit 1; }
"""


def planned(site: str) -> Planned:
    minutes = EVERY_OWN.get(site, EVERY) / 60
    deadline = (1 / 60, 1 / 60) if site == "hang" else (60.0, 60.0)
    return Planned(site, "ru", "UTC", Polling((Hours(minutes, minutes),), requests=1, per_day=1e6, deadline=deadline))


def command(crawl: Crawl) -> list[str]:
    return ["bash", "-c", SCRIPT + DOES[crawl.site], "crawl", crawl.site]


def past(site: str, *, hours: tuple[int, int] = (0, 24)) -> backfills.Planned:
    return backfills.Planned(site, "UTC", Backfill("", "2024-12-31", ("ru",), hours))


def backfill_command(folder: Path) -> Callable[[str, Backfill], list[str]]:
    (folder / "locks").mkdir(exist_ok=True)
    takes = f"cd {shlex.quote(str(folder))}; {SCRIPT} echo $$ backfill > locks/$site.lock; "
    return lambda site, _: ["bash", "-c", takes + PASTS[site], "backfill", site]


def crawler(folder: Path, sites: Sequence[str], now: Callable[[], datetime] = utc_now) -> Crawler:
    (folder / "locks").mkdir(exist_ok=True)
    book = Book(folder, [planned(site) for site in sites], lambda _site, _zone, _now: Lately(), now)
    return Crawler(book, command, folder, grace=timedelta(seconds=0.5))


def main(folder: Path, sites: Sequence[str]) -> int:
    runs = crawler(folder, [site for site in sites if not site.startswith("+")])
    pasts = [past(site[1:]) for site in sites if site.startswith("+")]
    beside = backfills.Backfills(pasts, backfill_command(folder), folder, at_once=len(sites))
    return Runner(runs.book, runs, beside, at_once=len(sites), look=0.3).run(grace=timedelta(minutes=5))


@contextmanager
def scheduled(folder: Path, *sites: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Running, and killed at the end if it still is."""
    with (folder / "said").open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.scheduling", str(folder), *sites],
            cwd=ROOT,
            stderr=said,
            env={**os.environ, **(env or {})},
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ended(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGTERM) -> int:
    process.send_signal(number)
    return process.wait(PATIENCE)


def moments(folder: Path, site: str, what: str = "start") -> list[float]:
    """When the site's crawls said this."""
    log = folder / "log"
    lines = log.read_text().splitlines() if log.exists() else []
    words = (line.split() for line in lines)
    return [float(each[2]) for each in words if each[:2] == [site, what]]


def wait_for(folder: Path, site: str, times: int, what: str = "start") -> list[float]:
    wait_until(
        lambda: len(moments(folder, site, what)) >= times,
        lambda: f"{site}: {what} {len(moments(folder, site, what))} times, not {times}",
    )
    return moments(folder, site, what)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
