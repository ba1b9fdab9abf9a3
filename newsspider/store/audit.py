"""Do the files hold what the state remembers, and does the state know what they hold? Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Connection, select, tuple_

from newsspider.store.file_lines import Key, key_of, lines_of, size_of
from newsspider.store.segment import Place
from newsspider.store.segments import KINDS
from newsspider.store.tables import articles, files

CHUNK = 400


Rows = Mapping[Key, tuple[int, int]]  # from which byte, how many


@dataclass(slots=True)
class FileAudit:
    """A day's file. `committed`: bytes that the state answers for, None: it does not know the file.

    `lost`: lines that the state remembers and that do not stand in it. `unknown`: lines that it holds and the state
    does not know. `moved`: known lines that stand elsewhere than remembered. `waste`: from and to which byte there is
    something else than lines of articles, or lines that stand twice. `rest`: behind what the state answers for there
    is what a crash leaves.
    """

    path: str
    committed: int | None
    size: int
    lost: set[Key] = field(default_factory=set)
    unknown: dict[Key, Place] = field(default_factory=dict)
    moved: dict[Key, Place] = field(default_factory=dict)
    waste: list[tuple[int, int]] = field(default_factory=list)
    rest: bool = False

    @property
    def is_sound(self) -> bool:
        return not (self.lost or self.unknown or self.moved or self.waste) and self.has_its_length

    @property
    def has_its_length(self) -> bool:
        """Whether a crawl may begin, and would cut no more than a crash leaves."""
        return self.rest or self.committed == self.size


def audit(connection: Connection, output: Path, folder: str, source: str) -> list[FileAudit]:
    """Of all files of a site in the output folder. Keeps in memory what one day's file holds, and what is wrong."""
    query = select(files.c.path, files.c.length).where(files.c.folder == folder, files.c.source == source)
    committed = {row.path: row.length for row in connection.execute(query)}
    files_there = (file for kind in KINDS for file in (output / kind / source).glob("*.jsonl") if file.is_file())
    found = {file.relative_to(output).as_posix() for file in files_there}
    audits = {}
    for path, rows in chain(_remembered(connection, folder, source), ((path, {}) for path in {*committed, *found})):
        if path not in audits:  # else its rows have come already
            each = FileAudit(path, committed.get(path, None if path in found else 0), size_of(output / path))
            audits[path] = each
            if path.startswith("articles/"):
                _audit_lines(each, rows, output, source)
            else:
                _audit_end(each, output)
    ordered = [audits[path] for path in sorted(audits)]
    _settle(connection, ordered, folder)
    return ordered


def _remembered(connection: Connection, folder: str, source: str) -> Iterator[tuple[str, Rows]]:
    """Where each line stands, file by file: one query, as the articles have no index by file."""
    columns = (articles.c.file, articles.c.id, articles.c.version, articles.c.offset, articles.c.length)
    query = select(*columns).where(articles.c.folder == folder, articles.c.source == source)
    query = query.order_by(articles.c.file).execution_options(yield_per=1000)
    for path, rows in groupby(connection.execute(query), key=itemgetter(0)):
        yield path, {Key(id, version): (offset, length) for _, id, version, offset, length in rows}


def _audit_lines(each: FileAudit, rows: Rows, output: Path, source: str) -> None:
    seen: set[Key] = set()
    behind = []  # lines past what the state answers for
    for offset, line in lines_of(output / each.path):
        key, place = key_of(line, source), Place(each.path, offset, len(line))
        if offset >= (each.committed or 0):
            behind.append(line)
        if key is None or key in seen:
            each.waste.append((offset, offset + len(line)))
            continue
        seen.add(key)
        if key not in rows:
            each.unknown[key] = place
        elif rows[key] != (offset, len(line)):
            each.moved[key] = place
    each.lost = rows.keys() - seen
    each.rest = _is_rest(each, behind)


def _is_rest(each: FileAudit, behind: list[bytes]) -> bool:
    """One line at most, or a part of one, behind the point up to which everything is right."""
    if each.committed is None or each.size <= each.committed or each.lost or each.moved:
        return False
    odd = [*(place.offset for place in each.unknown.values()), *(start for start, _ in each.waste)]
    return b"".join(behind).count(b"\n") <= 1 and all(start >= each.committed for start in odd)


def _audit_end(each: FileAudit, output: Path) -> None:
    """Of lines that nothing refers to, only the length is known."""
    if each.committed == each.size:
        return
    last, breaks = 0, 0
    for offset, line in lines_of(output / each.path):
        whole = line.endswith(b"\n")
        last = offset + len(line) if whole else last
        breaks += whole and offset + len(line) > (each.committed or 0)
    each.rest = each.committed is not None and each.size > each.committed and breaks <= 1
    if not each.rest and last < each.size:
        each.waste.append((last, each.size))


def _settle(connection: Connection, audits: list[FileAudit], folder: str) -> None:
    """A line that one file lost may stand in another one: it was moved. So it was where the state knows it of another
    output folder, whose files nobody sees from here. A line that stands in two files is one too many.
    """
    lost = {key: each for each in audits for key in each.lost}
    unknown = {key for each in audits for key in each.unknown}
    stored = dict(_stored(connection, sorted(unknown)))
    taken: set[Key] = set()
    for each in audits:
        each.rest = each.rest and not any(key in stored for key in each.unknown)
        if each.rest:
            each.unknown, each.waste = {}, []
        for key, place in list(each.unknown.items()):
            if key in lost:
                lost.pop(key).lost.discard(key)
                each.moved[key] = each.unknown.pop(key)
            elif key in taken or stored.get(key) == folder:
                del each.unknown[key]
                each.waste.append((place.offset, place.offset + place.length))
            elif key in stored:
                each.moved[key] = each.unknown.pop(key)
            taken.add(key)
        each.waste.sort()


def _stored(connection: Connection, keys: list[Key]) -> Iterator[tuple[Key, str]]:
    """Those that the state has, each with its output folder."""
    for at in range(0, len(keys), CHUNK):
        query = select(articles.c.id, articles.c.version, articles.c.folder)
        query = query.where(tuple_(articles.c.id, articles.c.version).in_(keys[at : at + CHUNK]))
        yield from ((Key(id, version), of) for id, version, of in connection.execute(query))
