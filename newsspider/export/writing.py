"""How do articles come into the files of a release, a month at a time?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from newsspider.export.ahead import one_ahead
from newsspider.export.asked import Asked, Source
from newsspider.export.broken_rules import Samples
from newsspider.export.changes import ADDED, CHANGED, REMOVED, Before
from newsspider.export.cleaned import Cleaned, Cleaner
from newsspider.export.engine import Engine
from newsspider.export.facts import Facts
from newsspider.export.formats import HUB, Write, writer
from newsspider.export.index import NAME, digest_of, write_index
from newsspider.export.selection import selected
from newsspider.export.splits import group_roots, split_of
from newsspider.export.staged import Stage, Staged, Written, months
from newsspider.export.valid import wrong
from newsspider.export.whole_folder import Building
from newsspider.store.lines import line_of
from newsspider.store.stored import many_stored, stored_of

DATA = "data"
MOST_NAMED = 3  # articles that are named where many are wrong


class Writing:
    """`write` once; then it says what it has seen. `before`: only what has changed since is written."""

    def __init__(
        self, source: Source, asked: Asked, cleaner: Cleaner, parts: Building, duck: Engine, before: Before | None
    ) -> None:
        self.source, self.asked, self.cleaner = source, asked, cleaner
        self.parts, self.duck, self.before = parts, duck, before
        self.samples, self.articles = Samples(), 0
        self.invalid: list[str] = []  # the first ones
        self.many_invalid = 0
        self._counts: Counter[str] = Counter()
        self._roots: Mapping[str, str] = {}

    def counts(self) -> dict[str, int]:
        return {kind: self._counts[kind] for kind in (ADDED, CHANGED, REMOVED)}

    def write(self) -> dict[Path, int]:
        """Files, and how many articles are in each. Raises StoreError."""
        connection, output, known_as, sites = (
            self.source.connection, self.source.output, self.source.known_as, self.source.sites,
        )  # fmt: skip
        if self.asked.format == HUB:
            self._roots = group_roots(connection, output)
        stored = stored_of(connection, output, known_as, sites, newest=self.asked.newest)
        chosen = selected(self.cleaner.clean(stored), self.asked.selection, self.asked.zones, self.duck)
        files: dict[Path, int] = {}
        with Facts(self.parts.work) as facts, closing(self.duck.cursor()) as beside:
            write = writer(self.asked.format, many_stored(connection, known_as, sites))
            written = partial(self._write, write, beside)
            for each in one_ahead(self._staged(months(self._valid(chosen)), facts), written):
                files |= each
        facts.load(self.duck)
        write_index(self.duck, self.parts.folder / NAME)
        return {**files, **self._removed(), self.parts.folder / NAME: self.articles}

    def _write(self, write: Write, duck: Engine, staged: Staged) -> Written:
        folder = self.parts.folder / staged.part
        folder.mkdir(parents=True, exist_ok=True)
        written = write(duck, staged, folder)
        staged.path.unlink(missing_ok=True)
        return written

    def _valid(self, articles: Iterable[Cleaned]) -> Iterator[Cleaned]:
        """What is not of the schema is left out: no other format could hold it."""
        for each in articles:
            what = _other(each) or wrong(each.record)
            if what is None:
                yield each
                continue
            self.many_invalid += 1
            if len(self.invalid) < MOST_NAMED:
                self.invalid.append(f"{each.stored.id}: {what}")

    def _staged(self, by_month: Iterable[tuple[str, Iterator[Cleaned]]], facts: Facts) -> Iterator[Staged]:
        """What is to be written, a month and part at a time."""
        for month, articles in by_month:
            parts: dict[str, Stage] = {}
            with ExitStack() as opened:
                for article in articles:
                    part = self._note(article, facts)
                    if part is None:
                        continue
                    if part not in parts:
                        path = self.parts.work / f"{month}-{len(parts)}.jsonl"
                        parts[part] = opened.enter_context(Stage(month, path, part))
                    parts[part].add(article.line)
            yield from (each.done() for each in parts.values())

    def _note(self, article: Cleaned, facts: Facts) -> str | None:
        """Into which part of the release it goes; None: it is as it was in the release before."""
        self.articles += 1
        self.samples.add(article)
        digest = digest_of(article.line)
        facts.note(article.record, digest)
        if self.before is None:
            return f"{DATA}/{split_of(article.stored.id, self._roots)}" if self.asked.format == HUB else DATA
        kind = self.before.kind(article.stored.id, article.stored.version, digest)
        if kind is not None:
            self._counts[kind] += 1
        return kind

    def _removed(self) -> dict[Path, int]:
        rows = list(self.before.removed(self.source.taken_down)) if self.before else []
        self._counts[REMOVED] = len(rows)
        if not rows:
            return {}
        path = self.parts.folder / f"{REMOVED}.jsonl"
        path.write_bytes(b"".join(map(line_of, rows)))
        return {path: len(rows)}


def _other(article: Cleaned) -> str | None:
    """A line that was edited may say that it is another article."""
    known, record = article.stored, article.record
    names = ("id", "version", "source", "published_at")  # by these it is found, followed and put into its month
    same = (known.id, known.version, known.source, known.published_at) == tuple(record.get(name) for name in names)
    return None if same else "its line says another id, version, source or date of publication than the state"
