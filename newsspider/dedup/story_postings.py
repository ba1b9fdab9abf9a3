"""Which few stories come into question for an article?"""

from __future__ import annotations

from collections import Counter, defaultdict

from newsspider.dedup.story_marks import Told
from newsspider.dedup.story_weights import Weights

_COMMON = 0.05  # of the articles have a mark: it leads to too many stories
_FEW = 50  # articles: a mark is never too common for these
_HEADLINES = 30  # stories with the very same headline that are remembered, the newest
_CANDIDATES = 20


class Postings:
    """Stories by the marks of their headlines. What is common is judged by counts, so the order says nothing."""

    def __init__(self) -> None:
        self._stories: defaultdict[str, Counter[int]] = defaultdict(Counter)  # how many of their articles have the mark
        self._same: defaultdict[frozenset[str], dict[int, str]] = defaultdict(dict)  # by headline; the newest article

    def add(self, story: int, article: Told) -> None:
        for mark in article.own.head | article.common.head:
            self._stories[mark][story] += 1
        if article.own.head:
            same = self._same[article.own.head]
            same.pop(story, None)
            same[story] = article.id
            while len(same) > _HEADLINES:
                del same[next(iter(same))]

    def drop(self, story: int, article: Told) -> None:
        """The article has become too old: what it alone brought leads no more to its story."""
        for mark in article.own.head | article.common.head:
            having = self._stories[mark]
            having[story] -= 1
            if having[story] <= 0:
                del having[story]
            if not having:
                del self._stories[mark]
        same = self._same.get(article.own.head, {})
        if same.get(story) == article.id:
            del same[story]
            if not same:
                del self._same[article.own.head]

    def candidates(self, article: Told, weights: Weights) -> list[int]:
        """Those that share most with it, by weight; those with its very headline first."""
        most = max(_FEW, _COMMON * weights.articles)
        found: Counter[int] = Counter(dict.fromkeys(self._same.get(article.own.head, ()), 1_000_000))
        named = article.own.names | article.common.names
        for mark in article.own.whole | article.common.whole:
            if mark in self._stories and weights.having(mark) <= most:
                weight = round(
                    1000 * weights.of(mark, mark in named)
                )  # whole numbers: the order of adding says nothing
                for story in self._stories[mark]:
                    found[story] += weight
        return sorted(found, key=lambda story: (-found[story], story))[:_CANDIDATES]
