"""What does a crawl ask of the state? Nothing is changed by that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from newsspider.article import Article
from newsspider.store import children, cursors, history, kept, lately, pages, revisits, sources, watched, weeks
from newsspider.store.children import Child
from newsspider.store.cursors import Cursor
from newsspider.store.found import Found
from newsspider.store.kept import Known
from newsspider.store.sources import Validators
from newsspider.store.state import State


class Questions:
    """Of one run of one site. Every method may raise StoreError."""

    source: str
    run: int
    _state: State

    def is_fresh(self, found: Sequence[Found], since: str | None = None) -> bool:
        """Whether one of the announced pages was not settled before this run: is pending, or was asked for in it.

        `since`: ISO time; what was first seen later is fresh too, even if it is settled. A crawl that was cut short may
        have fetched the newest articles and not what stands behind them.
        """
        with self._state.reading() as connection:
            return pages.any_open(connection, [each.id for each in found], self.run, since)

    def cursors(self, since: str, until: str) -> list[Cursor]:
        """How far a backfill of this period has come."""
        with self._state.reading() as connection:
            return cursors.of_period(connection, self.source, since, until)

    def is_asked_again(self, id: str) -> bool:
        with self._state.reading() as connection:
            return revisits.asked(connection, id, self.run) is not None

    def is_tried_again(self, ids: Sequence[str]) -> bool:
        """Whether one of the pages is asked for once more, after crawls before got no article of it."""
        with self._state.reading() as connection:
            return pages.is_tried_again(connection, ids, self.run)

    def lookup(self, article: Article) -> Known:
        """The stored articles that the article could repeat."""
        with self._state.reading() as connection:
            return kept.lookup(connection, article)

    def validators(self, source_url: str) -> Validators | None:
        with self._state.reading() as connection:
            return sources.get(connection, source_url)

    def children(self, index_url: str) -> list[Child]:
        """What is known of the children of a sitemap index, in its order."""
        with self._state.reading() as connection:
            return children.get(connection, index_url)

    def is_stored(self, id: str) -> bool:
        with self._state.reading() as connection:
            return kept.is_kept(connection, id)

    def before(self) -> tuple[history.Counts, ...]:
        """Counts of the crawls before this one, newest first."""
        with self._state.reading() as connection:
            return history.before(connection, self.source, self.run)

    def past(self, now: datetime) -> dict[str, Counter[str]]:
        """Signs of the last weeks' crawls, by edition."""
        with self._state.reading() as connection:
            return weeks.past(connection, self.source, now)

    def watched(self) -> dict[str, dict[str, Any]]:
        """What is remembered of the site's sources, by URL."""
        with self._state.reading() as connection:
            return watched.sources(connection, self.source)

    def arrivals(self, zone: str, now: datetime) -> dict[str, list[datetime]]:
        """When the articles of the last weeks came, by edition."""
        with self._state.reading() as connection:
            return lately.arrivals(connection, self.source, zone, now)

    def stored_between(self, edition: str, after: str, until: str) -> int:
        """How many of its stored articles were published then (ISO)."""
        with self._state.reading() as connection:
            return watched.published_between(connection, self.source, edition, after, until)

    def last_titles(self, many: int) -> list[str]:
        with self._state.reading() as connection:
            return weeks.titles(connection, self.source, many)

    def last_stored_at(self) -> str | None:
        with self._state.reading() as connection:
            return history.last_stored(connection, self.source)

    def pages(self) -> dict[str, int]:
        """How many pages of the site are pending, stored, duplicate, refused, gone."""
        with self._state.reading() as connection:
            return pages.by_status(connection, self.source)
