"""What has been kept of each site so far? Reads only, while crawls are running too."""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, case, func, inspect, select

from newsspider.store import tables, watched, weeks
from newsspider.store.folder import known_name
from newsspider.store.history import before
from newsspider.store.reading import reading_only
from newsspider.store.tables import articles, files, pages, revisits, runs


@dataclass(frozen=True, slots=True)
class Run:
    """Times are ISO. `reason`: None while it runs, and when it was killed. `running`: None: can't be seen from here."""

    started_at: str
    finished_at: str | None
    reason: str | None
    counts: Mapping[str, int]
    running: bool | None


@dataclass(slots=True)
class SiteOverview:
    """Times are ISO. `retry_at`: when the first refused page is asked for again; `retries`: how many wait for that."""

    run: Run | None = None
    before: tuple[Mapping[str, int], ...] = ()  # counts of the runs before it, newest first
    past: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # signs of the last weeks, by edition
    watched: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # sources, by URL
    stored: int = 0
    stored_lately: int = 0
    last_stored_at: str | None = None
    newest_published: str | None = None
    versions: int = 0  # after the first ones
    gone: int = 0  # stored articles whose pages have vanished
    pages: Counter[str] = field(default_factory=Counter)  # pending, stored, duplicate, refused, gone
    refused: Counter[str] = field(default_factory=Counter)  # refused and gone pages, by reason
    retries: int = 0
    retry_at: str | None = None
    damaged: str | None = None  # a file that lacks what the state remembers of it


def overview(output: Path, state_url: str | None, *, since: str) -> dict[str, SiteOverview] | None:
    """By site; `stored_lately` counts from `since` (ISO). None: there is no state yet. Raises StoreError."""
    with reading_only(output, state_url) as connection:
        if connection is None:
            return None
        sites: dict[str, SiteOverview] = {}
        _add_runs(connection, sites, output)
        _add_articles(connection, sites, since)
        _add_revisits(connection, sites)
        _add_pages(connection, sites)
        _add_damage(connection, sites, output, known_name(output, state_url))
        return sites


def _add_runs(connection: Connection, sites: dict[str, SiteOverview], output: Path) -> None:
    last = select(func.max(runs.c.id)).group_by(runs.c.source)
    known = inspect(connection).has_table(tables.watched.name)
    for row in connection.execute(select(runs).where(runs.c.id.in_(last))):
        running = row.reason is None and _is_running(output, row.source, connection.dialect.name)
        run = Run(row.started_at, row.finished_at, row.reason, row.counts, running)
        site = sites.setdefault(row.source, SiteOverview())
        site.run, site.before = run, before(connection, row.source, row.id)
        if known:  # by a state of today
            ended = datetime.fromisoformat(row.finished_at or row.started_at)
            site.past, site.watched = weeks.past(connection, row.source, ended), watched.sources(connection, row.source)


def _add_articles(connection: Connection, sites: dict[str, SiteOverview], since: str) -> None:
    lately = func.sum(case((articles.c.stored_at >= since, 1), else_=0))
    times = (func.max(articles.c.stored_at), func.max(articles.c.published_at))
    query = select(articles.c.source, func.count(), lately, *times).where(articles.c.version == 1)
    for source, stored, stored_lately, last, newest in connection.execute(query.group_by(articles.c.source)):
        site = sites.setdefault(source, SiteOverview())
        site.stored, site.stored_lately = stored, stored_lately
        site.last_stored_at, site.newest_published = last, newest


def _add_revisits(connection: Connection, sites: dict[str, SiteOverview]) -> None:
    """A state that was only read since newsspider revisits has no such table yet."""
    later = select(articles.c.source, func.count()).where(articles.c.version > 1).group_by(articles.c.source)
    for source, count in connection.execute(later):
        sites.setdefault(source, SiteOverview()).versions = count
    if not inspect(connection).has_table(revisits.name):
        return
    gone = select(revisits.c.source, func.count()).where(revisits.c.gone_at.is_not(None)).group_by(revisits.c.source)
    for source, count in connection.execute(gone):
        sites.setdefault(source, SiteOverview()).gone = count


def _add_pages(connection: Connection, sites: dict[str, SiteOverview]) -> None:
    groups = (pages.c.source, pages.c.status, pages.c.reason)
    query = select(*groups, func.count(), func.count(pages.c.next_at), func.min(pages.c.next_at)).group_by(*groups)
    for source, status, reason, count, retries, first in connection.execute(query):
        site = sites.setdefault(source, SiteOverview())
        site.pages[status] += count
        if status in ("refused", "gone"):
            site.refused[reason or "?"] += count
            site.retries += retries
            site.retry_at = min(filter(None, (site.retry_at, first)), default=None)


def _add_damage(connection: Connection, sites: dict[str, SiteOverview], output: Path, known_as: str) -> None:
    """No crawl can begin then, and none says so in the state. A crawl that runs only makes files longer."""
    query = select(files.c.source, files.c.path, files.c.length).where(files.c.folder == known_as)
    for source, path, committed in connection.execute(query.order_by(files.c.path)):
        site = sites.setdefault(source, SiteOverview())
        if site.damaged is None and _length(output / path) < committed:
            site.damaged = path


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _is_running(output: Path, source: str, dialect: str) -> bool | None:
    """By the lock that a crawl holds. A state on a server may be that of a crawl on another machine."""
    try:
        with (output / "locks" / f"{source}.lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # ours for microseconds, and only after a kill
    except BlockingIOError:
        return True
    except OSError:
        pass  # no lock file, no crawl
    return False if dialect == "sqlite" else None
