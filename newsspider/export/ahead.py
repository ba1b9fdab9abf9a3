"""How are both processors used: one prepares the next step while the other one does the last?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Step = TypeVar("Step")
Done = TypeVar("Done")


def one_ahead(steps: Iterable[Step], work: Callable[[Step], Done]) -> Iterator[Done]:
    """What comes of each step, in their order. Never more than one is worked on and one prepared. `work` runs in a
    thread of its own, which is worth it where it waits for tools that are not written in Python."""
    with ThreadPoolExecutor(1) as thread:
        last: Future[Done] | None = None
        for step in steps:
            if last is not None:
                yield last.result()
            last = thread.submit(work, step)
        if last is not None:
            yield last.result()
