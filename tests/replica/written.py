"""What stands in an output folder, and is every line of it sound?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from newsspider.article import FIELDS
from newsspider.store import alike
from newsspider.store.reading import reading_only
from tests.replica.findings import Problem

Record = dict[str, Any]
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(slots=True)
class Written:
    """The lines of an output folder, and what is wrong with them as lines."""

    articles: list[Record] = field(default_factory=list)
    duplicates: list[Record] = field(default_factory=list)
    refused: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_output(output: Path) -> Written:
    problems: list[Problem] = []
    articles, duplicates, refused = (
        [record for path in sorted((output / kind).rglob("*.jsonl")) for record in _read_lines(path, problems)]
        for kind in ("articles", "duplicates", "refused")
    )
    problems += _unsound(articles)
    repeats = _repeats(output, articles)
    articles = [each for each in articles if each.get("id") not in repeats]
    return Written(articles, [*duplicates, *repeats.values()], refused, problems)


def _repeats(output: Path, articles: list[Record]) -> dict[str, Record]:
    """Articles that were written before their original came: the export knows, and leaves them out."""
    with reading_only(output, None) as connection:
        if connection is None:
            return {}
        ids = {str(each.get("id")) for each in articles}
        originals = {id: found.id for id in ids if (found := alike.original(connection, id))}
    return {id: each | {"duplicate_of": originals[id]} for each in articles if (id := str(each.get("id"))) in originals}


def _read_lines(path: Path, problems: list[Problem]) -> Iterator[Record]:
    *lines, rest = path.read_bytes().split(b"\n")
    if rest:
        problems.append(Problem("invalid", f"{path}", "the last line has no end"))
    for number, line in enumerate(lines, 1):
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            problems.append(Problem("invalid", f"{path}:{number}", f"not JSON: {error}"))
            continue
        if isinstance(record, dict):
            yield record
        else:
            problems.append(Problem("invalid", f"{path}:{number}", "not an object"))


def _unsound(articles: list[Record]) -> Iterator[Problem]:
    """Fields other than an Article's, and ids that are none or stand twice with one version."""
    seen: set[tuple[str, str]] = set()
    for record in articles:
        url = str(record.get("url"))
        if tuple(record) != FIELDS:
            other = ", ".join(sorted(set(record) ^ set(FIELDS))) or "their order"
            yield Problem("invalid", url, f"not the fields of an Article: {other}")
        key = (str(record.get("id")), str(record.get("version")))
        if not _ID.fullmatch(key[0]):
            yield Problem("invalid", url, f"not an id: {key[0]!r}")
        elif key in seen:
            yield Problem("invalid", url, f"id {key[0]} stands twice as version {key[1]}")
        seen.add(key)
