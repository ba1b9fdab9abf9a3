"""Into which split does an article go, so that nothing of it is in another one?

What tells the same (a story, a near-duplicate, a translation) is one group, and goes into one split. A group's name is
the id of its first article, by the date of publication: that of a group that grows stays the same, unless an older
article comes to it, or another group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, select

from newsspider.export.together import told_together
from newsspider.store.stored import NO_DATE
from newsspider.store.tables import alike, articles, pages


def split_of(id: str, roots: Mapping[str, str]) -> str:
    """Of a thousand groups, 900, 50 and 50. Anybody can compute it from the group's name; `roots`: by article."""
    share = int(sha256(roots.get(id, id).encode()).hexdigest()[:8], 16) % 1000
    return "train" if share < 900 else "validation" if share < 950 else "test"


def group_roots(connection: Connection, output: Path) -> dict[str, str]:
    """By article, the name of its group; those that belong to nothing are not there. Of all stored articles, whichever
    a release takes: a Kazakh release and a Russian one agree."""
    joined = _Joined()
    for ids in chain(_told(connection), told_together(output)):
        joined.join(ids)
    return joined.roots(_order(connection))


def _told(connection: Connection) -> Iterator[tuple[str, ...]]:
    pairs = select(alike.c.id, alike.c.other).where(alike.c.before.is_(True)).execution_options(yield_per=1000)
    yield from (tuple(row) for row in connection.execute(pairs))
    repeats = select(pages.c.id, pages.c.duplicate_of).where(pages.c.duplicate_of.is_not(None))
    yield from (tuple(row) for row in connection.execute(repeats.execution_options(yield_per=1000)))


def _order(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(articles.c.id, articles.c.published_at).where(articles.c.version == 1)
    for id, published_at in connection.execute(query.execution_options(yield_per=1000)):
        yield id, published_at or NO_DATE


class _Joined:
    """Groups of ids, joined one after the other."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, ids: Iterable[str]) -> None:
        first, *others = ids
        for other in others:
            above, below = self._top(first), self._top(other)
            if above != below:
                self._above[below] = above

    def roots(self, dated: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Of each id the first one of its group. `dated`: ids and when they were published."""
        first: dict[str, tuple[str, str]] = {}
        for id, at in dated:
            if id in self._above:
                top = self._top(id)
                first[top] = min(first.get(top, (NO_DATE + NO_DATE, "")), (at, id))
        tops = ((id, self._top(id)) for id in list(self._above))
        return {id: first.get(top, ("", top))[1] for id, top in tops}

    def _top(self, id: str) -> str:
        path = []
        while (above := self._above.setdefault(id, id)) != id:
            path.append(id)
            id = above
        for each in path:
            self._above[each] = id
        return id
