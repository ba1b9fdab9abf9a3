"""Is each failure of a site raised by the next crawl, and does a quiet time raise none?

`python -m tests.replica.alarms`: real crawls of some days in the replica web, with their clock set to the world's; then
each failure, with one crawl more; and eight quiet weeks with weekends, a holiday, slow and busy days, and a server that
is busy now and then.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from tests.replica.answers import Web
from tests.replica.clock import Clock
from tests.replica.crawls import crawl, preload
from tests.replica.failures import FAILURES, Failing, Failure, Scene
from tests.replica.faults import Fault
from tests.replica.plan import week
from tests.replica.rhythm import lived
from tests.replica.run import Replica
from tests.replica.world import World

FAKETIME = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
SITES = ("tengrinews", "kazinform")
BEGAN = datetime(2026, 11, 9, 3, tzinfo=UTC)  # a Monday morning; its day could be a month
LAST = BEGAN + timedelta(days=2)
WEEKS_END = datetime(2026, 11, 1, 19, tzinfo=UTC)
HOLIDAYS = (date(2026, 10, 26),)  # the day after Republic Day, a Monday
PER_DAY = 4  # crawls
_FAST = (
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "AUTOTHROTTLE_ENABLED=0",
    "-s",
    "BACKOFF_START=0.01",
    "-s",
    "LOG_LEVEL=CRITICAL",
)


@dataclass(slots=True)
class Told:
    """What crawls said: when, and which health with what reason."""

    site: str
    name: str
    expected: str = ""
    crawls: int = 0
    articles: int = 0
    said: list[tuple[datetime, str, str]] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        if not self.expected:
            return self.crawls > 0 and not self.said
        return any(self.expected in why for _, _, why in self.said)


@dataclass(frozen=True, slots=True)
class Past:
    """A site's world, and a folder with the crawls of the days before `BEGAN`."""

    world: World
    folder: Path
    crawls: int


def live(site: str, output: Path, *, days: int, times: float, per_day: int = PER_DAY) -> Past:
    """Crawls until `BEGAN`; the world goes on after it."""
    world = World.make(end=LAST, plan=lived(site, BEGAN - timedelta(days=days), LAST, times=times))
    moments = list(_moments(BEGAN - timedelta(days=days - 1), BEGAN, per_day))
    told = run(world, site, output, moments)
    assert not told.said, told.said
    return Past(world, output, len(moments))


def fail(past: Past, failure: Failure, donors: World) -> Told:
    told = Told(failure.site, failure.name, failure.told)
    now = BEGAN + failure.after
    world = Failing(past.world, failure, Scene(BEGAN, now, donors.stories))
    faults = [Fault(pattern, kind, to=failure.to, seconds=failure.seconds) for pattern, kind in failure.faults]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        shutil.copytree(past.folder, output)
        return run(world, failure.site, output, [now], faults=faults, told=told, options=failure.options)


def quiet(site: str, *, weeks: int, per_day: int = PER_DAY) -> Told:
    """Feeds are polled, and once a day all is read. On one day of seven the server is too busy at first."""
    since = WEEKS_END - timedelta(weeks=weeks)
    world = World.make(end=WEEKS_END, plan=lived(site, since - timedelta(days=3), WEEKS_END, holidays=HOLIDAYS))
    with tempfile.TemporaryDirectory() as folder:
        moments = list(_moments(since, WEEKS_END, per_day))
        return run(
            world, site, Path(folder) / "output", moments, told=Told(site, f"{weeks} quiet weeks"), polls=per_day
        )


def run(
    world: Web,
    site: str,
    output: Path,
    moments: Sequence[datetime],
    *,
    faults: Sequence[Fault] = (),
    told: Told | None = None,
    options: Sequence[str] = (),
    polls: int = 0,
) -> Told:
    """One crawl at each of the moments. `polls`: of so many crawls, all but one read nothing but feeds."""
    told = told or Told(site, "")
    clock = Clock(moments[0])
    with Replica(world, output=output, clock=clock, faults=faults) as replica:
        for number, moment in enumerate(moments):
            clock.set(moment)
            if polls and number % (7 * polls) == 2:
                for pattern in (r"rss|feed", r"sitemap", r"-\d+/$"):  # an hour of trouble, that asking again cures
                    replica.faults.add(Fault(pattern, "503", times=1, seconds=0))
            feed = ("-a", "sources=feed") if polls and number % polls else ()
            offset = round((moment - datetime.now(UTC)).total_seconds())
            crawl(site, replica.whole_environment({"FAKETIME": f"{offset:+d}"}), *_FAST, *feed, *options)
            last = orjson.loads((output / "runs.jsonl").read_bytes().splitlines()[-1])
            told.crawls += 1
            told.articles += last["counts"].get("stored", 0)
            if last["health"] != "ok":
                told.said.append((moment, last["health"], last["why"]))
    return told


def _moments(since: datetime, until: datetime, per_day: int) -> Iterator[datetime]:
    step = timedelta(days=1) / per_day
    at = until - (until - since) // step * step
    while at <= until:
        yield at
        at += step


@contextmanager
def pasts(sites: Sequence[str], *, days: int, times: float, per_day: int) -> Iterator[dict[str, Past]]:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        waiting = {
            site: pool.submit(live, site, Path(folder) / site, days=days, times=times, per_day=per_day)
            for site in sites
        }
        yield {site: each.result() for site, each in waiting.items()}


def print_failures(all_told: Sequence[Told], console: Console) -> None:
    table = Table()
    for name in ("failure", "site", "new articles", "health", "why"):
        table.add_column(name)
    for told in all_told:
        for _, health, why in told.said or [(BEGAN, "ok", "")]:
            table.add_row(
                told.name + ("" if told.passed else " (NOT RAISED)"), told.site, str(told.articles), health, why
            )
    console.print(table)
    console.print(f"{sum(told.passed for told in all_told)} of {len(all_told)} raised by the next crawl")


def print_quiet(all_told: Sequence[Told], console: Console) -> None:
    for told in all_told:
        console.print(
            f"{told.site}: {told.name}, {told.crawls} crawls, {told.articles} articles: {len(told.said)} alarms"
        )
        for moment, health, why in told.said:
            console.print(f"  {moment:%Y-%m-%d %H:%M} {health}: {why}", markup=False, soft_wrap=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.replica.alarms", description=__doc__)
    parser.add_argument("--weeks", type=int, default=8, help="quiet weeks (default: 8; 0: none)")
    parser.add_argument("--days", type=int, default=9, help="days of history before a failure (default: 9)")
    parser.add_argument("--per-day", type=int, default=PER_DAY, help="crawls (default: 4)")
    parser.add_argument("--times", type=float, default=2.0, help="volume of the days with failures (default: 2.0)")
    parser.add_argument("--only", default="", help="names of failures, a comma between them (default: all; -: none)")
    options = parser.parse_args(arguments)
    if FAKETIME is None:
        print("libfaketime is not installed: apt-get install libfaketime")
        return 2
    preload(FAKETIME)
    chosen = [each for each in FAILURES if not options.only or each.name in options.only.split(",")]
    console = Console()
    console.width = max(console.width, 200)
    donors = World.make(7, end=LAST, plan=week(LAST))
    failed: list[Told] = []
    sites = sorted({failure.site for failure in chosen})
    with (
        pasts(sites, days=options.days, times=options.times, per_day=options.per_day) as known,
        ThreadPoolExecutor(2) as pool,
    ):
        failed = list(pool.map(lambda failure: fail(known[failure.site], failure, donors), chosen))
    print_failures(failed, console)
    with ThreadPoolExecutor(2) as pool:
        calm = list(
            pool.map(
                lambda site: quiet(site, weeks=options.weeks, per_day=options.per_day), SITES if options.weeks else ()
            )
        )
    print_quiet(calm, console)
    passed = all(told.passed for told in (*failed, *calm))
    console.print("PASSED" if passed else "FAILED")
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main())
