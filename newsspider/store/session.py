"""What does one crawl of one site keep, and what is left for it to do?

Every method may raise StoreError: the call has changed nothing then, and what was kept before stays kept. Moments
(`now`) are aware.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from newsspider.article import Article
from newsspider.store import (
    children,
    cursors,
    folder,
    hand_over,
    health,
    indexing,
    keep,
    pages,
    purge,
    refusals,
    revisits,
    runs,
    sources,
    weeks,
)
from newsspider.store.announce import announce
from newsspider.store.change import Change
from newsspider.store.children import Child
from newsspider.store.cursors import Cursor
from newsspider.store.errors import StoreError
from newsspider.store.found import DONE, Found, as_found
from newsspider.store.keep import Decide, Outcome, Put
from newsspider.store.likeness import Likeness
from newsspider.store.lines import storable
from newsspider.store.missing import ask_for_reprints
from newsspider.store.newest import Newest, newest
from newsspider.store.own_lines import Lines
from newsspider.store.postings import Postings
from newsspider.store.questions import Questions
from newsspider.store.revisits import Revisit
from newsspider.store.segments import Segments
from newsspider.store.sources import Validators
from newsspider.store.times import stamp
from newsspider.store.versions import Revising
from newsspider.store.warc.archive import Archive
from newsspider.store.warc.exchange import Exchange, Kept
from newsspider.store.watched import Rows, watch

CHUNK = 500  # announced pages per transaction


class Session(Questions):
    """Made by `open`, ended by `close`. Left otherwise, it is a crawl that was killed: nothing is lost by that."""

    def __init__(
        self,
        output: Path,
        source: str,
        state_url: str | None,
        now: datetime,
        backfill: bool = False,
        archive: int = 0,
        durable: bool = True,
    ) -> None:
        self.output, self.source, self._backfill = output, source, backfill
        self._counts: Counter[str] = Counter()
        self._below: dict[str | None, pages.Cursor] = {}  # how far `due` has come, by edition
        self._noted: dict[str, Validators] = {}
        self._noted_children: dict[str, Sequence[Child]] = {}
        self._became: dict[str, Outcome] = {}
        self._postings = Postings()
        self._lock = hand_over.take(output, source, backfill=backfill)
        try:
            self._state = folder.open_state(output, state_url, durable=durable)
            self._state.hold(source)
            self._segments = Segments(output, folder.name(output, state_url), source, self._state, durable=durable)
            purge.finish(self._state, output, self._segments.folder, source)
            self._archive = Archive(output, source, archive) if archive else None
            self._counts["bytes_cut"] += self._segments.reconcile() + (self._archive.cut if self._archive else 0)
            with self._state.writing() as connection:
                purge.tell(connection, output, source, stamp(now))
                runs.tell_killed(connection, source, output / "runs.jsonl")
                self.run = runs.start(connection, source, stamp(now))
        except BaseException:
            self.abandon()
            raise

    @classmethod
    def open(
        cls,
        output: Path,
        source: str,
        *,
        state_url: str | None = None,
        now: datetime,
        backfill: bool = False,
        archive: int = 0,
        durable: bool = True,
    ) -> Self:
        """Raises Locked when the site is being crawled already, Damaged when files and state contradict each other.

        `backfill`: makes way for other crawls of the site, which wait for that here. `archive`: bytes of one file of
        the archive; 0: none is kept. `durable`: else a power cut may take it all, and who opened it begins anew.
        """
        return cls(output, source, state_url, now, backfill, archive, durable)

    def close(
        self,
        reason: str,
        finished: bool,
        now: datetime,
        judged: Mapping[str, str] | None = None,
        *,
        signs: weeks.ByEdition | None = None,
        watched: Rows | None = None,
    ) -> None:
        """`finished`: everything that was to be done was; only then the noted validators are kept. `judged`: what the
        run's line says besides. `signs`: counts by edition, `watched`: sources by URL, that later crawls are compared
        with. The run has its end, whatever becomes of what is kept for later ones."""
        if self._state.closed:
            return
        try:
            with self._state.writing() as connection:
                runs.end(connection, self.run, stamp(now), reason, finished, self.counts())
                if judged:
                    health.note(connection, self.source, judged["health"], judged["why"], stamp(now), self.run)
                runs.write_line(self.output / "runs.jsonl", {**runs.read(connection, self.run), **(judged or {})})
            with self._state.writing() as connection:
                if finished:
                    sources.keep(connection, self.source, self._noted, stamp(now))
                    children.keep(connection, self.source, self._noted_children)
                weeks.add(connection, self.source, now, signs or {})
                watch(connection, self.source, watched or {})
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of everything and say nothing."""
        for part in ("_archive", "_segments", "_state", "_lock"):
            with suppress(AttributeError):  # opening failed before there was one, or there is none
                getattr(self, part).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.abandon()

    def archive_answer(self, exchange: Exchange) -> Kept:
        """Keep an answer as it came. It is on the disk before anything that follows from it is kept."""
        if self._archive is None or self._state.closed:
            raise StoreError("no archive is kept, or the crawl is closed already")
        return self._archive.keep(exchange)

    def discover(
        self, found: Sequence[Found], now: datetime, *, ask: int | None = None, cursor: Cursor | None = None
    ) -> list[Found]:
        """Remember announced pages before they are fetched; which of them to fetch now, in the order given.

        That is: new, pending and refused ones whose time has come; none twice in a run, at most `ask` (the others
        are left to `due`). A form of a stored article's URL that was not seen before is written down as a
        duplicate, once. `cursor`: how far a backfill has come with them, remembered with the last of them.
        """
        asked: list[Found] = []
        for at in range(0, len(found) or 1, CHUNK):
            room = None if ask is None else ask - len(asked)
            asked += self._discover(found[at : at + CHUNK], now, room, cursor if at + CHUNK >= len(found) else None)
        return asked

    def due(
        self,
        limit: int,
        now: datetime,
        *,
        edition: str | None = None,
        not_before: datetime | None = None,
        without: Collection[str] = (),
        of_backfill: bool = False,
        only: Collection[str] | None = None,
    ) -> list[Found]:
        """Pages that are still to be fetched, newest first: at most `limit`, none twice in a run.

        `edition`: only of this one. `not_before`: of those that say when they were published or changed, none older;
        what was asked for in vain is asked for again whatever its age.
        `without`: editions passed over; pages of editions that nobody knows are handed out.
        `of_backfill`: also what only a backfill has announced, and nobody has tried to get. `only`: of these editions.
        """
        below, oldest = self._below.get(edition, pages.NEWEST), stamp(not_before) if not_before else ""
        which = (edition, oldest, without, of_backfill, only)
        with self._state.writing() as connection:
            rows = pages.due(connection, self.source, self.run, below, limit, stamp(now), *which)
            if not rows and below != pages.NEWEST:  # newer ones may have been announced since
                rows = pages.due(connection, self.source, self.run, pages.NEWEST, limit, stamp(now), *which)
        if rows:
            self._below[edition] = (rows[-1]["order_key"], rows[-1]["id"])
        return [as_found(row) for row in rows]

    def due_of(self, ids: Sequence[str], now: datetime) -> list[Found]:
        """Those of these pages that are still to be fetched, of whatever time; none twice in a run."""
        with self._state.writing() as connection:
            return [as_found(row) for row in pages.due_of(connection, ids, self.source, self.run, stamp(now))]

    def newest(self, ids: Sequence[str]) -> list[Newest]:
        """Those of the articles that are stored, as they were written last."""
        with self._state.reading() as connection:
            return newest(connection, self.output, self._segments.folder, ids)

    def ask_for_reprints(self, now: datetime) -> set[str]:
        """Pages that repeat an article which is lost are pending again: their ids."""
        with self._state.writing() as connection:
            return ask_for_reprints(connection, self.source, stamp(now))

    def put(
        self,
        article: Article,
        decide: Decide,
        now: datetime,
        *,
        asked_as: str | None = None,
        lines: Lines | None = None,
        revising: Revising | None = None,
        like: Likeness | None = None,
    ) -> Outcome:
        """Keep an article, or what it repeats: looked up, decided, written and remembered in one transaction.

        Completes the article: `urls`, `fetch.first_seen_at`, `fetch.via`, and, with `lines`, drops what recurs in the
        site's articles. `asked_as`: the id of the page that was asked for, where a redirect led to an article with
        another one. `revising`: what becomes of a stored article that has changed; without it, it is a duplicate.
        `like`: how it is compared with all others; without it, only copies of what is stored are recognised.
        """
        return self.put_all([Put(article, asked_as)], decide, now, lines=lines, revising=revising, like=like)[0]

    def index_stored(self, like: Likeness, go_on: Callable[[int], bool]) -> indexing.Indexed:
        """Have those compared that were stored before articles were: as many as `go_on` allows."""
        return indexing.index_stored(self._state, self._postings, self.output, self._segments.folder, like, go_on)

    def became(self, id: str) -> Outcome | None:
        """What became of an article that was put; told once."""
        return self._became.pop(id, None)

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

    def put_all(
        self,
        puts: Sequence[Put],
        decide: Decide,
        now: datetime,
        *,
        lines: Lines | None = None,
        revising: Revising | None = None,
        like: Likeness | None = None,
    ) -> list[Outcome]:
        """`put` for several articles of one day of fetching: one fsync, one transaction, all of them or none."""
        with self._changing(now, puts[0].article.fetch.fetched_at) as change, self._segments.together():
            outcomes = [
                keep.put(change, each.article, decide, each.asked_as or each.article.id, lines, revising, like)
                for each in puts
            ]
        for outcome in outcomes:
            self._counts[f"revisits/{outcome.kind}" if outcome.again else outcome.kind] += 1
            if not outcome.again:
                self._became[outcome.id] = outcome
        return outcomes

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
                refused = refusals.refuse(change, found, reason, now, retry_at, status)
        if visit:
            self._counts.update((f"revisits/{kind}", f"revisits/{kind}/{reason}"))
            return None
        self._counts["refused"] += 1
        self._counts[f"refused/{reason}"] += 1
        tells = refused.tells and not self._backfill and via != "urls"  # a person named it
        self._counts[f"unread/{edition}/{reason}" if tells else f"excused/{reason}"] += 1
        return refused.again

    def page_says(self, found: Found, says: Mapping[str, str], now: datetime) -> None:
        """What the page itself says of the article counts more than what a source said of it."""
        self.discover([found], now, ask=0)
        with self._changing(now) as change:
            page = pages.get(change.connection, [found.id])[found.id]
            if page["status"] not in DONE:
                hint = {"url": found.url, **(page["hint"] or {}), **says}
                pages.save(change.connection, [{**page, "hint": storable(hint)}])

    def note_validators(
        self, source_url: str, etag: str | None, last_modified: str | None, complete_since: str | None = None
    ) -> None:
        """To be kept when the crawl finishes. `complete_since`: ISO time, as far back as the source was read."""
        self._noted[source_url] = Validators(etag, last_modified, complete_since)

    def note_children(self, index_url: str, found: Sequence[Child]) -> None:
        """To be kept when the crawl finishes."""
        self._noted_children[index_url] = found

    def counts(self) -> dict[str, int]:
        """Of this run: announced, new, stored, duplicate, unchanged, duplicate_urls, refused, refused/<reason>, …"""
        return dict(self._counts)

    def tally(self, names: Iterable[str] | Mapping[str, int]) -> None:
        """Count what only others know of, for the run's line."""
        self._counts.update(names)

    def _discover(self, batch: Sequence[Found], now: datetime, room: int | None, cursor: Cursor | None) -> list[Found]:
        if not batch and cursor is None:
            return []
        with self._changing(now) as change:
            taken = announce(change, batch, room, in_backfill=self._backfill)
            if cursor is not None:
                cursors.keep(change.connection, self.source, cursor, change.at)
        self._counts.update(announced=len(batch), new=len(taken.new), duplicate_urls=len(taken.repeated))
        return [as_found(page) for page in taken.ask]

    @contextmanager
    def _changing(self, now: datetime, fetched_at: str | None = None) -> Iterator[Change]:
        at = stamp(now)
        day = (fetched_at or at)[:10]
        try:
            if self._archive:
                self._archive.sync()
            self._segments.announce(day)
            with self._state.writing() as connection:
                yield Change(connection, self._segments, self.source, self.run, day, at, self._postings)
        except BaseException:
            self._postings.clear()
            self._segments.settle()
            raise
