"""Which stored articles are translations of one another? What their sites say comes first, then what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection

from newsspider.commands.stories_stored import Asked
from newsspider.commands.translations_blocks import Dated, Ids, by_content, text_of
from newsspider.commands.translations_read import Known, by_host, known_of, linked_of, record_of
from newsspider.dedup.alignment import aligned
from newsspider.dedup.translation_links import Linked, linked
from newsspider.store import folder
from newsspider.store.reading import reading_only
from newsspider.store.stored import by_publication, sources
from newsspider.store.whole_file import write_whole

Found = dict[Ids, tuple[str, float | None]]  # how, similarity


def link_translations(asked: Asked, *, paragraphs: bool) -> int:
    """Writes stories/translations.jsonl and, if wanted, stories/paragraphs.jsonl. Raises StoreError."""
    with reading_only(asked.output, asked.state) as connection:
        dated = _dated(connection, asked) if connection is not None and asked.output.is_dir() else []
    if not dated:
        print(f"Nothing is stored of {' and '.join(asked.wanted) or 'any site'} in {asked.output}")
        return 1
    known, links = _read(asked, dated)
    found: Found = {pair: (how, None) for pair, how in linked(links).items()}
    taken = _taken(found, known)
    for pair, what in by_content(asked.output, dated):
        new = _taken([pair], known)
        if not new & taken:
            found[pair] = what
            taken |= new
    rows = [_row(known, pair, *what) for pair, what in sorted(found.items())]
    _write(asked.output / "stories" / "translations.jsonl", rows, "pairs of translations")
    if paragraphs:
        found_paragraphs = _paragraphs(asked.output, known, rows)
        _write(asked.output / "stories" / "paragraphs.jsonl", found_paragraphs, "pairs of paragraphs")
    return 0


def _dated(connection: Connection, asked: Asked) -> list[Dated]:
    known_as = folder.name(asked.output, asked.state)
    names = [name for name in sources(connection, known_as) if not asked.wanted or name in asked.wanted]
    found = [
        (date.fromisoformat(published[:10]) if published else None, place)
        for name in names
        for published, place in by_publication(connection, known_as, name)
    ]
    wanted = [each for each in found if _is_asked(each[0], asked)]
    return sorted(wanted, key=lambda each: (each[0] or date.min, each[1]))


def _is_asked(day: date | None, asked: Asked) -> bool:
    if day is None:
        return asked.since is None and asked.until is None
    return (asked.since is None or day >= asked.since) and (asked.until is None or day <= asked.until)


def _read(asked: Asked, dated: Sequence[Dated]) -> tuple[dict[str, Known], list[Linked]]:
    sites = by_host(asked.sites)
    known: dict[str, Known] = {}
    links = []
    for _, place in dated:
        record = record_of(asked.output, place)
        article = known[record["id"]] = known_of(record, place)
        links.append(linked_of(record, article.group, sites))
    return known, links


def _taken(links: Iterable[Ids], known: Mapping[str, Known]) -> set[tuple[str, str]]:
    """Articles, each with a language in which its translation is known."""
    return {(one, known[other].group) for pair in links for one, other in (pair, pair[::-1])}


def _row(known: Mapping[str, Known], ids: Ids, how: str, similarity: float | None) -> dict[str, Any]:
    both = sorted((known[id] for id in ids), key=lambda article: (article.group, article.id))
    return {
        "ids": [article.id for article in both],
        "urls": [article.url for article in both],
        "languages": [article.language for article in both],
        "how": how,
        "similarity": similarity,
    }


def _paragraphs(output: Path, known: Mapping[str, Known], rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        first, second = (known[id] for id in row["ids"])
        texts = (text_of(output, first.place), text_of(output, second.place))
        for pair in aligned(*texts, (first.group, second.group)):
            yield {"ids": row["ids"], "languages": row["languages"], "pair": list(pair)}


def _write(path: Path, rows: Iterable[dict[str, Any]], what: str) -> None:
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for row in rows:
            count += 1
            yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)

    write_whole(path, lines())
    print(f"{count:,} {what} in {path}")
