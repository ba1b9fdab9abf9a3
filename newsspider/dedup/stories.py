"""Which articles report the same event?

Articles are taken in the order of publication, the days one after another. Each joins the story that it is most like,
as long as it is like enough to one article of it and not too unlike the others; else it begins a story. What a word
weighs is counted over the days of the window, so a day depends on nothing but the articles of the window.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newsspider.dedup.story_likeness import likeness, shared
from newsspider.dedup.story_marks import Told
from newsspider.dedup.story_postings import Postings
from newsspider.dedup.story_weights import Weights

WINDOW = timedelta(days=3)  # between an article and one that it is compared with
LONGEST = timedelta(days=14)  # between the first and the last article of a story
_COMPARED = 8  # articles of a story, the newest
_TIES = 3  # that are told of an article
_OTHERS = 0.6  # of what is enough: how like the story's articles must be on average
_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds an article to another one of its story. `how`: words, marks, or as given (duplicate, translation)."""

    id: str
    how: str
    similarity: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """`story`: a number, that of the first article's place in the order of publication."""

    article: Told
    story: int
    ties: tuple[Tie, ...]


@dataclass(slots=True)
class _Story:
    number: int
    began: datetime | None
    newest: datetime | None
    articles: deque[Told] = field(default_factory=lambda: deque(maxlen=_COMPARED))


def in_order(articles: Iterable[Told]) -> list[Told]:
    """As they were published; those without a date last."""
    return sorted(articles, key=lambda article: (article.at is None, article.at or _FIRST, article.id))


class Sweep:
    """Stories that may still grow. Memory: the articles of the window."""

    def __init__(self) -> None:
        self._weights = Weights()
        self._postings = Postings()
        self._stories: dict[int, _Story] = {}
        self._place: dict[str, int] = {}  # of the articles in the window
        self._counted: deque[tuple[datetime, list[Told]]] = deque()
        self._next = 0

    def add(self, day: Sequence[Told]) -> list[Placed]:
        """The articles of one day, or those without a date; days in their order."""
        ordered = in_order(day)
        self._enter(ordered)
        return [self._add(article) for article in ordered]

    def resume(self, day: Sequence[Told], stories: dict[str, tuple[int, datetime]]) -> None:
        """Articles of an earlier day that were placed before. `stories`: by article, its number and when it began."""
        ordered = in_order(day)
        self._enter(ordered)
        for article in ordered:
            number, began = stories[article.id]
            self._next = max(self._next, number + 1)
            self._join(self._stories.setdefault(number, _Story(number, began, article.at)), article)

    def _enter(self, ordered: list[Told]) -> None:
        if ordered and (now := ordered[0].at) is not None:
            while self._counted and now - self._counted[0][0] > WINDOW:
                self._leave(self._counted.popleft()[1])
            old = [each.number for each in self._stories.values() if each.newest and now - each.newest > WINDOW]
            for number in old:
                del self._stories[number]
            self._counted.append((max(article.at for article in ordered if article.at), ordered))
        self._weights.count(ordered)

    def _leave(self, day: list[Told]) -> None:
        self._weights.count(day, -1)
        for article in day:
            self._postings.drop(self._place.pop(article.id), article)

    def _add(self, article: Told) -> Placed:
        if (linked := self._linked(article)) is not None:
            self._join(linked, article)
            tied = [each for each in linked.articles if each.id in article.ties]
            ties = [Tie(each.id, article.ties[each.id], 1.0, ()) for each in tied][:_TIES]
            return Placed(article, linked.number, tuple(ties))
        best: tuple[float, int, list[Tie]] = (0.0, 0, [])
        for number in self._postings.candidates(article, self._weights):
            story = self._stories.get(number)
            degree, ties = self._compare(article, story) if story else (0.0, [])
            if degree >= 1 and (degree, -number) > (best[0], -best[1]):
                best = degree, number, ties
        degree, number, ties = best
        if not degree:
            number, self._next = self._next, self._next + 1
        story = self._stories.setdefault(number, _Story(number, article.at, article.at))
        self._join(story, article)
        return Placed(article, number, tuple(ties))

    def _linked(self, article: Told) -> _Story | None:
        """The story of an article that it repeats or translates, of several the first."""
        numbers = sorted(self._place[id] for id in article.ties if id in self._place)
        return next((self._stories[number] for number in numbers if number in self._stories), None)

    def _join(self, story: _Story, article: Told) -> None:
        story.articles.append(article)
        story.newest = article.at if article.at else story.newest
        self._place[article.id] = story.number
        self._postings.add(story.number, article)

    def _compare(self, article: Told, story: _Story) -> tuple[float, list[Tie]]:
        """How like it is, 0 if it does not belong, and to which articles."""
        near = [each for each in story.articles if _is_near(article, each.at, WINDOW)]
        if not near or not _is_near(article, story.began, LONGEST):
            return 0.0, []
        found = [(likeness(article, each, self._weights), each) for each in near]
        if sum(like.degree for like, _ in found) < _OTHERS * len(found):
            return 0.0, []
        found.sort(key=lambda pair: (-pair[0].degree, pair[1].id))
        ties = [
            Tie(each.id, like.how, round(like.similarity, 4), tuple(shared(article, each, self._weights, like.how)))
            for like, each in found[:_TIES]
            if like.degree >= 1
        ]
        return found[0][0].degree, ties


def _is_near(article: Told, other: datetime | None, window: timedelta) -> bool:
    return article.at is None or other is None or abs(article.at - other) <= window
