"""In which order are pages put into a store again? In that in which they were got, whatever site they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import merge
from pathlib import Path

import orjson

from newsspider.article import Article
from newsspider.rebuild.engines import Result
from newsspider.rebuild.merge import Stream
from newsspider.rebuild.pages import Rebuilt
from newsspider.rebuild.records import article_of, loaded
from newsspider.store.found import Found
from newsspider.store.takedown import taken_down


def in_order(sites: dict[str, list[Result]], output: Path) -> Stream:
    """`sites`: of each, its files in their order, some of which may not be ready yet."""
    streams = [_tagged(name, _of_site(name, results, output)) for name, results in sorted(sites.items())]
    gone = taken_down(output)
    return (item for item in merge(*streams, key=lambda item: item[1].at) if not gone.keys() & _ids(item[1]))


def _ids(rebuilt: Rebuilt) -> set[str]:
    """Of the page that was asked for, and of the article that it led to."""
    return {rebuilt.found.id} | ({rebuilt.article.id} if rebuilt.article else set())


def _tagged(name: str, stream: Iterable[Rebuilt]) -> Iterator[tuple[str, Rebuilt]]:
    return ((name, rebuilt) for rebuilt in stream)


def _of_site(name: str, results: list[Result], output: Path) -> Iterable[Rebuilt]:
    return merge(_read_again(results), unarchived(output, name), key=lambda rebuilt: rebuilt.at)


def _read_again(results: list[Result]) -> Iterator[Rebuilt]:
    for result in results:
        with result().open("rb") as file:
            yield from map(loaded, file)


def unarchived(output: Path, name: str) -> Iterator[Rebuilt]:
    """Stored articles whose page no archive has (none was kept then, or the file is gone): they stay as they are."""
    there: dict[str, bool] = {}
    for path in sorted((output / "articles" / name).glob("*.jsonl")):
        with path.open("rb") as file:
            for line in file:
                record = orjson.loads(line) if line.endswith(b"\n") else {}
                place = (record.get("fetch") or {}).get("archive") or {}
                kept = place.get("file", "")
                if kept not in there:
                    there[kept] = bool(kept) and (output / kept).is_file()
                if record and not there[kept]:
                    yield _as_it_is(article_of(record))


def _as_it_is(article: Article) -> Rebuilt:
    fetch, revisit = article.fetch, article.version > 1
    at = fetch.fetched_at or fetch.first_seen_at or "1970-01-01T00:00:00Z"
    found = Found(
        article.id,
        article.url,
        article.edition,
        fetch.via or "urls",
        first_seen_at=fetch.first_seen_at or at,
        forms=tuple(article.urls),
    )
    article.version, article.changed, article.similarity, article.duplicate_of = 1, [], None, None
    return Rebuilt(datetime.fromisoformat(at), found, revisit, fetch.status or 200, article)
