"""How much does a mark say that two articles share, being as rare as it is?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from newsspider.dedup.story_marks import Told

_SUPPOSED = 200  # articles that are supposed besides those counted, so that two articles alone can be compared
_WORD, _NAME = 0.2, 0.01  # of them have a given word of a headline, a given name


class Weights:
    """Counts of the articles of one time. A word weighs about 1.6 and a name 4.6, less the more articles have it."""

    def __init__(self) -> None:
        self.articles = 0
        self._having: Counter[str] = Counter()
        self._known: dict[tuple[str, bool], float] = {}

    def count(self, articles: Iterable[Told], times: int = 1) -> None:
        """`times`: -1 of those that have become too old."""
        for article in articles:
            self.articles += times
            for mark in article.own.whole | article.common.whole:
                self._having[mark] += times
                if not self._having[mark]:
                    del self._having[mark]
        self._known.clear()

    def having(self, mark: str) -> int:
        return self._having[mark]

    def of(self, mark: str, is_name: bool) -> float:
        weight = self._known.get((mark, is_name))
        if weight is None:
            supposed = _SUPPOSED * (_NAME if is_name else _WORD)
            weight = log((_SUPPOSED + self.articles) / (supposed + self._having[mark]))
            self._known[mark, is_name] = weight
        return weight
