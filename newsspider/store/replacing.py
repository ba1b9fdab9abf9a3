"""What does it take to put other lines in the place of those that a site has stored?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from newsspider.article import Article
from newsspider.store import folder, hand_over, indexing, purge, replaced, rewrite
from newsspider.store.change import Change
from newsspider.store.likeness import Likeness
from newsspider.store.postings import Postings
from newsspider.store.rewrite import Edit, Rewritten
from newsspider.store.segments import Segments
from newsspider.store.times import stamp
from newsspider.store.whole_file import add_whole

AT_ONCE = 50  # articles of a transaction: crawls of other sites wait for it
NOBODY = 0  # is this run: pages that a crawl was given are not its own

Record = dict[str, Any]
TakeOut = Callable[[Change, Record], None]  # what becomes of an article whose line goes


class Replacing:
    """The store of a site that no crawl has meanwhile. Left or killed at any moment, what was done is done, and it can
    be begun again. Every method may raise StoreError."""

    def __init__(self, output: Path, source: str, state_url: str | None, now: datetime) -> None:
        """Raises Locked, Damaged."""
        self.output, self.source, self.now = output, source, stamp(now)
        self._postings = Postings()
        self._lock = hand_over.take(output, source)
        try:
            self.state = folder.open_state(output, state_url)
            self.state.hold(source)
            self.folder = folder.name(output, state_url)
            self._segments = Segments(output, self.folder, source, self.state)
            purge.finish(self.state, output, self.folder, source)
            self._segments.reconcile()
            with self.state.writing() as connection:
                purge.tell(connection, output, source, self.now)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        for part in ("_segments", "state", "_lock"):
            with suppress(AttributeError):  # opening failed before there was one
                getattr(self, part).close()

    def files(self) -> dict[str, int]:
        """Of articles, with the bytes that the state answers for."""
        with self.state.reading() as connection:
            known = rewrite.lengths(connection, self.folder, self.source)
        return {path: length for path, length in known.items() if path.startswith("articles/")}

    def lines(self, path: str, length: int) -> Iterator[bytes]:
        return (line for _, line in rewrite.lines(self.output, path, length))

    def exchange(self, path: str, length: int, edit: Edit, take_out: TakeOut, keep: Path, like: Likeness) -> None:
        """All of a file's lines, or none. `keep`: the file for those that stood there."""
        add_whole(keep, (line for line in self.lines(path, length) if edit(line) is not line))
        each = rewrite.write_beside(self.output, path, length, edit)
        self._compare(each, like)
        with self.changing(self.now[:10], self.now) as change:
            rewrite.decide(change.connection, self.folder, self.source, each)
            for some in self._some(self._others(each)):
                replaced.say(change.connection, some)
            for record in self._gone(each):
                take_out(change, record)
        self._segments.close()
        rewrite.finish(self.state, self.output, self.folder, self.source)

    @contextmanager
    def changing(self, day: str, at: str) -> Iterator[Change]:
        """`day`: of the files that are written to."""
        try:
            self._segments.announce(day)
            with self.state.writing() as connection:
                yield Change(connection, self._segments, self.source, NOBODY, day, at, self._postings)
        except BaseException:
            self._postings.clear()
            self._segments.settle()
            raise

    def _compare(self, each: Rewritten, like: Likeness) -> None:
        """Before their lines change: where this was cut short, it is done again."""
        for some in self._some(self._others(each)):
            try:
                with self.state.writing() as connection:
                    replaced.compare_anew(connection, self._postings, some, like)
            except BaseException:
                self._postings.clear()
                raise

    def _some(self, records: Iterator[Record]) -> Iterator[list[Article]]:
        while some := [_article(record) for record in islice(records, AT_ONCE)]:
            yield some

    def _others(self, each: Rewritten) -> Iterator[Record]:
        """Those that stand in the place of others now."""
        with rewrite.beside(self.output / each.path).open("rb") as file:
            for was in each.others:
                offset, length = each.moved[was]
                file.seek(offset)
                yield orjson.loads(file.read(length))

    def _gone(self, each: Rewritten) -> Iterator[Record]:
        with (self.output / each.path).open("rb") as file:
            for offset in each.gone:
                file.seek(offset)
                yield orjson.loads(file.readline())


def _article(record: Record) -> Article:
    article = indexing.compared(record)
    article.urls = [url for url in record.get("urls") or () if isinstance(url, str)]
    return article
