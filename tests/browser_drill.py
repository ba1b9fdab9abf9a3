"""Does rendering survive what happens to browsers, and is it fast and small? `python -m tests.browser_drill` tries:

- a crawl of 200 pages whose browser is killed 20 times: all pages, and no wait of more than 60 seconds;
- SIGTERM to crawls whose browser runs, is frozen, or was killed a moment ago: the end within 15 seconds;
- a crawl of 1,000 pages without a delay: its memory, all processes together, and its speed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from tests.rendering.processes import alive, browsers, children, kill, memory_of, suspend, until
from tests.rendering.run import Rendering
from tests.rendering.world import Application
from tests.replica.run import Replica

LONGEST_WAIT, LONGEST_END = 60, 15  # seconds
MOST_MEMORY, LEAST_SPEED = 900, 4  # MB (PSS) of all processes; pages a second
GROWTH = 1.15  # of the last pages' median, to that of those after the first 200


@dataclass
class Drill:
    rows: list[tuple[str, str, bool]] = field(default_factory=list)

    def note(self, what: str, found: str, well: bool) -> None:
        self.rows.append((what, found, well))
        print(f"{what}: {found}{'' if well else '  NOT AS IT SHOULD BE'}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pages", type=int, default=1000, help="of the crawl that is measured")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    drill, chance = Drill(), random.Random(arguments.seed)
    drill.note("load of the machine", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", True)
    with tempfile.TemporaryDirectory() as folder, Replica(Application()) as replica:
        if arguments.kills:
            _kills(drill, replica, Path(folder), arguments.kills, chance)
            for state in ("running", "frozen", "killed"):
                _ends(drill, replica, Path(folder), state)
        if arguments.pages:
            _measures(drill, replica, Path(folder), arguments.pages)
    table = Table("what", "found", "")
    for what, found, well in drill.rows:
        table.add_row(what, found, "" if well else "not as it should be")
    Console().print(table)
    return 0 if all(well for _, _, well in drill.rows) else 1


def _kills(drill: Drill, replica: Replica, folder: Path, kills: int, chance: random.Random) -> None:
    pages = [f"/article/{number}" for number in range(10 * kills)]
    crawl = _start(replica, folder, "kills", pages)
    ever: set[psutil.Process] = set()
    gaps, done, killed, last = [0.0], 0, 0, time.monotonic()
    due = chance.uniform(0, 10)
    while crawl.process.poll() is None:
        ever.update(children(crawl.process.pid))
        if (titles := crawl.titles()) > done:
            gaps.append(time.monotonic() - last)
            done, last = titles, time.monotonic()
        if killed < kills and done >= due and (found := browsers(crawl.process.pid)):
            kill(found[0])
            killed += 1
            due = chance.uniform(killed * 10 - 5, killed * 10)  # of 200 pages, one in the last ten too
        time.sleep(0.1)
    lines = crawl.lines()
    whole = sum(lines.get(page, {}).get("title") == f"Мақала {page.rpartition('/')[2]}" for page in pages)
    drill.note("the browser was killed", f"{killed} times", killed == kills)
    drill.note("pages rendered nevertheless", f"{whole} of {len(pages)}", whole == len(pages))
    drill.note("longest wait for a page", f"{max(gaps):.1f} s", max(gaps) <= LONGEST_WAIT)
    _nothing_left(drill, folder / "kills", ever, "after that crawl")


def _ends(drill: Drill, replica: Replica, folder: Path, state: str) -> None:
    crawl = _start(replica, folder, state, [f"/article/{number}" for number in range(1000)])
    until(lambda: crawl.titles() > 5)
    ever = set(children(crawl.process.pid))
    if state == "frozen":
        suspend(ever)
    elif state == "killed":
        kill(browsers(crawl.process.pid)[0])
    began = time.monotonic()
    crawl.process.terminate()
    ever.update(children(crawl.process.pid))
    crawl.process.wait(300)
    took = time.monotonic() - began
    drill.note(f"SIGTERM, the browser {state}", f"{took:.1f} s to the end", took <= LONGEST_END)
    _nothing_left(drill, folder / state, ever, "after that")


def _measures(drill: Drill, replica: Replica, folder: Path, pages: int) -> None:
    crawl = _start(replica, folder, "measure", [f"/article/{number}" for number in range(pages)])
    until(crawl.titles)
    began, first = time.monotonic(), crawl.titles()
    measured = list(_measured(crawl))
    seconds = time.monotonic() - began
    speed = (crawl.titles() - first) / seconds
    whole = crawl.titles()
    drill.note("pages of the crawl that is measured", f"{whole} of {pages}", whole == pages)
    drill.note("speed", f"{speed:.1f} pages a second", speed >= LEAST_SPEED)
    pss, rss = (max(each[index] for each in measured) for index in (1, 2))
    drill.note("peak memory (PSS: what is shared counts once)", f"{pss / 1e6:.0f} MB", pss <= MOST_MEMORY * 1e6)
    drill.note("peak memory (RSS: what is shared counts each time)", f"{rss / 1e6:.0f} MB", True)
    after = _median(each[1] for each in measured if 0.2 <= each[0] / pages < 0.4)
    late = _median(each[1] for each in measured if each[0] / pages >= 0.8)
    both = f"{after / 1e6:.0f} and {late / 1e6:.0f} MB"
    drill.note("memory in the second fifth, and in the last", both, late <= GROWTH * after)
    drill.note("load of the machine meanwhile", f"{os.getloadavg()[0]:.1f}", True)


def _measured(crawl: Rendering) -> Iterator[tuple[int, int, int]]:
    """Pages, PSS and RSS of the crawl and all that it started, every second."""
    while crawl.process.poll() is None:
        pss, rss = memory_of(crawl.process.pid)
        yield crawl.titles(), pss, rss
        time.sleep(1)


def _median(values: Iterator[int]) -> int:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0


def _start(replica: Replica, folder: Path, name: str, pages: list[str]) -> Rendering:
    (folder / name).mkdir()
    return Rendering.start(replica, folder / name, pages)


def _nothing_left(drill: Drill, folder: Path, ever: set[psutil.Process], when: str) -> None:
    until(lambda: not alive(ever), 30)
    left = len(alive(ever)) + len(list((folder / "tmp").iterdir()))
    drill.note(f"processes and temporary folders left {when}", str(left), not left)


if __name__ == "__main__":
    sys.exit(main())
