"""What do a look-up and an insertion cost when a million articles are known? `python -m benchmarks.dedup_scale`"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import Process, Queue
from pathlib import Path
from typing import TypeVar

import numpy as np
from sqlalchemy import Connection, select

from benchmarks.reprints import Text, articles
from benchmarks.run import ROOT
from newsspider.article import Article
from newsspider.dedup.fingerprint import Fingerprint, fingerprint
from newsspider.dedup.near import alike_of
from newsspider.dedup.sketch import LEAST_SHARED
from newsspider.store import tables
from newsspider.store.likeness import Likeness, compare
from newsspider.store.postings import Postings
from newsspider.store.state import State

GROUP = 20  # articles of a transaction, as a backfill puts them
CHUNK = 500
WINDOW = 0.2  # of the articles before a mark: several times what goes into the blocks at once
PEER = ROOT / ".venv-bench" / "bin" / "python"
PEER_MANY = 20_000
T = TypeVar("T")


@dataclass(slots=True)
class Mark:
    """What an article cost, in microseconds, when `many` were known."""

    many: int
    wall: float
    processor: float
    single: float
    bytes: float
    memory: int


@dataclass(slots=True)
class Measured:
    marks: list[Mark] = field(default_factory=list)
    drawing: float = 0.0  # µs for a fingerprint
    found: int = 0
    reprints: int = 0
    missed: dict[str, int] = field(default_factory=dict)
    wrong: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dedup_scale", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--group", type=int, default=GROUP, help="articles of a transaction (a crawl: 1)")
    parser.add_argument("--url", help="of a state, instead of SQLite in a temporary folder")
    parser.add_argument("--no-peer", action="store_true", help="without datasketch")
    options = parser.parse_args(arguments)
    if options.articles < 1000 or options.group < 1:
        parser.error("--articles: at least 1,000; --group: at least 1")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "state.sqlite"
        measured = measure(options.url or f"sqlite:///{file}", file, options.articles, options.group)
    print("\n".join(table(measured, None if options.no_peer else peer())))
    return 0


def measure(url: str, file: Path, many: int, group: int) -> Measured:
    measured, roots = Measured(), np.arange(many, dtype=np.uint32)
    hows: dict[int, tuple[int, str]] = {}
    marks = [mark for mark in (10_000, 100_000, 300_000, 1_000_000) if mark < many] + [many]
    state, postings = State(url), Postings()
    likeness = Likeness(lambda article, whole: None, alike_of, LEAST_SHARED)
    done, start, single = 0, (0, 0.0, 0.0), 0.0
    for given in _grouped(_fingerprints(many, measured), group):
        at_wall, at_processor = time.perf_counter(), time.process_time()
        with state.writing() as connection:
            for text, drawn in given:
                before = time.perf_counter()
                _put(connection, postings, text, drawn, likeness)
                single = max(single, time.perf_counter() - before)
        wall, processor = time.perf_counter() - at_wall, time.process_time() - at_processor
        for text, _ in given:
            if text.of is not None:
                roots[text.number] = roots[text.of]
                hows[text.number] = text.of, text.how
        done += len(given)
        if done > marks[0] * (1 - WINDOW):
            start = (start[0] + len(given), start[1] + wall, start[2] + processor)
        if done >= marks[0]:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            size = file.stat().st_size / done if file.exists() else 0.0
            taken, worked = (each / start[0] * 1e6 for each in start[1:])
            measured.marks.append(Mark(done, taken, worked, single * 1e3, size, memory))
            print(measured.marks[-1], file=sys.stderr, flush=True)
            start, single = (0, 0.0, 0.0), 0.0
            marks.pop(0)
    _check(state, measured, roots, hows)
    state.close()
    return measured


def _put(connection: Connection, postings: Postings, text: Text, drawn: Fingerprint, likeness: Likeness) -> None:
    published = f"2026-{1 + text.number % 12:02}-{1 + text.number % 28:02}T00:00:00Z"
    article = Article(id=_id(text.number), published_at=published)
    likeness = Likeness(lambda article, whole: drawn, likeness.alike, likeness.least_shared)
    compare(connection, postings, article, likeness)


def _check(
    state: State,
    measured: Measured,
    roots: np.ndarray[tuple[int], np.dtype[np.uint32]],
    hows: dict[int, tuple[int, str]],
) -> None:
    """Reprints whose pair was found, and pairs of articles that have nothing to do with each other."""
    measured.reprints = len(hows)
    numbers: set[tuple[int, int]] = set()
    with state.reading() as connection:
        for one, other in connection.execute(select(tables.alike.c.id, tables.alike.c.other)):
            pair = int(one[8:], 16), int(other[8:], 16)
            numbers.add(pair)
            measured.wrong += pair[0] < pair[1] and roots[pair[0]] != roots[pair[1]]
    for number, (of, how) in hows.items():
        if (number, of) in numbers:
            measured.found += 1
        else:
            measured.missed[how] = measured.missed.get(how, 0) + 1


def _id(number: int) -> str:
    """Spread like the ids of articles; the number can be read from it."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:8] + f"{number:08x}"


def _fingerprints(many: int, measured: Measured) -> Iterator[tuple[Text, Fingerprint]]:
    """Drawn in another process, so that neither its time nor its memory counts."""
    drawn: Queue[tuple[list[tuple[Text, Fingerprint]], float]] = Queue(8)
    process = Process(target=_draw, args=(many, drawn), daemon=True)
    process.start()
    done, seconds = 0, 0.0
    while done < many:
        given, took = drawn.get()
        done, seconds = done + len(given), seconds + took
        yield from given
    process.join()
    measured.drawing = seconds / many * 1e6


def _draw(many: int, drawn: Queue[tuple[list[tuple[Text, Fingerprint]], float]]) -> None:
    for texts in _grouped(articles(many), CHUNK):
        drawn.put(_drawn(texts))


def _drawn(texts: list[Text]) -> tuple[list[tuple[Text, Fingerprint]], float]:
    drawn, start = [], time.process_time()
    for text in texts:
        article = Article(text=text.text, text_sha256=hashlib.sha256(text.text.encode()).hexdigest())
        made = fingerprint(article)
        assert made is not None
        drawn.append((Text(text.number, "", text.of, text.how), made))
    return drawn, time.process_time() - start


def _grouped(values: Iterator[T], many: int) -> Iterator[list[T]]:
    while chunk := list(islice(values, many)):
        yield chunk


def peer() -> dict[str, float]:
    """datasketch, in memory, with the same texts. Empty: it is not installed."""
    if not PEER.exists():
        return {}
    command = (PEER, "-m", "benchmarks.peers.datasketch_lsh")
    lines = "".join(json.dumps(text.text) + "\n" for text in articles(PEER_MANY))
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=ROOT, check=False)
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {}


def table(measured: Measured, other: dict[str, float] | None) -> Iterator[str]:
    yield "| articles known | look-up + insertion, CPU | wall clock | longest | bytes an article | memory |"
    yield "|---|---|---|---|---|---|"
    for mark in measured.marks:
        yield (
            f"| {mark.many:,} | {mark.processor:,.0f} µs | {mark.wall:,.0f} µs | {mark.single:,.0f} ms "
            f"| {mark.bytes:,.0f} on disk | {mark.memory} MB |"
        )
    if other:
        yield (
            f"| datasketch, {PEER_MANY:,} | {other['microseconds']:,.0f} µs | | "
            f"| {other['bytes']:,.0f} in memory | {other['memory']:,.0f} MB |"
        )
    yield ""
    yield f"A fingerprint takes {measured.drawing:,.0f} µs" + (
        f", datasketch's {other['drawing']:,.0f} µs." if other else "."
    )
    missed = ", ".join(f"{many} {how}" for how, many in sorted(measured.missed.items()))
    share = measured.found / max(1, measured.reprints)
    found = f"{measured.found:,} of {measured.reprints:,} reprints found ({share:.2%}; missed: {missed or 'none'})"
    yield f"{found}; {measured.wrong} wrong pairs."


if __name__ == "__main__":
    sys.exit(main())
