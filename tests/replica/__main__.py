"""What does a person type to crawl the replica web?"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tests.replica.check import compare
from tests.replica.clock import Clock
from tests.replica.desks.govkz import ENTITIES
from tests.replica.faults import load_faults
from tests.replica.findings import Problem
from tests.replica.report import print_result
from tests.replica.run import Replica
from tests.replica.world import World
from tests.replica.written import read_output

EXAMPLES = """examples:
  python -m tests.replica --check --crawl tengrinews,kazinform,polisia
  python -m tests.replica --small --check --crawl govkz
  python -m tests.replica -- scrapy crawl polisia -s DOWNLOAD_DELAY=0
  python -m tests.replica --faults faults.json --log requests.jsonl -- sh -c 'scrapy crawl kazinform; scrapy status'
  python -m tests.replica --serve

Without --output, the output is kept in a new folder, whose name is printed.
Exit code: that of the first command that failed; 1 if the check fails; 2 if used wrongly."""

# Of the state bodies, those that the replica has.
ARGUMENTS = {"govkz": ("-a", f"entities={','.join(ENTITIES)}")}


def main(arguments: list[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    commands = [_crawl(name, options) for name in options.crawl] + ([options.command] if options.command else [])
    if bool(commands) is options.serve:
        parser.error("give --crawl or a command, or else --serve")
    try:
        faults = load_faults(options.faults) if options.faults else []
    except (OSError, ValueError) as error:
        parser.error(f"--faults: {error}")
    output = (options.output or Path(tempfile.mkdtemp(prefix="newsspider-replica-"))).resolve()
    end = options.end or datetime.now(UTC).replace(second=0, microsecond=0)
    world = World.make(options.seed, small=options.small, end=end, govkz=True)
    clock = Clock(end, factor=1)  # "5 minutes ago" on a page stays true while the crawl takes its time
    with Replica(world, faults=faults, output=output, clock=clock, log=options.log) as replica:
        if options.serve:
            return _serve(replica)
        try:
            codes = [replica.run(*command, capture=False, timeout=None).returncode for command in commands]
        except KeyboardInterrupt:
            return 130
        except OSError as error:
            print(f"{error.filename}: {error.strerror}", file=sys.stderr)
            return 127
        now = clock.now()
    code = next((code for code in codes if code), 0)
    if not options.check:
        print(f"Output: {output}")
        return code
    sites = options.sites or options.crawl or None
    result = compare(world.truth(now), read_output(output), sources=sites, refusals=world.refusals(now))
    asked = [*world.forbidden_hits, *(entry.url for entry in replica.journal.refused())]
    result.problems += [Problem("forbidden", url) for url in asked]
    print_result(result, output, console=Console(), shown=options.shown)
    return code or int(not result.passed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.replica",
        description="Run commands in a small internet on loopback, made of the sites' replicas.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed, other articles (default: 1)")
    parser.add_argument("--small", action="store_true", help="few articles, every design")
    parser.add_argument("--end", type=_moment, default=None, help="the present moment of the world (default: now)")
    parser.add_argument("--output", type=Path, help="folder for the output, kept afterwards")
    parser.add_argument("--crawl", type=_names, default=[], metavar="SITE,SITE", help="crawl these one after another")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds between requests with --crawl (default: 0)")
    parser.add_argument("--check", action="store_true", help="compare the output with the truth")
    parser.add_argument("--sites", type=_names, default=[], help="check only these (default: those of --crawl, or all)")
    parser.add_argument("--shown", type=int, default=10, help="problems shown of each kind (default: 10)")
    parser.add_argument("--faults", type=Path, help='JSON file: [{"pattern": "/rss", "kind": "503", "times": 2}, …]')
    parser.add_argument("--log", type=Path, help="append every request to this file, as JSON Lines")
    parser.add_argument("--serve", action="store_true", help="print the environment and serve until Ctrl-C")
    parser.add_argument("command", nargs="*", help="a command and its arguments, after --")
    return parser


def _crawl(name: str, options: argparse.Namespace) -> list[str]:
    settings = {"DOWNLOAD_DELAY": options.delay, "AUTOTHROTTLE_ENABLED": 0}
    pairs = [part for key, value in settings.items() for part in ("-s", f"{key}={value}")]
    return [sys.executable, "-m", "scrapy", "crawl", name, *ARGUMENTS.get(name, ()), *pairs]


def _serve(replica: Replica) -> int:
    for name, value in replica.environment.items():
        print(f"export {name}={shlex.quote(value)}", flush=True)
    print(f"# serving {len(replica.world.hosts)} hosts; Ctrl-C ends it", file=sys.stderr, flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return 0


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main())
