"""Does a backfill keep every article once, in bounded memory, whatever kills it, and how fast is it?

`python -m tests.replica.backfill` (`make backfill`): a site of 100,000 articles, made as they are asked for.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from tests.replica.archive import Archive
from tests.replica.run import Replica

MEMORY = 250  # MB
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "LOG_LEVEL=WARNING")
COMMAND = ("scrapy", "backfill", "tengrinews", "--editions", "en")


@dataclass(slots=True)
class Result:
    """`peak`: MB of the crawl's process. `requests`: all that the server had."""

    wanted: int
    stored: int = 0
    lost: int = 0
    doubled: int = 0
    kills: int = 0
    peak: float = 0.0
    seconds: float = 0.0
    requests: int = 0

    @property
    def passed(self) -> bool:
        return self.stored == self.wanted and not self.lost and not self.doubled and self.peak <= MEMORY

    def __str__(self) -> str:
        return (
            f"{self.stored:,} of {self.wanted:,} articles, {self.lost} lost, {self.doubled} twice; {self.kills} kills; "
            f"peak {self.peak:.0f} MB; {self.requests:,} requests in {self.seconds:.0f} s"
        )


def run(count: int, output: Path, *, kills: int, say: bool = True, seed: int = 1) -> Result:
    """A backfill, ended so many times at random moments: by SIGKILL mostly, by SIGTERM now and then."""
    archive, result, dice = Archive(count), Result(count), random.Random(seed)
    marks = sorted(dice.sample(range(1, count), kills))  # killed when so many lines are there
    with Replica(archive, output=output) as replica:
        began = time.monotonic()
        while True:
            process = replica.start(*COMMAND, *FAST, log=output.with_name(f"{output.name}.log"))
            ended = _watch(process, output, result, marks[0] if marks else None, say=say, dice=dice)
            if ended == 0:
                break
            if not marks:
                raise SystemExit(f"the backfill ended with {ended}: see {output}.log")
            marks.pop(0)
            result.kills += 1
        result.seconds = time.monotonic() - began
        result.requests = len(replica.journal)
    found = keys(output)
    result.stored, result.doubled = len(set(found)), len(found) - len(set(found))
    result.lost = len(archive.keys() - set(found))
    return result


def keys(output: Path) -> list[str]:
    """Of the articles written."""
    found = []
    for path in sorted(output.glob("articles/tengrinews/*.jsonl")):
        with path.open("rb") as file:
            found += [orjson.loads(line)["url"].rstrip("/").rpartition("-")[2] for line in file]
    return found


def _watch(
    process: subprocess.Popen[bytes], output: Path, result: Result, mark: int | None, *, say: bool, dice: random.Random
) -> int:
    """Until it ends, or is ended at the mark; its exit code."""
    counted, told, at = _Counter(output), 0, time.monotonic()
    step = max(1, min(10_000, result.wanted // 10))
    while process.poll() is None:
        result.peak = max(result.peak, memory(process.pid))
        lines = counted.lines()
        if mark is not None and lines >= mark:
            process.send_signal(signal.SIGTERM if dice.random() < 0.3 else signal.SIGKILL)
            return process.wait(120) or 1
        if say and lines // step > told:
            told = lines // step
            print(f"{lines:,} articles, peak {result.peak:.0f} MB, {time.monotonic() - at:.0f} s", flush=True)
        time.sleep(0.2 if say else 0.02)
    return process.returncode


class _Counter:
    """Counts lines as they are added."""

    def __init__(self, output: Path) -> None:
        self._output, self._read, self._lines = output, dict[Path, int](), 0

    def lines(self) -> int:
        for path in self._output.glob("articles/tengrinews/*.jsonl"):
            with path.open("rb") as file:
                file.seek(self._read.get(path, 0))
                while part := file.read(1 << 20):
                    self._lines += part.count(b"\n")
                self._read[path] = file.tell()
        return self._lines


def memory(pid: int) -> float:
    """The most that the process ever had, in MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def polite(count: int, delay: float) -> tuple[float, float]:
    """Articles a second with this delay, and the share of the requests that the delay allows."""
    with tempfile.TemporaryDirectory() as folder, Replica(Archive(count), output=Path(folder) / "output") as replica:
        settings = ("-s", f"DOWNLOAD_DELAY={delay}", "-s", f"AUTOTHROTTLE_START_DELAY={delay}")
        replica.run(*COMMAND, *settings, "-s", "LOG_LEVEL=WARNING", timeout=None)
        moments = sorted(entry.at for entry in replica.journal)
        found = len(keys(replica.output))
    took = moments[-1] - moments[0]
    return found / took, (len(moments) - 1) * delay / took


def unlimited(count: int, at_once: int) -> tuple[float, float]:
    """Pages a second without a delay: of a backfill, and of a bare spider that fetches the same pages."""
    archive = Archive(count)
    each = ("-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={at_once}")
    with tempfile.TemporaryDirectory() as folder, Replica(archive, output=Path(folder) / "output") as replica:
        replica.run(*COMMAND, *FAST, *each, timeout=None)
        entries = list(replica.journal)
        ours = _pace([entry.at for entry in entries])
        urls = Path(folder) / "urls"
        urls.write_text("\n".join(f"https://{entry.host}{entry.target}" for entry in entries))
        asked = len(entries)
        settings = ("DOWNLOAD_DELAY=0", f"CONCURRENT_REQUESTS_PER_DOMAIN={at_once}")
        done = replica.run(sys.executable, "-m", "tests.replica.bare", str(urls), *settings, timeout=None)
        assert done.returncode == 0, done.stderr
        bare = _pace([entry.at for entry in list(replica.journal)[asked:]])
    return ours, bare


def _pace(moments: Sequence[float]) -> float:
    return (len(moments) - 1) / (max(moments) - min(moments))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.replica.backfill", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="of the archive (default: 100,000; 0: skip)")
    parser.add_argument("--kills", type=int, default=20, help="at random moments (default: 20)")
    parser.add_argument(
        "--polite", type=int, default=300, help="articles at one request a second (default: 300; 0: skip)"
    )
    parser.add_argument("--fast", type=int, default=3000, help="articles without a limit (default: 3,000; 0: skip)")
    parser.add_argument("--at-once", type=int, default=1, help="requests at the same time then (default: 1)")
    options = parser.parse_args(arguments)
    well = True
    if options.articles:
        with tempfile.TemporaryDirectory() as folder:
            result = run(options.articles, Path(folder) / "output", kills=options.kills)
        print(f"{'PASSED' if result.passed else 'FAILED'}: {result}", flush=True)
        well = result.passed
    if options.polite:
        pace, share = polite(options.polite, 1.0)
        print(f"at a request a second: {pace:.3f} articles a second, {share:.1%} of the requests allowed", flush=True)
        well = well and share >= 0.9
    if options.fast:
        ours, bare = unlimited(options.fast, options.at_once)
        load = f"load {os.getloadavg()[0]:.1f}"
        print(f"without a limit: {ours:.1f} pages a second, bare {bare:.1f}: {ours / bare:.0%}; {load}", flush=True)
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
