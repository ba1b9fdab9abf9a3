"""Which few stories come into question for an article?"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from newsspider.dedup.story_marks import Told
from newsspider.dedup.story_weights import Weights

_COMMON = 0.05  # of the articles have a mark: it leads to too many stories
_FEW = 50  # articles: a mark is never too common for these
_HEADLINES = 30  # stories with the very same headline that are remembered, the newest
_CANDIDATES = 20


class Postings:
    """Stories by the marks of their headlines. What is common is judged by counts, so the order says nothing."""

    def __init__(self) -> None:
        self._stories: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._same: defaultdict[frozenset[str], dict[int, None]] = defaultdict(dict)
        self._keys: defaultdict[int, set[str]] = defaultdict(set)
        self._heads: defaultdict[int, set[frozenset[str]]] = defaultdict(set)

    def add(self, story: int, article: Told) -> None:
        for mark in article.own.head | article.common.head:
            self._stories[mark][story] = None
            self._keys[story].add(mark)
        if article.own.head:
            same = self._same[article.own.head]
            same.pop(story, None)
            same[story] = None
            self._heads[story].add(article.own.head)
            while len(same) > _HEADLINES:
                del same[next(iter(same))]

    def drop(self, story: int) -> None:
        for mark in self._keys.pop(story, ()):
            _remove(self._stories, mark, story)
        for head in self._heads.pop(story, ()):
            _remove(self._same, head, story)

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


def _remove(postings: dict[Any, dict[int, None]], key: Any, story: int) -> None:
    left = postings.get(key)
    if left is not None:
        left.pop(story, None)
        if not left:
            del postings[key]
