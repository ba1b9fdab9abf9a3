"""Which articles are the same article in another language?

By content alone: numbers, days, times, Latin words, meanings of a small table and the sound of names. Two articles
belong together where each is the other's best match among all of the other's language, the evidence outweighs how many
there are to choose from, and the next best is far behind, unless it is a copy of the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log

import numpy as np

from newsspider.dedup.evidence import SUPPOSED, Evidence
from newsspider.dedup.postings import Postings

WINDOW = timedelta(days=3)  # between the publication of an article and that of its translation
_SURELY = 6.0  # log-odds beyond the number of articles to choose from: marks depend on one another
_AHEAD = 9.0  # log-odds between the best and the next best
_SAME_SITE = log(10)  # editions of one site translate each other
_WORDS = 3  # that both have: numbers alone may be a table's
_COPY = 0.9  # of the marks of the shorter one stand in the other
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """`group`: its language; a second script of the language is a group of its own (`kk-Latn`); empty: not compared."""

    group: str
    marks: frozenset[str]
    at: datetime | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Places of both articles in the given order, the first one first."""

    first: int
    second: int
    similarity: float
    evidence: float


def translations(articles: Sequence[Compared], *, window: timedelta = WINDOW) -> list[Pair]:
    """In the order of the articles, each at most once in a group. Depends on nothing but what is given."""
    evidence = Evidence([(article.group, article.marks if article.group else ()) for article in articles])
    best = _best(articles, evidence, window)
    groups = {group: log(count + SUPPOSED) for group, count in _counted(articles).items()}
    found = [
        Pair(one, other, round(evidence.similarity(one, other), 4), round(score, 2))
        for (one, group), matches in best.items()
        for score, other in matches[:1]
        if one < other
        and best.get((other, articles[one].group), [(0.0, -1)])[0][1] == one
        and score >= _SURELY + max(groups[group], groups[articles[one].group])
        and evidence.words(one, other) >= _WORDS
        and _is_ahead(matches, evidence)
        and _is_ahead(best[other, articles[one].group], evidence)
    ]
    return sorted(found)


Matches = list[tuple[float, int]]  # evidence and article, the best first


def _best(articles: Sequence[Compared], evidence: Evidence, window: timedelta) -> dict[tuple[int, str], Matches]:
    times = np.array([article.at.timestamp() if article.at else np.nan for article in articles])
    best = {}
    for one, group, candidates in Postings(evidence, times, window).candidates(_CANDIDATES):
        matches = [
            (evidence.between(one, other) + _prior(articles[one], articles[other]), other) for other in candidates
        ]
        best[one, group] = sorted(matches, key=lambda match: (-match[0], match[1]))
    return best


def _prior(one: Compared, other: Compared) -> float:
    return _SAME_SITE if one.source and one.source == other.source else 0.0


def _is_ahead(matches: Matches, evidence: Evidence) -> bool:
    score, first = matches[0]
    rivals = (other for other_score, other in matches[1:] if score - other_score < _AHEAD)
    return all(evidence.contained(first, rival) >= _COPY and evidence.same_numbers(first, rival) for rival in rivals)


def _counted(articles: Sequence[Compared]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for article in articles:
        counts[article.group] = counts.get(article.group, 0) + 1
    return counts
