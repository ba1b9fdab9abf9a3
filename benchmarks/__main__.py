"""newsspider and its peers, side by side in one run: quality, and CPU time of the process."""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks import dates, extraction, language, pages, report, texts
from benchmarks.pages import Page
from benchmarks.peers.dates import DATE_READERS
from benchmarks.peers.extraction import READERS
from benchmarks.peers.language import IDENTIFIERS
from benchmarks.run import ROOT

TASKS = ("extraction", "dates", "language")
SETS = ("tengrinews", "transplant", "articles")
QUICK = 12  # pages of a set, at most
EXAMPLES = """examples:
  make bench                                     everything, written to docs/benchmarks.md
  python -m benchmarks --quick                   a few pages of each set, printed
  python -m benchmarks language --peers lingua,pycld2
  python -m benchmarks extraction --sets ~/sets --peers trafilatura,readability

A set is a folder with gold.jsonl and the pages that it names. Peers live in .venv-bench (make bench makes it);
one that is missing or fails is shown as such. Half an hour, most of it newspaper4k and news-please.
exit codes: 0 done, 2 used wrongly"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    options.tasks = options.tasks or TASKS
    if unknown := set(options.tasks) - set(TASKS):
        parser.error(f"no task is called {', '.join(sorted(unknown))} (there are: {', '.join(TASKS)})")
    folder = Path(options.sets)
    if not folder.is_dir():
        print(f"benchmarks: no sets in {folder}: only the project's own pages and texts are measured", file=sys.stderr)
    lines = [report.head(_said(options))]
    with tempfile.TemporaryDirectory() as scratch:
        if {"extraction", "dates"} & set(options.tasks):
            lines += _pages(options, folder, Path(scratch))
    if "dates" in options.tasks:
        forms = list(dates.forms())
        lines += report.displayed(forms, dates.compare(forms, _chosen(DATE_READERS, options.peers)))
    if "language" in options.tasks:
        lines += [report.words("language"), *_language(options, folder)]
    result = "\n".join(lines).strip() + "\n"
    if options.write:
        Path(options.write).write_text(result, "utf-8")
    else:
        print(result)
    return 0


def _pages(options: argparse.Namespace, folder: Path, scratch: Path) -> Iterator[str]:
    both = [
        (name, rows, extraction.compare(rows, _chosen(_readers(name), options.peers)))
        for name, rows in _sets(options, folder, scratch)
    ]
    if "extraction" in options.tasks:
        yield report.words("extraction")
        for name, rows, scores in both:
            if any(page.text for page in rows):
                yield from report.pages(name, rows, scores)
    if "dates" in options.tasks:
        yield report.words("dates")
        for name, rows, scores in both:
            if any(page.date for page in rows):
                yield from report.page_dates(name, rows, scores)


def _sets(options: argparse.Namespace, folder: Path, scratch: Path) -> Iterator[tuple[str, list[Page]]]:
    some = slice(QUICK) if options.quick else slice(None)
    rows = list(pages.of_replica(scratch, small=options.quick))
    yield "Replica of the sites", rows[:: len(rows) // QUICK] if options.quick else rows
    wanted = (*(SETS if "extraction" in options.tasks else ("tengrinews",)), *(["dates"] * ("dates" in options.tasks)))
    for name in wanted:
        if (folder / name / "gold.jsonl").exists():
            yield name.capitalize(), pages.of_folder(folder / name)[some]


def _readers(name: str) -> Sequence[str]:
    return extraction.READ_DATES if name == "Dates" else list(READERS)


def _language(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    rows = [*texts.of_replica(small=options.quick), *texts.of_folder(folder)]
    rows = rows[::10] if options.quick else rows
    return report.languages(rows, language.compare(rows, _chosen(IDENTIFIERS, options.peers)))


def _chosen(names: Iterable[str], peers: str | None) -> list[str]:
    wanted = peers.split(",") if peers is not None else None
    return [name for name in names if wanted is None or name.split(",")[0] in wanted]


def _said(options: argparse.Namespace) -> str:
    """The command that measures the same again; where the sets lie and where it writes is nobody's business."""
    tasks = [] if options.tasks == TASKS else options.tasks
    peers = [] if options.peers is None else ["--peers", options.peers]
    return shlex.join(["python", "-m", "benchmarks", *tasks, *["--quick"] * options.quick, *peers])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("tasks", nargs="*", default=[], metavar="TASK", help="extraction, dates, language (all)")
    parser.add_argument("--sets", default=str(ROOT.parent / "shared" / "bench"), help="folder with further sets")
    parser.add_argument("--peers", metavar="NAME,…", help="only these; an empty string: none")
    parser.add_argument("--quick", action="store_true", help="a few pages of each set")
    parser.add_argument("--write", metavar="FILE", help="instead of printing")
    return parser


if __name__ == "__main__":
    sys.exit(main())
