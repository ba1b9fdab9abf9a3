"""How much of an article did a reader find, and how much that is not the article?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# A word; Chinese has no spaces, so each sign counts as one.
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+")
_NOT_A_WORD = re.compile(r"[\W_]+")
SIZE = 4  # words, as in the public benchmark of article extraction


@dataclass(frozen=True, slots=True)
class Quality:
    """Averages over pages. `f1` is of the averages, as the public benchmark has it, not the average of F1s."""

    precision: float = 0.0
    recall: float = 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def quality(pairs: Iterable[tuple[str, str]]) -> Quality:
    """Of pairs (text wanted, text found)."""
    scores = [_one(wanted, found) for wanted, found in pairs]
    count = len(scores) or 1
    return Quality(sum(precision for precision, _ in scores) / count, sum(recall for _, recall in scores) / count)


def _one(wanted: str, found: str) -> tuple[float, float]:
    a, b = shingles(wanted), shingles(found)
    common = (a & b).total()
    return common / (b.total() or 1), common / (a.total() or 1)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, counted; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + SIZE]) for i in range(max(len(words) - SIZE + 1, 1))) if words else Counter()


def bare(text: str | None) -> str:
    """Letters and digits only: readers differ in spaces and signs."""
    return _NOT_A_WORD.sub("", text or "")


def foreign(found: str, wanted: str, strings: Iterable[str]) -> bool:
    """Does the text hold one of the strings that are not the article's?"""
    return any(string in found and string not in wanted for string in strings)


def date_verdict(found: str | None, wanted: str, *, zone: str | None = None) -> str:
    """`minute` (right to the minute), `day` (right, as far as it goes), `wrong` or `none`.

    `wanted` is a day or a moment; `zone` is where the page was published: a moment is of the day it was there.
    """
    if not found:
        return "none"
    try:
        got, moment = datetime.fromisoformat(found), datetime.fromisoformat(wanted)
    except ValueError:
        return "wrong"
    if got.tzinfo and moment.tzinfo and _minute(got) == _minute(moment):
        return "minute"
    return "day" if _day(got, zone) == _day(moment, zone) else "wrong"


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _day(at: datetime, zone: str | None) -> date:
    return at.astimezone(ZoneInfo(zone)).date() if at.tzinfo and zone else at.date()
