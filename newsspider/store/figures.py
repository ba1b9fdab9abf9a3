"""What can be counted in the state? Reads only, while crawls are running too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, inspect, select, true

from newsspider.store.lock import is_held
from newsspider.store.reading import reading_only
from newsspider.store.tables import articles, health, pages, runs


@dataclass(frozen=True, slots=True)
class Figure:
    """`what` it counts, of what. Times are seconds since 1970."""

    what: str
    of: tuple[str, ...]
    value: float


def figures(output: Path, state_url: str | None) -> list[Figure]:
    """Of all sites; none where there is no state yet. Raises StoreError."""
    with reading_only(output, state_url) as connection:
        if connection is None:
            return []
        return [*_articles(connection), *_pages(connection), *_runs(connection, output), *_health(connection)]


def _articles(connection: Connection) -> Iterator[Figure]:
    first = func.sum(case((articles.c.version == 1, 1), else_=0))
    query = select(articles.c.source, articles.c.edition, first, func.count(), func.max(articles.c.published_at))
    for site, edition, stored, versions, newest in connection.execute(query.group_by(*query.selected_columns[:2])):
        yield Figure("articles", (site, edition), stored)
        yield Figure("later_versions", (site, edition), versions - stored)
        if newest:
            yield Figure("newest_article", (site, edition), _seconds(newest))


def _pages(connection: Connection) -> Iterator[Figure]:
    groups = (pages.c.source, pages.c.edition, pages.c.status, pages.c.reason)
    query = select(*groups, func.count(), func.min(pages.c.first_seen_at)).group_by(*groups)
    counts: Counter[tuple[str, str, str]] = Counter()
    oldest: dict[tuple[str, str], str] = {}
    for site, edition, status, reason, count, first_seen in connection.execute(query):
        counts[site, edition, status] += count
        if status in ("refused", "gone"):
            yield Figure("refused", (site, edition, reason or "?"), count)
        if status == "pending":
            oldest[site, edition] = min(first_seen, oldest.get((site, edition), first_seen))
    yield from (Figure("pages", of, count) for of, count in counts.items())
    yield from (Figure("oldest_pending", of, _seconds(at)) for of, at in oldest.items())


def _runs(connection: Connection, output: Path) -> Iterator[Figure]:
    for run in _last(connection, true()):
        running = run.reason is None and (_elsewhere(connection) or is_held(output / "locks" / f"{run.source}.lock"))
        yield Figure("running", (run.source,), float(running))
        yield Figure("outcome", (run.source, run.reason or ("running" if running else "killed")), 1)
    # One that runs, or was killed, has no end: what is told is that of the one before.
    for run in _last(connection, runs.c.finished_at.is_not(None)):
        site, ended = (run.source,), _seconds(run.finished_at)
        yield Figure("ended", site, ended)
        yield Figure("took", site, ended - _seconds(run.started_at))
        yield from (Figure(name, site, run.counts[name]) for name in ("requests", "answers") if name in run.counts)


def _last(connection: Connection, which: ColumnElement[bool]) -> Iterable[Row[Any]]:
    """The last run of each site."""
    last = select(func.max(runs.c.id)).where(which).group_by(runs.c.source)
    return connection.execute(select(runs).where(runs.c.id.in_(last)))


def _health(connection: Connection) -> Iterator[Figure]:
    if inspect(connection).has_table(health.name):  # not in a state that an earlier version made
        rows = connection.execute(select(health.c.site, health.c.word))
        yield from (Figure("health", (site, word), 1) for site, word in rows)


def _elsewhere(connection: Connection) -> bool:
    """A state on a server may be that of a crawl on another machine, whose lock can't be seen."""
    return connection.dialect.name != "sqlite"


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
