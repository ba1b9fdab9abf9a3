"""How do an article's lines go from the files for good, so that a kill at any moment does no harm?

The files without them are written beside the files that are there, under `….purged`. Then one transaction of the state
decides: it knows the new lengths and places. Only after it the new files take the old ones' names; where that was cut
short, whoever holds the site's lock next does it, before it looks at a file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from sqlalchemy import Connection, bindparam, delete, or_, select, update

from newsspider.store import pages
from newsspider.store.errors import Damaged, unwritable
from newsspider.store.found import TAKEN_DOWN, Found, new_page
from newsspider.store.found import finish as finish_page
from newsspider.store.segment import sync_folder
from newsspider.store.segments import KINDS
from newsspider.store.state import State
from newsspider.store.tables import alike, articles, files, fingerprints, revisits
from newsspider.store.takedown import Takedown, taken_down
from newsspider.store.whole_file import write_whole

PURGED = ".purged"

_PLACES = select(articles.c.id, articles.c.version, articles.c.offset)
_PLACES = _PLACES.where(articles.c.folder == bindparam("in_folder"), articles.c.file == bindparam("at_path"))
_MOVE = (
    update(articles)
    .where(articles.c.id == bindparam("of_id"), articles.c.version == bindparam("of_version"))
    .values(offset=bindparam("to"))
)


@dataclass(slots=True)
class Without:
    """A file without some of its lines. `moved`: where each line stood that is left, and where it stands now."""

    path: str
    lines: int = 0
    length: int = 0
    moved: dict[int, int] = field(default_factory=dict)


def purge(state: State, output: Path, folder: str, source: str, ids: Collection[str]) -> int:
    """How many lines that were. The caller holds the site's lock, and has written down that they go. Raises
    StoreError."""
    finish(state, output, folder, source)
    with state.reading() as connection:
        known = _lengths(connection, folder, source)
    changed = [each for path, length in known.items() if (each := _without(output, path, length, ids)).lines]
    with state.writing() as connection:
        for each in changed:
            _take_over(connection, folder, each, ids)
        _forget(connection, ids)
    _rename(output, [each.path for each in changed])
    _clear_beside(output, source, ids)
    return sum(each.lines for each in changed)


def finish(state: State, output: Path, folder: str, source: str) -> None:
    """What a kill left: the state says whether it had been decided. The caller holds the site's lock."""
    left = [path for kind in KINDS for path in (output / kind / source).glob(f"*.jsonl{PURGED}")]
    if not left:
        return
    with state.reading() as connection:
        known = _lengths(connection, folder, source)
    decided = []
    for each in left:
        path = each.relative_to(output).as_posix().removesuffix(PURGED)
        if known.get(path) == each.stat().st_size:
            decided.append(path)
        else:
            each.unlink()
    _rename(output, decided)
    for ids in ([each.id] for each in taken_down(output).values() if decided and each.purge and each.source == source):
        _clear_beside(output, source, ids)


def tell(connection: Connection, output: Path, source: str, now: str) -> None:
    """The state, which may be another one than then, of what is not to be written again."""
    for each in taken_down(output).values():
        if each.purge and each.source == source:
            keep_out(connection, each, now)


def keep_out(connection: Connection, each: Takedown, now: str) -> None:
    page = pages.get(connection, [each.id]).get(each.id)
    if page is None:
        page = new_page(Found(each.id, each.url), each.source, now)
        pages.add(connection, [page])
    if page["status"] != TAKEN_DOWN:
        finish_page(page, TAKEN_DOWN, reason=TAKEN_DOWN)
        pages.save(connection, [{**page, "urls": []}])


def _lengths(connection: Connection, folder: str, source: str) -> dict[str, int]:
    query = select(files.c.path, files.c.length).where(files.c.folder == folder, files.c.source == source)
    return {row.path: row.length for row in connection.execute(query)}


def _without(output: Path, path: str, length: int, ids: Collection[str]) -> Without:
    """Beside the file, where it has such lines. Behind `length` there is nothing but what a crash left."""
    found = Without(path)
    whole = output / path
    needles = [id.encode() for id in ids]
    if length and (not whole.exists() or whole.stat().st_size < length):
        raise Damaged(f"{whole} is shorter than the state remembers: see 'scrapy gaps {whole.parent.name} --offline'")
    if length and any(_is_of(line, ids, needles) for _, line in _lines(whole, length)):
        write_whole(whole.with_name(whole.name + PURGED), _kept(whole, length, ids, needles, found))
    return found


def _kept(
    whole: Path, length: int, ids: Collection[str], needles: Collection[bytes], found: Without
) -> Iterator[bytes]:
    for offset, line in _lines(whole, length):
        if _is_of(line, ids, needles):
            found.lines += 1
            continue
        found.moved[offset] = found.length
        found.length += len(line)
        yield line


def _lines(whole: Path, length: int) -> Iterator[tuple[int, bytes]]:
    offset = 0
    with whole.open("rb") as file:
        while offset < length and (line := file.readline(length - offset)):
            yield offset, line
            offset += len(line)


def _is_of(line: bytes, ids: Collection[str], needles: Iterable[bytes]) -> bool:
    """Others may name the article: what repeats it, what translates it."""
    if not any(needle in line for needle in needles):
        return False
    try:
        record = orjson.loads(line)
    except ValueError:
        return True  # half a line, with its id in it
    return isinstance(record, dict) and record.get("id") in ids


def _take_over(connection: Connection, folder: str, each: Without, ids: Collection[str]) -> None:
    rows = connection.execute(_PLACES, {"in_folder": folder, "at_path": each.path}).all()
    kept = [row for row in rows if row.id not in ids]
    if any(row.offset not in each.moved for row in kept):
        site = each.path.split("/")[1]
        raise Damaged(f"{each.path} is not what the state remembers: see 'scrapy gaps {site} --offline'")
    if kept:
        moves = [{"of_id": row.id, "of_version": row.version, "to": each.moved[row.offset]} for row in kept]
        connection.execute(_MOVE, moves)
    of_file = (files.c.folder == folder) & (files.c.path == each.path)
    connection.execute(update(files).where(of_file).values(length=each.length))


def _forget(connection: Connection, ids: Collection[str]) -> None:
    for table in (articles, revisits, fingerprints):
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    connection.execute(delete(alike).where(or_(alike.c.id.in_(ids), alike.c.other.in_(ids))))


def _rename(output: Path, paths: Iterable[str]) -> None:
    for path in paths:
        whole = output / path
        try:
            whole.with_name(whole.name + PURGED).replace(whole)
            sync_folder(whole.parent)
        except OSError as error:
            raise unwritable(whole, error) from error


def _clear_beside(output: Path, source: str, ids: Collection[str]) -> None:
    """What was cut out of files once, and pages that were kept for a person."""
    needles = [id.encode() for id in ids]
    for kind in KINDS:
        for path in (output / kind / source).glob("*.jsonl.cut-*"):
            lines = path.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if not _is_of(line, ids, needles)]
            if len(kept) < len(lines):
                write_whole(path, kept)
    for id in ids:
        for path in (output / "suspects" / source).glob(f"*/{id}.*"):
            path.unlink(missing_ok=True)
