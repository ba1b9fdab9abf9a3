"""How fresh is a week of news? Real crawls of the replica web, at the turns of the real schedule, in simulated time."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from rich.console import Console

from tests.freshness.clock import FAKETIME, MISSING
from tests.freshness.lane import AFTERWARDS, Span
from tests.freshness.run import run
from tests.freshness.table import show
from tests.freshness.volumes import SITES

EXAMPLES = """examples:
  python -m tests.freshness
  python -m tests.freshness --days 2 --share 0.3 --sites tengrinews --kills 10

With --kills, the same days are lived twice, once undisturbed, and the totals are compared.
Exit code: 0 everything is as promised, 1 something is not, 2 used wrongly."""


def main(arguments: list[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if FAKETIME is None:
        print(MISSING, file=sys.stderr)
        return 2
    spans = [
        Span(
            site,
            days=options.days,
            before=options.before,
            afterwards=options.afterwards,
            share=options.share,
            kills=kills,
            seed=options.seed,
        )
        for kills in dict.fromkeys((0, options.kills) if not options.only_kills else (options.kills,))
        for site in options.sites
    ]
    console = Console(highlight=False)
    console.width = max(console.width, 170)
    with ProcessPoolExecutor(options.jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = [pool.submit(run, span, _folder(options.output, span)) for span in spans]
        for each in as_completed(waiting):
            done = each.result()
            console.print(f"{done.span.site}, {done.span.kills} kills: lived in {done.seconds / 60:.0f} minutes")
        runs = [each.result() for each in waiting]
    return int(not show(runs, console))


def _folder(output: Path | None, span: Span) -> Path | None:
    return output / f"{span.site}-{span.kills}" if output else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.freshness",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sites", type=_sites, default=list(SITES), metavar="SITE,SITE", help="default: all")
    parser.add_argument("--days", type=float, default=7, help="from a Monday on (default: 7)")
    parser.add_argument("--before", type=float, default=7, help="days that the first crawl finds (default: 7)")
    parser.add_argument("--afterwards", type=float, default=AFTERWARDS, help="hours without news (default: 32)")
    parser.add_argument("--share", type=float, default=1, help="of the articles (default: 1)")
    parser.add_argument("--kills", type=int, default=0, help="of crawls and the schedule, of each site (default: 0)")
    parser.add_argument("--only-kills", action="store_true", help="with --kills: not the undisturbed days beside it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="sites lived at the same time (default: 2)")
    parser.add_argument("--output", type=Path, help="keep what is written in this folder")
    return parser


def _sites(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or set(names) - set(SITES):
        raise argparse.ArgumentTypeError(f"known: {', '.join(SITES)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
