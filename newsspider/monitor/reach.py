"""How far back in time is a backfill, and how long may the rest take? Words; honest ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsspider.monitor.progress import duration

ENOUGH_ARTICLES = 30  # fewer say nothing of the pace …
ENOUGH_TIME = timedelta(days=1)  # … nor does a shorter stretch of the period


@dataclass(frozen=True, slots=True)
class Reach:
    """`reached`: by edition that is not finished, when its last article was published; they come newest first.
    `began_at`: the first of them in this run. `known`: whether all sources have been read, so that nothing more will
    be announced."""

    since: datetime | None
    reached: Mapping[str, datetime]
    began_at: Mapping[str, datetime]
    known: bool = False


def reach_line(reach: Reach, articles: int, pending: int | None, seconds: float) -> str:
    """`back to 2024-05-17, 2 h 5 min to 3 h 10 min left`."""
    back = f"back to {max(reach.reached.values()):%Y-%m-%d}" if reach.reached else "nothing read yet"
    return f"{back}, {_said(left(reach, articles, pending, seconds), reach.known)}"


def left(reach: Reach, articles: int, pending: int | None, seconds: float) -> tuple[float, float] | None:
    """Seconds, at the pace of this run, from and to. What is pending takes so long at least; how much is not announced
    yet is known only from the part of the period that was gone through. None: unknown."""
    if articles < ENOUGH_ARTICLES or seconds <= 0 or pending is None:
        return None
    least = pending * seconds / articles
    if reach.known:
        return least, least
    by_time = [
        (reached - reach.since) / (reach.began_at[name] - reached) * seconds
        for name, reached in reach.reached.items()
        if reach.since is not None and reach.began_at.get(name, reached) - reached >= ENOUGH_TIME
    ]
    if not by_time or len(by_time) < len(reach.reached):
        return None
    return tuple(sorted((max(least, min(by_time)), max(least, *by_time))))  # type: ignore[return-value]


def _said(seconds: tuple[float, float] | None, known: bool) -> str:
    if seconds is None:
        return "how long it takes is not known yet"
    first, last = (duration(max(each, 0)) for each in seconds)
    if first == last:
        return f"about {first} left" if known else f"{first} left if it goes on like this"
    return f"{first} to {last} left"
