"""How are files and state brought to agree again, without losing a line that stands in a file?

Killed at any moment, it can be begun again: what was cut out lies beside its file before the file is written anew,
and the state changes in one transaction, by what the files hold then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, delete, insert

from newsspider.store import indexing, purge
from newsspider.store.adopt import adopt, forget, move
from newsspider.store.audit import FileAudit, audit
from newsspider.store.errors import unwritable
from newsspider.store.file_lines import line_at
from newsspider.store.state import State
from newsspider.store.tables import files
from newsspider.store.whole_file import write_whole

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Mended:
    """`again`: ids of articles whose lines are gone, and whose pages are pending now. `versions`: ids of those
    whose newest version is lost, and which are asked for once more. `for_good`: lines of versions of which a newer one
    stands, which no site shows any more; `bytes_gone`: of lines on duplicates and refusals."""

    again: set[str]
    versions: set[str] = field(default_factory=set)
    for_good: int = 0
    bytes_gone: int = 0


def mend(state: State, output: Path, folder: str, source: str, now: str, ages: Sequence[timedelta]) -> Mended:
    """The caller holds the site's lock. `ages`: at which the pages of the site's articles are asked for again."""
    purge.finish(state, output, folder, source)
    with state.reading() as connection:
        wasted = [each for each in audit(connection, output, folder, source) if each.waste]
    for each in wasted:
        _cut_out(output, each)
    with state.writing() as connection:
        audits = audit(connection, output, folder, source)
        for each in audits:
            _commit(connection, each, folder, source)
        became = _agree(connection, audits, output, folder, source, now, ages)
    again, versions = ({id for id, what in became if what == name} for name in ("again", "version"))
    for_good = sum(what == "for-good" for _, what in became)
    return Mended(again, versions - again, for_good, sum(map(_bytes_gone, audits)))


def _agree(
    connection: Connection,
    audits: Sequence[FileAudit],
    output: Path,
    folder: str,
    source: str,
    now: str,
    ages: Sequence[timedelta],
) -> list[tuple[str, str]]:
    """What becomes of the articles whose lines are gone."""
    for each in audits:
        for key, place in each.moved.items():
            move(connection, *key, folder, place)
        for place in each.unknown.values():
            adopt(connection, line_at(output, place), source, folder, place, now, ages)
    if any(each.unknown for each in audits):
        indexing.begin_again(connection, folder)
    lost = sorted(key for each in audits for key in each.lost)
    return [(key.id, forget(connection, *key, source, now)) for key in lost]


def _bytes_gone(each: FileAudit) -> int:
    return 0 if each.path.startswith("articles/") else max(0, (each.committed or 0) - each.size)


def _commit(connection: Connection, each: FileAudit, folder: str, source: str) -> None:
    """The state answers for the whole file; the rest of a crash is left to the next crawl."""
    if each.has_its_length:
        return
    connection.execute(delete(files).where(files.c.folder == folder, files.c.path == each.path))
    row = {"folder": folder, "path": each.path, "source": source, "length": each.size}
    connection.execute(insert(files), row)


def _cut_out(output: Path, each: FileAudit) -> None:
    """What is no line of an article is put beside the file, under a name that says what it holds."""
    path = output / each.path
    try:
        digest = sha256()
        for piece in _pieces(path, each.waste):
            digest.update(piece)
        aside = path.with_name(f"{path.name}.cut-{each.waste[0][0]}-{digest.hexdigest()[:8]}")
        write_whole(aside, _pieces(path, each.waste))
        write_whole(path, _pieces(path, _between(each.waste, each.size)))
    except OSError as error:
        raise unwritable(path, error) from error


def _between(waste: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    starts = [0, *(end for _, end in waste)]
    ends = [*(start for start, _ in waste), size]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _pieces(path: Path, spans: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    with path.open("rb") as file:
        for start, end in spans:
            file.seek(start, os.SEEK_SET)
            while start < end:
                block = file.read(min(BLOCK, end - start))
                if not block:
                    return
                start += len(block)
                yield block
