"""How do pages that were read again become a store: versions, duplicates, the site's own lines?

By the crawl's own code, in the order in which they were got, into a state of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from newsspider.article import Article
from newsspider.pipelines.write import WritePipeline, likeness
from newsspider.rebuild.drawn import HandedOver
from newsspider.rebuild.pages import Rebuilt
from newsspider.rebuild.units import Units
from newsspider.site import NewsSpider
from newsspider.store.redo import Got, Redo
from newsspider.store.versions import Revising

AT_ONCE = 100  # articles in one transaction

Stream = Iterable[tuple[str, Rebuilt]]  # site, and what became of a page; in the order of time


@dataclass(slots=True)
class Merging:
    """Into an output folder that has nothing yet. `policy`: of duplicates."""

    output: Path
    sites: Mapping[str, type[NewsSpider]]
    policy: str

    def run(self, stream: Stream) -> Counter[str]:
        """How many became what. Raises StoreError."""
        counts: Counter[str] = Counter()
        with ExitStack() as stack:
            into: dict[str, Into] = {}
            for (name, _, _), group in groupby(stream, key=_batch):
                if name not in into:
                    store = stack.enter_context(Redo.open(self.output, name, now=_now(), durable=False))
                    into[name] = Into(self.sites[name], store, self.policy)
                for part in _in_parts(group):
                    into[name].put([rebuilt for _, rebuilt in part])
                    counts["pages"] += len(part)
            for name, each in into.items():
                each.finish()
                counts.update({f"{name}/{kind}": count for kind, count in each.store.counts().items()})
                each.store.close("finished", False, _now())
        return counts


class Into:
    """The store of one site."""

    def __init__(self, site: type[NewsSpider], store: Redo, policy: str) -> None:
        self.site, self.store = site, store
        self._handed_over = HandedOver()
        self._lines = replace(WritePipeline.lines, keys=self._handed_over.lines)
        self._like = replace(likeness(policy), fingerprint=self._handed_over.fingerprint)
        self._units = Units(site, store)
        self._revising = Revising(WritePipeline.compare, site.revisits)

    def put(self, batch: list[Rebuilt]) -> None:
        """All of one day; all with an article, or none."""
        if not any(self._units.has(rebuilt) for rebuilt in batch):
            self._put(batch)
            return
        for rebuilt in batch:  # each article is linked to those that were stored before it
            for ready in self._units.take(rebuilt):
                self._put(ready)

    def finish(self) -> None:
        for ready in self._units.rest():
            self._put(ready)

    def _put(self, batch: list[Rebuilt]) -> None:
        for rebuilt in batch:
            if rebuilt.article is None:
                self.store.refuse_again(_got(rebuilt), rebuilt.reason, rebuilt.status)
        self._handed_over.take((each.article, each.drawn) for each in batch if each.article)
        got = [_got(each, _asked_as(self.site, each.article)) for each in batch if each.article]
        for _, part in groupby(got, key=lambda each: each.at.date()):
            self.store.put_again(
                list(part), WritePipeline.decide, lines=self._lines, revising=self._revising, like=self._like
            )


def _got(rebuilt: Rebuilt, asked_as: str | None = None) -> Got:
    return Got(rebuilt.at, rebuilt.found, rebuilt.revisit, rebuilt.article, asked_as)


def _asked_as(site: type[NewsSpider], article: Article) -> str | None:
    """As WritePipeline asks it."""
    ids = (site.addresses().id_of(url) for url in article.urls)
    return next((id for id in ids if id != article.id), None)


def _batch(item: tuple[str, Rebuilt]) -> tuple[str, str, str]:
    name, rebuilt = item
    return name, "put" if rebuilt.article else "refused", f"{rebuilt.at:%Y-%m-%d}"


def _in_parts(group: Iterator[tuple[str, Rebuilt]]) -> Iterator[list[tuple[str, Rebuilt]]]:
    part: list[tuple[str, Rebuilt]] = []
    for item in group:
        part.append(item)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _now() -> datetime:
    return datetime.now(UTC)
