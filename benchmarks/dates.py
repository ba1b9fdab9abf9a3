"""Who reads the dates that the sites display?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from benchmarks.run import Answers, ask
from benchmarks.score import date_verdict
from tests.replica import shown

ZONE = "Asia/Almaty"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
_FIRST = datetime(2023, 12, 1, 4, 5, tzinfo=UTC)  # three months before the clocks changed
_STEP = timedelta(days=29, hours=7, minutes=11)


@dataclass(frozen=True, slots=True)
class Form:
    """Words as a page shows them, and the moment that they say."""

    language: str
    words: str
    at: datetime
    day_only: bool = False


@dataclass(slots=True)
class Scores:
    """Of one reader, by language: how many `minute`, `day`, `wrong`, `none`."""

    answers: Answers
    verdicts: dict[str, Counter[str]] = field(default_factory=dict)


def forms() -> Iterator[Form]:
    """Every month, in every way that the sites of the replica write it."""
    for at in (_FIRST + _STEP * number for number in range(36)):
        for language in ("ru", "kk", "en"):
            yield Form(language, shown.long_date(at, language), at)
            yield Form(language, shown.day_only(at, language), at, day_only=True)
        yield Form("ru", shown.kazinform_date(at, "ru-nominative", zone=True), at)
        yield Form("kk", shown.kazinform_date(at, "kk", zone=True), at)
        yield Form("qz", shown.kazinform_date(at, "qz"), at)
        yield Form("en", shown.kazinform_date(at, "en"), at)
        yield Form("zh", shown.kazinform_date(at, "zh"), at)
        yield Form("ru", shown.old_date(at), at)
    for hours in range(1, 40, 3):
        at = NOW - timedelta(hours=hours)
        yield from (Form(language, shown.long_date(at, language, now=NOW), at) for language in ("ru", "kk", "en"))


def compare(rows: Sequence[Form], peers: Iterable[str]) -> list[Scores]:
    inputs = [{"text": row.words, "now": NOW.isoformat(), "zone": ZONE} for row in rows]
    return [_scores(rows, ask("dates", name, inputs)) for name in ("newsspider", *peers)]


def _scores(rows: Sequence[Form], answers: Answers) -> Scores:
    scores = Scores(answers)
    if not answers.problem:
        for row, found in zip(rows, answers.found, strict=True):
            wanted = shown.local(row.at).date().isoformat() if row.day_only else row.at.isoformat()
            verdict = date_verdict(_on_the_spot(found) if row.day_only else found, wanted, zone=ZONE)
            right = verdict == "minute" or (row.day_only and verdict == "day")
            scores.verdicts.setdefault(row.language, Counter())["right" if right else verdict] += 1
    return scores


def _on_the_spot(found: str | None) -> str | None:
    """The day where the page was published: what newsspider and others give for a day begins in another zone."""
    if not found:
        return None
    at = datetime.fromisoformat(found)
    return (shown.local(at) if at.tzinfo else at).date().isoformat()
