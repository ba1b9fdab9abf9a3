"""How fast are articles rebuilt from an archive, beside trafilatura on the same archive and cores?

`python -m benchmarks.reextract --pages 10000 --given FOLDER`; `benchmarks/archive_made.py` says of what it is made.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

from benchmarks.archive_made import SITE, make_archive
from newsspider.rebuild.run import Rebuilding
from newsspider.spiders.tengrinews import TengrinewsSpider
from newsspider.store.warc.index import WARC
from newsspider.store.warc.reading import captured


@dataclass(slots=True)
class Cost:
    """`own`: processor seconds of all its processes, by those of all cores in that time. `peak`: MB of all of them."""

    pages: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    own: float = 0.0
    busy: float = 0.0
    peak: float = 0.0

    @property
    def speed(self) -> float:
        return self.pages / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.pages:>8,} pages  {self.seconds:>7.1f} s  {self.speed:>7.1f} pages/s"
            f"  {1e3 * self.processor / self.pages:>5.1f} ms of a processor a page"
            f"  its processes {self.own:>4.0%} of the cores, all {self.busy:>4.0%}  peak {self.peak:>6,.0f} MB"
        )


class Watch:
    """Looks at this process and its children from `with` to the end of the block."""

    def __init__(self, cores: int) -> None:
        self.cost, self._cores, self._end = Cost(), cores, threading.Event()
        self._spent: dict[int, float] = {}

    def __enter__(self) -> Self:
        self._began, self._before = time.monotonic(), _spent(psutil.Process())
        psutil.cpu_percent()
        self._thread = threading.Thread(target=self._look_on)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()
        self.cost.seconds = time.monotonic() - self._began
        self.cost.busy = psutil.cpu_percent() / 100
        self.cost.processor = sum(self._spent.values()) - self._before
        self.cost.own = self.cost.processor / self.cost.seconds / self._cores

    def _look_on(self) -> None:
        while not self._end.wait(0.2):
            memory = 0
            for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
                try:
                    memory += process.memory_info().rss
                    self._spent[process.pid] = _spent(process)
                except psutil.NoSuchProcess:
                    continue
            self.cost.peak = max(self.cost.peak, memory / 1e6)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reextract", description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000, help="of the archive (default: 2,000)")
    parser.add_argument("--peer", type=int, default=400, help="pages that trafilatura is given (default: 400)")
    parser.add_argument("--given", type=Path, metavar="FOLDER", help="pages with gold.jsonl (default: the replica's)")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="reextract-") as folder:
        output = Path(folder)
        size = make_archive(output, options.pages, options.given)
        print(f"{options.pages:,} pages, {size / options.pages / 1e3:.0f} kB each, {options.cores} cores", flush=True)
        peer = trafilaturas(output, options.peer, options.cores)
        print(f"trafilatura  {peer}", flush=True)
        ours = reextracted(output, options.cores)
        less = (peer.processor / peer.pages) / (ours.processor / ours.pages)
        print(f"reextract    {ours}", flush=True)
        print(f"ratio        {ours.speed / peer.speed:.1f}; of processor time {less:.1f}", flush=True)


def reextracted(output: Path, cores: int) -> Cost:
    rebuilding = Rebuilding(output, {SITE: TengrinewsSpider}, "bench", "drop", cores=cores)
    with Watch(cores) as watch:
        counts = rebuilding.run()
    watch.cost.pages = counts["pages"]
    shutil.rmtree(rebuilding.to)
    return watch.cost


def trafilaturas(output: Path, most: int, cores: int) -> Cost:
    """The usual way: a pool of processes, a file of the archive for each, `extract` with metadata."""
    warcs = sorted((output / "archive" / SITE).glob(f"*{WARC}"))
    each = -(-most // cores)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "trafilatura"])
    with Watch(cores) as watch, ProcessPoolExecutor(cores, mp_context=context) as pool:
        given = [(warcs[number % len(warcs)], each) for number in range(cores)]
        watch.cost.pages = sum(pool.map(_trafilatura, given))
    return watch.cost


def _trafilatura(given: tuple[Path, int]) -> int:
    import trafilatura

    path, most = given
    count = 0
    for found in captured(path):
        page = gzip.decompress(found.body)
        read = trafilatura.extract(page, url=found.url, with_metadata=True, output_format="json")
        count += read is not None
        if count == most:
            break
    return count


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


if __name__ == "__main__":
    main()
