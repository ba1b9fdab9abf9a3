"""How do pages that were read again become a store: versions, duplicates, the site's own lines?

By the crawl's own code, in the order in which they were got, into a state of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from newsspider.article import Article
from newsspider.pipelines.write import WritePipeline, likeness
from newsspider.rebuild.pages import Rebuilt
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
        like = likeness(self.policy)
        with ExitStack() as stack:
            stores: dict[str, Redo] = {}
            for (name, kind, _), group in groupby(stream, key=_batch):
                if name not in stores:
                    stores[name] = stack.enter_context(Redo.open(self.output, name, now=_now(), durable=False))
                revising = Revising(WritePipeline.compare, self.sites[name].revisits)
                for got in _in_parts(group):
                    if kind == "refused":
                        for _, rebuilt in got:
                            stores[name].refuse_again(_got(rebuilt), rebuilt.reason, rebuilt.status)
                    else:
                        stores[name].put_again(
                            [self._put(name, rebuilt) for _, rebuilt in got],
                            WritePipeline.decide,
                            lines=WritePipeline.lines,
                            revising=revising,
                            like=like,
                        )
                    counts["pages"] += len(got)
            for name, store in stores.items():
                counts.update({f"{name}/{kind}": count for kind, count in store.counts().items()})
                store.close("finished", False, _now())
        return counts

    def _put(self, name: str, rebuilt: Rebuilt) -> Got:
        article = rebuilt.article
        assert article is not None
        return _got(rebuilt, asked_as=_asked_as(self.sites[name], article))


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
