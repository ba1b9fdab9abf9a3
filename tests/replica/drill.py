"""Does a redesign show within one crawl, without losing articles, and does a quiet week raise no alarm?

`python -m tests.replica.drill`: real crawls of a week in the replica web, in the middle of which the sites get a design
that no rules know; and the same week without that.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from tests.replica.check import compare
from tests.replica.clock import Clock
from tests.replica.crawls import crawl
from tests.replica.findings import Problem
from tests.replica.plan import week
from tests.replica.redesign import Redesign
from tests.replica.run import Replica
from tests.replica.truth import Truth
from tests.replica.world import World
from tests.replica.written import read_output

SITES = ("tengrinews", "kazinform")
WEEK = timedelta(days=7)
LEAST = 0.95  # F1 of texts that were read without rules
_LOST = ("missing", "twice", "untraced", "unknown", "invalid")
_FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "LOG_LEVEL=ERROR")


@dataclass(slots=True)
class Week:
    """What became of a week. `ill`: numbers of the crawls after which the site was ill; `first`: the first crawl after
    the redesign; `texts`: how equal the texts are that were read without rules."""

    site: str
    kind: str
    crawls: int = 0
    first: int | None = None
    ill: list[int] = field(default_factory=list)
    why: str = ""
    articles: int = 0
    lost: list[Problem] = field(default_factory=list)
    texts: list[float] = field(default_factory=list)
    suspects: int = 0

    @property
    def f1(self) -> float:
        return sum(self.texts) / len(self.texts) if self.texts else 1.0

    @property
    def noticed(self) -> bool:
        """At once and not before; in a quiet week, never."""
        return self.ill[:1] == [self.first] if self.first is not None else not self.ill

    @property
    def passed(self) -> bool:
        return self.noticed and not self.lost and self.f1 >= LEAST and self.articles > 0


def run_week(
    site: str,
    *,
    crawls: int,
    redesign: str | None = None,
    seed: int = 1,
    share: float = 1.0,
    output: Path | None = None,
) -> Week:
    """`redesign`: pages, lists (those too), or None. `share`: of a week's articles."""
    end = datetime.now(UTC).replace(second=0, microsecond=0)
    steps = [end - WEEK + WEEK / crawls * number for number in range(1, crawls + 1)]
    middle = crawls // 2
    told = Week(site, redesign or "quiet", crawls, middle if redesign else None)
    new = Redesign(steps[middle - 1] + timedelta(minutes=1), redesign == "lists") if redesign else None
    world = World.make(seed, end=end, plan=[row for row in week(end, share) if row.site == site], redesign=new)
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock(steps[0])
        with Replica(world, output=output or Path(folder), clock=clock) as replica:
            for number, moment in enumerate(steps):
                clock.set(moment)
                crawl(site, replica.whole_environment(), *_FAST)
                health = _last_run(replica.output)
                if health["health"] == "ill":
                    told.ill.append(number)
                    told.why = told.why or f"crawl {number + 1}: {health['why']}"
            _judge(told, world.truth(end), replica.output)
    return told


def _last_run(output: Path) -> dict[str, Any]:
    line: dict[str, Any] = orjson.loads((output / "runs.jsonl").read_bytes().splitlines()[-1])
    return line


def _judge(told: Week, truths: Sequence[Truth], output: Path) -> None:
    written = read_output(output)
    known = {url: truth for truth in truths for url in (truth.url, *truth.urls)}
    told.articles = len(written.articles)
    told.lost = [each for each in compare(truths, written, sources=[told.site]).problems if each.kind in _LOST]
    told.suspects = len(list(output.glob("suspects/*/*/*.html.gz")))
    for article in written.articles:
        if article["provenance"].get("text") == "trafilatura" and article["url"] in known:
            told.texts.append(f1(known[article["url"]].expected["text"], article["text"]))


def f1(expected: str, got: str) -> float:
    """Of the shingles of four words."""
    one, other = (Counter(_shingles(text)) for text in (expected, got))
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return (tuple(words[at : at + 4]) for at in range(max(len(words) - 3, 1)))


def print_weeks(weeks: Sequence[Week], console: Console) -> None:
    table = Table()
    for name in ("site", "week", "crawls", "articles", "lost", "read without rules", "F1", "pages kept", "ill after"):
        table.add_column(name)
    for each in weeks:
        ill = f"{len(each.ill)} crawls" + (f", the first of them {each.ill[0] + 1}" if each.ill else "")
        ill += f" (redesign before {each.first + 1})" if each.first is not None else ""
        values = (each.articles, len(each.lost), len(each.texts), f"{each.f1:.3f}", each.suspects)
        table.add_row(each.site, each.kind, str(each.crawls), *map(str, values), ill)
    console.print(table)
    for each in weeks:
        for line in ([f"ill, {each.why}"] if each.why else []) + [str(problem) for problem in each.lost[:5]]:
            console.print(f"{each.site}, {each.kind}: {line}", markup=False, soft_wrap=True)
    console.print("PASSED" if all(each.passed for each in weeks) else "FAILED")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.replica.drill", description=__doc__)
    parser.add_argument("--quiet", type=int, default=50, help="crawls of a quiet week (default: 50; 0: none)")
    parser.add_argument("--crawls", type=int, default=28, help="crawls of a week with a redesign (default: 28)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    kinds = [(None, options.quiet), ("pages", options.crawls), ("lists", options.crawls)]
    console = Console()
    console.width = max(console.width, 160)
    with ThreadPoolExecutor(2) as pool:
        waiting = [
            pool.submit(run_week, site, crawls=crawls, redesign=kind, seed=options.seed)
            for kind, crawls in kinds
            for site in SITES
            if crawls
        ]
        for each in as_completed(waiting):
            week_of = each.result()
            console.print(f"{week_of.site}, {week_of.kind}: {'passed' if week_of.passed else 'failed'}", markup=False)
        weeks = [each.result() for each in waiting]
    print_weeks(sorted(weeks, key=lambda each: each.site), console)
    return int(not all(each.passed for each in weeks))


if __name__ == "__main__":
    sys.exit(main())
