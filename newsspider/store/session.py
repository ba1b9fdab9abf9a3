"""What does one crawl of one site keep, and what is left for it to do?

Every method may raise StoreError: the call has changed nothing then, and what was kept before stays kept. Moments
(`now`) are aware.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from newsspider.article import Article
from newsspider.store import folder, history, keep, kept, pages, refusals, revisits, runs, sources
from newsspider.store.announce import announce
from newsspider.store.change import Change
from newsspider.store.found import Found, as_found
from newsspider.store.keep import Decide, Outcome
from newsspider.store.kept import Known
from newsspider.store.own_lines import Lines
from newsspider.store.revisits import Revisit
from newsspider.store.segments import Segments
from newsspider.store.sources import Validators
from newsspider.store.times import stamp
from newsspider.store.versions import Revising

CHUNK = 500  # announced pages per transaction


class Session:
    """Made by `open`, ended by `close`. Left otherwise, it is a crawl that was killed: nothing is lost by that."""

    def __init__(self, output: Path, source: str, state_url: str | None, now: datetime) -> None:
        self.output, self.source = output, source
        self._counts: Counter[str] = Counter()
        self._below = pages.NEWEST  # how far `due` has come
        self._noted: dict[str, Validators] = {}
        self._lock = folder.lock(output, source)
        try:
            self._state = folder.open_state(output, state_url)
            self._state.hold(source)
            self._segments = Segments(output, folder.name(output, state_url), source, self._state)
            self._counts["bytes_cut"] += self._segments.reconcile()
            with self._state.writing() as connection:
                runs.tell_killed(connection, source, output / "runs.jsonl")
                self.run = runs.start(connection, source, stamp(now))
        except BaseException:
            self.abandon()
            raise

    @classmethod
    def open(cls, output: Path, source: str, *, state_url: str | None = None, now: datetime) -> Self:
        """Raises Locked when the site is being crawled already, Damaged when files and state contradict each other."""
        return cls(output, source, state_url, now)

    def close(self, reason: str, finished: bool, now: datetime, judged: Mapping[str, str] | None = None) -> None:
        """`finished`: everything that was to be done was; only then the noted validators are kept. `judged`: what the
        run's line says besides."""
        if self._state.closed:
            return
        try:
            with self._state.writing() as connection:
                runs.end(connection, self.run, stamp(now), reason, finished, self.counts())
                if finished:
                    sources.keep(connection, self.source, self._noted, stamp(now))
                runs.write_line(self.output / "runs.jsonl", {**runs.read(connection, self.run), **(judged or {})})
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of everything and say nothing."""
        for part in ("_segments", "_state", "_lock"):
            with suppress(AttributeError):  # opening failed before there was one
                getattr(self, part).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.abandon()

    def discover(self, found: Sequence[Found], now: datetime, *, ask: int | None = None) -> list[Found]:
        """Remember announced pages before they are fetched; which of them to fetch now, in the order given.

        That is: new, pending and refused ones whose time has come; none twice in a run, at most `ask` (the others
        are left to `due`). A form of a stored article's URL that was not seen before is written down as a
        duplicate, once.
        """
        asked: list[Found] = []
        for at in range(0, len(found), CHUNK):
            room = None if ask is None else ask - len(asked)
            asked += self._discover(found[at : at + CHUNK], now, room)
        return asked

    def is_fresh(self, found: Sequence[Found], since: str | None = None) -> bool:
        """Whether one of the announced pages was not settled before this run: is pending, or was asked for in it.

        `since`: ISO time; what was first seen later is fresh too, even if it is settled. A crawl that was cut short may
        have fetched the newest articles and not what stands behind them.
        """
        with self._state.reading() as connection:
            return pages.any_open(connection, [each.id for each in found], self.run, since)

    def due(self, limit: int, now: datetime) -> list[Found]:
        """Pages that are still to be fetched, newest first: at most `limit`, none twice in a run."""
        with self._state.writing() as connection:
            rows = pages.due(connection, self.source, self.run, self._below, limit, stamp(now))
            if not rows and self._below != pages.NEWEST:  # newer ones may have been announced since
                rows = pages.due(connection, self.source, self.run, pages.NEWEST, limit, stamp(now))
        if rows:
            self._below = (rows[-1]["order_key"], rows[-1]["id"])
        return [as_found(row) for row in rows]

    def put(
        self,
        article: Article,
        decide: Decide,
        now: datetime,
        *,
        asked_as: str | None = None,
        lines: Lines | None = None,
        revising: Revising | None = None,
    ) -> Outcome:
        """Keep an article, or what it repeats: looked up, decided, written and remembered in one transaction.

        Completes the article: `urls`, `fetch.first_seen_at`, `fetch.via`, and, with `lines`, drops what recurs in the
        site's articles. `asked_as`: the id of the page that was asked for, where a redirect led to an article with
        another one. `revising`: what becomes of a stored article that has changed; without it, it is a duplicate.
        """
        with self._changing(now, article.fetch.fetched_at) as change:
            outcome = keep.put(change, article, decide, asked_as or article.id, lines, revising)
        self._counts[f"revisits/{outcome.kind}" if outcome.again else outcome.kind] += 1
        return outcome

    def due_again(self, editions: Sequence[str], limit: int, now: datetime) -> list[Revisit]:
        """Pages of stored articles whose time has come once more: at most `limit`, none twice in a run."""
        with self._state.writing() as connection:
            due = revisits.due(connection, self.source, editions, self.run, limit, stamp(now))
        self._counts["revisits"] += len(due)
        return due

    def not_modified(self, id: str, now: datetime) -> None:
        """The page of a stored article, asked for again, is what it was."""
        with self._changing(now) as change:
            if visit := revisits.asked(change.connection, id, self.run):
                revisits.not_modified(change, visit)
        self._counts["revisits/not-modified"] += 1

    def is_asked_again(self, id: str) -> bool:
        with self._state.reading() as connection:
            return revisits.asked(connection, id, self.run) is not None

    def lookup(self, article: Article) -> Known:
        """The stored articles that the article could repeat."""
        with self._state.reading() as connection:
            return kept.lookup(connection, article)

    def refuse(
        self,
        id: str,
        url: str,
        reason: str,
        now: datetime,
        *,
        retry_at: datetime | None = None,
        status: int | None = None,
        edition: str = "",
        via: str = "urls",
    ) -> datetime | None:
        """Write down why a page gave no article; when it will be asked for again (None: not any more, or that of a
        stored article, which has moments of its own).

        `retry_at`: not before, as the server said. `status`: of HTTP.
        """
        with self._changing(now) as change:
            visit, found = revisits.asked(change.connection, id, self.run), Found(id, url, edition, via)
            if visit:
                kind = revisits.not_got(change, visit, found, reason, now, retry_at, status)
            else:
                again = refusals.refuse(change, found, reason, now, retry_at, status)
        if visit:
            self._counts.update((f"revisits/{kind}", f"revisits/{kind}/{reason}"))
            return None
        self._counts["refused"] += 1
        self._counts[f"refused/{reason}"] += 1
        return again

    def validators(self, source_url: str) -> Validators | None:
        with self._state.reading() as connection:
            return sources.get(connection, source_url)

    def note_validators(
        self, source_url: str, etag: str | None, last_modified: str | None, complete_since: str | None = None
    ) -> None:
        """To be kept when the crawl finishes. `complete_since`: ISO time, as far back as the source was read."""
        self._noted[source_url] = Validators(etag, last_modified, complete_since)

    def is_stored(self, id: str) -> bool:
        with self._state.reading() as connection:
            return kept.is_kept(connection, id)

    def counts(self) -> dict[str, int]:
        """Of this run: announced, new, stored, duplicate, unchanged, duplicate_urls, refused, refused/<reason>, …"""
        return dict(self._counts)

    def tally(self, names: Iterable[str]) -> None:
        """Count what only others know of, for the run's line."""
        self._counts.update(names)

    def before(self) -> tuple[history.Counts, ...]:
        """Counts of the crawls before this one, newest first."""
        with self._state.reading() as connection:
            return history.before(connection, self.source, self.run)

    def last_stored_at(self) -> str | None:
        with self._state.reading() as connection:
            return history.last_stored(connection, self.source)

    def pages(self) -> dict[str, int]:
        """How many pages of the site are pending, stored, duplicate, refused, gone."""
        with self._state.reading() as connection:
            return pages.by_status(connection, self.source)

    def _discover(self, batch: Sequence[Found], now: datetime, room: int | None) -> list[Found]:
        with self._changing(now) as change:
            taken = announce(change, batch, room)
        self._counts.update(announced=len(batch), new=len(taken.new), duplicate_urls=len(taken.repeated))
        return [as_found(page) for page in taken.ask]

    @contextmanager
    def _changing(self, now: datetime, fetched_at: str | None = None) -> Iterator[Change]:
        at = stamp(now)
        day = (fetched_at or at)[:10]
        try:
            self._segments.announce(day)
            with self._state.writing() as connection:
                yield Change(connection, self._segments, self.source, self.run, day, at)
        except BaseException:
            self._segments.settle()
            raise
