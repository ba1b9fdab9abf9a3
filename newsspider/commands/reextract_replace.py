"""`scrapy reextract --replace`: what does a person say, and what is told of it?"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import orjson

from newsspider.commands.arguments import Sites, UsedWrongly, site_of
from newsspider.monitor.display import visible
from newsspider.rebuild.comparison import ADDED
from newsspider.rebuild.judge import DOWN, NEWER, REMOVED, REPLACED, STAYS, THERE
from newsspider.rebuild.proposal import Change
from newsspider.rebuild.replace import KEPT, REPEATED, Replacement
from newsspider.rebuild.run import FOLDER, UNFINISHED
from newsspider.site import NewsSpider
from newsspider.store.errors import Locked, StoreError
from newsspider.store.folder import rebuilding as alone

_COLUMNS = (REPLACED, ADDED, REPEATED, REMOVED, STAYS, NEWER, DOWN, THERE)
_HEADS = {REPEATED: "repeats", STAYS: "lost", DOWN: "gone", THERE: "in place"}
_TOLD = {
    STAYS: "lost, and stays",
    REMOVED: "removed",
    NEWER: "not replaced, as something else is stored by now",
    DOWN: "not replaced, as it was taken down",
    REPEATED: "not added, as it, or the version before it, repeats what is stored",
}


def add_replace_options(parser: argparse.ArgumentParser) -> None:
    of = parser.add_argument_group("in place of what is stored")
    of.add_argument("--replace", metavar="NAME", help="put a finished rebuild in its place, after reading its report")
    of.add_argument("--remove-lost", action="store_true", help="and remove what today's rules don't accept")


def check_options(opts: argparse.Namespace) -> None:
    """Raises UsedWrongly."""
    if opts.replace is None and opts.remove_lost:
        raise UsedWrongly("--remove-lost goes with --replace NAME")
    given = [f"--{name}" for name in ("name", "address", "cores") if getattr(opts, name) is not None]
    given += ["--engine"] if opts.engine != "local" else []
    if opts.replace is not None and given:
        raise UsedWrongly(f"{given[0]} is for making a rebuild, and --replace takes one that is finished")


def replace(
    output: Path, state: str | None, sites: Sites, args: list[str], opts: argparse.Namespace, policy: str
) -> int:
    """The exit code. Raises UsedWrongly, StoreError."""
    rebuilt = _finished(output, opts.replace)
    chosen = _chosen(rebuilt, sites, args)
    replacement = Replacement(output, chosen, opts.replace, state, policy, opts.remove_lost, _tell)
    try:
        with alone(output):
            counts = replacement.run()
    except Locked as problem:
        raise StoreError(f"{problem}; then run this again, it goes on where it was") from problem
    _print_table(counts)
    done = sum(count[kind] for count in counts.values() for kind in (REPLACED, ADDED, REMOVED))
    if not done:
        print(f"\n{opts.replace} is in place already: nothing was to be done")
    elif (rebuilt / KEPT).is_dir():
        print(f"\nwhat stood there is kept in {rebuilt / KEPT}")
    return 0


def _finished(output: Path, name: str) -> Path:
    folder = output / FOLDER / Path(name).name
    if folder.name != name or not (folder / "changes.jsonl").is_file():
        unfinished = folder.with_name(f"{folder.name}{UNFINISHED}").is_dir()
        told = f"it is not finished: scrapy reextract --name {name}" if unfinished else "there is no such rebuild"
        raise UsedWrongly(f"--replace {name}: {told}{_others(output)}")
    with (folder / "changes.jsonl").open("rb") as file:
        first = file.readline()
    if first and "before" not in orjson.loads(first):
        raise UsedWrongly(f"--replace {name}: it was made by an earlier newsspider; make another: scrapy reextract")
    return folder


def _others(output: Path) -> str:
    names = sorted(path.parent.name for path in (output / FOLDER).glob("*/changes.jsonl"))
    return f" (there are: {', '.join(name for name in names if not name.endswith(UNFINISHED))})" if names else ""


def _chosen(rebuilt: Path, sites: Sites, args: list[str]) -> Mapping[str, type[NewsSpider]]:
    try:
        known = sorted(orjson.loads((rebuilt / "report.json").read_bytes())["sites"])
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(f"{rebuilt / 'report.json'} cannot be read ({error}): make another rebuild") from error
    chosen = {name: site_of(sites, name) for name in dict.fromkeys(args or known)}
    if missing := sorted(chosen.keys() - set(known)):
        raise UsedWrongly(f"{missing[0]} is not in {rebuilt}: it has {', '.join(known)}")
    return chosen


def _tell(kind: str, change: Change, why: str | None) -> None:
    reason = f" ({why or 'the rebuild does not say why'})" if kind in (STAYS, REMOVED) else ""
    print(visible(f"{_TOLD[kind]}: {change.id}, version {change.version}, {change.url}{reason}"))


def _print_table(counts: Mapping[str, Counter[str]]) -> None:
    print(f"{'site':<16}" + "".join(f"{_HEADS.get(kind, kind):>10}" for kind in _COLUMNS))
    for site, count in counts.items():
        print(f"{site:<16}" + "".join(f"{count[kind]:>10,}" for kind in _COLUMNS))
