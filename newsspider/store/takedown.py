"""Which articles is nobody to get any more?

`takedown.jsonl` in the output folder is the record of it: a line for each decision, and the last one of an article
counts. It is kept for good, also after its article was purged: only so is it known that it may not come again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from newsspider.store.errors import Damaged, unwritable
from newsspider.store.lines import line_of
from newsspider.store.lock import waiting_for
from newsspider.store.whole_file import write_whole

NAME = "takedown.jsonl"


@dataclass(frozen=True, slots=True)
class Takedown:
    """`purge`: it goes from the files too; `purged_at`: since when nothing of it is there any more. `undone`: it may
    be had again."""

    id: str
    url: str
    source: str
    reason: str
    at: str
    purge: bool = False
    purged_at: str | None = None
    undone: bool = False


def decisions(output: Path) -> list[Takedown]:
    """All of them, in their order. Raises Damaged."""
    path = output / NAME
    try:
        return [Takedown(**orjson.loads(line)) for line in path.read_bytes().splitlines()]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise Damaged(f"{path} cannot be read ({error}): nothing is exported before it can; mend it by hand") from error


def taken_down(output: Path) -> dict[str, Takedown]:
    """By id, those that count today."""
    last = {each.id: each for each in decisions(output)}
    return {id: each for id, each in last.items() if not each.undone}


def decide(output: Path, *new: Takedown) -> None:
    """Write them down, behind those that are there. Raises StoreError."""
    with _alone(output):
        write_whole(output / NAME, [line_of(asdict(each)) for each in (*decisions(output), *new)])


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    try:
        (output / "locks").mkdir(parents=True, exist_ok=True)
        with waiting_for(output / "locks" / "takedown.lock"):
            yield
    except OSError as error:
        raise unwritable(output / NAME, error) from error
