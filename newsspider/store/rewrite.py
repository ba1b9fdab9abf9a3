"""How do lines in a site's files become others, or go, so that a kill at any moment does no harm?

A file with the other lines is written beside the one that is there, under `….rewritten`. Then one transaction of the
state decides: it knows the new length and places, and that the file has to take its name. It does so after that; where
this was cut short, whoever holds the site's lock next does it, before it looks at a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from newsspider.store.errors import Damaged, unwritable
from newsspider.store.file_lines import key_of
from newsspider.store.segment import sync_folder
from newsspider.store.segments import KINDS
from newsspider.store.state import State
from newsspider.store.tables import articles, files, rewritten
from newsspider.store.whole_file import write_whole

REWRITTEN = ".rewritten"
CHUNK = 400

Edit = Callable[[bytes], bytes | None]  # what stands in the line's place: the line itself, another one, or nothing

_PLACES = select(articles.c.id, articles.c.version, articles.c.offset).where(
    articles.c.id.in_(bindparam("ids", expanding=True)),
    articles.c.folder == bindparam("in_folder"),
    articles.c.file == bindparam("at_path"),
)
_MOVE = (
    update(articles)
    .where(articles.c.id == bindparam("of_id"), articles.c.version == bindparam("of_version"))
    .values(offset=bindparam("to"), length=bindparam("long"))
)


@dataclass(slots=True)
class Rewritten:
    """A day's file with other lines. By where a line stood (bytes from the beginning): `moved`: where it, or the one
    in its place, stands now, and how many bytes; `others`: those in whose place another one stands; `gone`."""

    path: str
    length: int = 0
    moved: dict[int, tuple[int, int]] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @property
    def lines(self) -> int:
        return len(self.others) + len(self.gone)


def lengths(connection: Connection, folder: str, source: str) -> dict[str, int]:
    """Bytes of each file of the site that the state answers for."""
    query = select(files.c.path, files.c.length).where(files.c.folder == folder, files.c.source == source)
    return {row.path: row.length for row in connection.execute(query.order_by(files.c.path))}


def lines(output: Path, path: str, length: int) -> Iterator[tuple[int, bytes]]:
    """Those that the state answers for, and where they stand. Raises Damaged."""
    whole = output / path
    if not length:
        return
    if not whole.exists() or whole.stat().st_size < length:
        raise Damaged(f"{whole} is shorter than the state remembers: see 'scrapy gaps {whole.parent.name} --offline'")
    offset = 0
    with whole.open("rb") as file:
        while offset < length and (line := file.readline(length - offset)):
            yield offset, line
            offset += len(line)


def write_beside(output: Path, path: str, length: int, edit: Edit) -> Rewritten:
    """Nothing has changed by that yet. Raises StoreError."""
    found = Rewritten(path)
    write_whole(beside(output / path), _edited(output, length, edit, found))
    return found


def beside(whole: Path) -> Path:
    return whole.with_name(whole.name + REWRITTEN)


def decide(connection: Connection, folder: str, source: str, each: Rewritten) -> None:
    """What the state says of the lines that are gone is the caller's to change, in the same transaction."""
    gone = set(each.gone)
    kept = [row for row in _places(connection, folder, each) if row.offset not in gone]
    if any(row.offset not in each.moved for row in kept):
        raise Damaged(f"{each.path} is not what the state remembers: see 'scrapy gaps {source} --offline'")
    if kept:
        connection.execute(_MOVE, [_move(row, *each.moved[row.offset]) for row in kept])
    of_file = (files.c.folder == folder) & (files.c.path == each.path)
    connection.execute(update(files).where(of_file).values(length=each.length))
    connection.execute(insert(rewritten), {"folder": folder, "path": each.path, "source": source})


def finish(state: State, output: Path, folder: str, source: str) -> list[str]:
    """What was decided takes its name, what was not goes; the paths. The caller holds the site's lock."""
    mine = (rewritten.c.folder == folder) & (rewritten.c.source == source)
    with state.reading() as connection:
        decided = list(connection.execute(select(rewritten.c.path).where(mine)).scalars())
    for kind in KINDS:
        for found in (output / kind / source).glob(f"*.jsonl{REWRITTEN}"):
            if found.relative_to(output).as_posix().removesuffix(REWRITTEN) not in decided:
                found.unlink()
    for path in decided:
        _take_name(output / path)
    if decided:
        with state.writing() as connection:
            connection.execute(delete(rewritten).where(mine))
    return decided


def _edited(output: Path, length: int, edit: Edit, found: Rewritten) -> Iterator[bytes]:
    source = found.path.split("/")[1]
    for offset, line in lines(output, found.path, length):
        if found.path.startswith("articles/") and (key := key_of(line, source)):
            found.ids.add(key.id)
        other = edit(line)
        if other is None:
            found.gone.append(offset)
            continue
        if other is not line:
            found.others.append(offset)
        found.moved[offset] = (found.length, len(other))
        found.length += len(other)
        yield other


def _places(connection: Connection, folder: str, each: Rewritten) -> Iterator[Any]:
    """By the lines' ids: the articles have no index by file."""
    ids = sorted(each.ids)
    for at in range(0, len(ids), CHUNK):
        values = {"ids": ids[at : at + CHUNK], "in_folder": folder, "at_path": each.path}
        yield from connection.execute(_PLACES, values).all()


def _move(row: Any, to: int, long: int) -> dict[str, Any]:
    return {"of_id": row.id, "of_version": row.version, "to": to, "long": long}


def _take_name(whole: Path) -> None:
    try:
        if beside(whole).exists():  # else it has it already
            beside(whole).replace(whole)
        if whole.parent.is_dir():
            sync_folder(whole.parent)
    except OSError as error:
        raise unwritable(whole, error) from error
