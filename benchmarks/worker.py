"""Runs one reader over many inputs in a process of its own: what did it find, in how much CPU time?

python -m benchmarks.worker TASK NAME INPUTS ANSWERS LIMIT: both files hold lines of JSON; the last line of the answers
is the account. Needs nothing but the reader itself, so it runs in the peers' environment too.
"""

from __future__ import annotations

import gc
import gzip
import json
import logging
import signal
import sys
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.peers import ours
from benchmarks.peers.dates import DATE_READERS
from benchmarks.peers.duplicates import FINDERS
from benchmarks.peers.extraction import READERS
from benchmarks.peers.language import IDENTIFIERS

OURS = "newsspider"
ROUNDS = 3
LONG = 20.0  # seconds; a reader that took longer is not asked again


class TooSlow(Exception):
    pass


def main(task: str, name: str, inputs: str, answers: str, limit: str) -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGALRM, _interrupt)
    package, calls = _calls(task, name, [json.loads(line) for line in Path(inputs).read_text("utf-8").splitlines()])
    lines, seconds = _measure(calls, float(limit))
    account = {"version": version(package), "cpu": seconds / (len(calls) or 1)}
    with open(answers, "w", encoding="utf-8") as file:
        for line in (*lines, account):
            file.write(json.dumps(line, ensure_ascii=True) + "\n")


def _calls(task: str, name: str, rows: list[dict[str, Any]]) -> tuple[str, list[Callable[[], Any]]]:
    """The reader's package, and one call for each input."""
    mine = name.startswith(OURS)
    if task == "pages":
        package, read = (OURS, None) if mine else READERS[name]
        return package, [_page_call(row, read) for row in rows]
    if task == "duplicates":
        package, find = FINDERS[name]
        return package, [partial(find, row["number"], row["text"]) for row in rows]
    if task == "texts":
        package, identify = (OURS, ours.identify) if mine else IDENTIFIERS[name]
        return package, [partial(identify, row["text"]) for row in rows]
    package, parse = (OURS, ours.read_date) if mine else DATE_READERS[name]
    return package, [partial(parse, row["text"], datetime.fromisoformat(row["now"]), row["zone"]) for row in rows]


def _page_call(row: dict[str, Any], read: Callable[[bytes, str], Any] | None) -> Callable[[], Any]:
    page = gzip.decompress(Path(row["html"]).read_bytes())
    if read is not None:
        return partial(read, page, row["url"])
    now = datetime.fromisoformat(row["now"]) if row.get("now") else None
    return partial(ours.read_page, page, row["url"], source=row.get("source"), now=now)


def _measure(calls: list[Callable[[], Any]], limit: float) -> tuple[list[dict[str, Any]], float]:
    """Answers, and the seconds of CPU of the best round. The first call is made once before: it loads things."""
    for call in calls[:1]:
        _answer(call, 60.0)
    gc.freeze()
    lines: list[dict[str, Any]] = []
    best = float("inf")
    for _ in range(ROUNDS):
        before = time.process_time()
        lines = [_answer(call, limit) for call in calls]
        took = time.process_time() - before
        best = min(best, took)
        if took > LONG:
            break
    return lines, best


def _answer(call: Callable[[], Any], limit: float) -> dict[str, Any]:
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        return {"found": call()}
    except TooSlow:
        return {"failed": "too slow"}
    except Exception as problem:  # whatever a reader stumbles over is its answer
        return {"failed": type(problem).__name__}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise TooSlow


if __name__ == "__main__":
    main(*sys.argv[1:])
