"""How do articles come into the files of a release, a month at a time?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from newsspider.export.asked import Asked, Source
from newsspider.export.broken_rules import Samples
from newsspider.export.changes import ADDED, CHANGED, REMOVED, Before
from newsspider.export.cleaned import Cleaned, Cleaner
from newsspider.export.engine import Engine
from newsspider.export.facts import add_facts, make_facts
from newsspider.export.formats import HUB, writer
from newsspider.export.index import NAME, IndexWriter, digest_of
from newsspider.export.selection import selected
from newsspider.export.splits import write_groups
from newsspider.export.staged import Stage, months, read_staged
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

    def counts(self) -> dict[str, int]:
        return {kind: self._counts[kind] for kind in (ADDED, CHANGED, REMOVED)}

    def write(self) -> dict[Path, int]:
        """Files, and how many articles are in each. Raises StoreError."""
        make_facts(self.duck)
        if self.asked.format == HUB:
            write_groups(self.source.connection, self.source.output, self.duck)
        connection, output, known_as, sites = (
            self.source.connection, self.source.output, self.source.known_as, self.source.sites,
        )  # fmt: skip
        write = writer(self.asked.format, many_stored(connection, known_as, sites))
        stored = stored_of(connection, output, known_as, sites, newest=self.asked.newest)
        chosen = selected(self.cleaner.clean(stored), self.asked.selection, self.asked.zones, self.duck)
        files: dict[Path, int] = {}
        with IndexWriter(self.parts.work) as index:
            for month, articles in months(self._valid(chosen)):
                for kind, staged in self._stage(month, articles, index).items():
                    folder = self.parts.folder / kind
                    folder.mkdir(exist_ok=True)
                    files |= write(self.duck, staged.done(), folder)
                    staged.path.unlink()
            index.write(self.duck, self.parts.folder / NAME)
        return {**files, **self._removed(), self.parts.folder / NAME: self.articles}

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

    def _stage(self, month: str, articles: Iterable[Cleaned], index: IndexWriter) -> dict[str, Stage]:
        """By the folder into which they are to go."""
        with ExitStack() as opened:
            everything = opened.enter_context(Stage(month, self.parts.work / f"{month}.jsonl"))
            changed: dict[str, Stage] = {}
            for article in articles:
                everything.add(article.line)
                kind = self._note(article, index)
                if kind is not None:
                    if kind not in changed:
                        changed[kind] = opened.enter_context(Stage(month, self.parts.work / f"{month}.{kind}.jsonl"))
                    changed[kind].add(article.line)
        read_staged(self.duck, everything.done())
        add_facts(self.duck)
        if self.before is None:
            return {DATA: everything}
        everything.path.unlink()
        return changed

    def _note(self, article: Cleaned, index: IndexWriter) -> str | None:
        """Whether the article was added or changed, where that is asked."""
        self.articles += 1
        self.samples.add(article)
        digest = digest_of(article.line)
        index.add(article, digest)
        kind = self.before.kind(article.stored.id, article.stored.version, digest) if self.before else None
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
    same = (known.id, known.version, known.source) == tuple(record.get(name) for name in ("id", "version", "source"))
    return None if same else "its line says another id, version or source than the state"
