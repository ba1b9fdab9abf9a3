"""How do an article's lines go from the files for good, so that a kill at any moment does no harm?

As `rewrite.py` does it: one transaction of the state decides about all files of the site.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import orjson
from sqlalchemy import Connection, delete, or_

from newsspider.store import pages, rewrite
from newsspider.store.found import TAKEN_DOWN, Found, new_page
from newsspider.store.found import finish as finish_page
from newsspider.store.segments import KINDS
from newsspider.store.state import State
from newsspider.store.tables import alike, articles, fingerprints, revisits
from newsspider.store.takedown import Takedown, taken_down
from newsspider.store.whole_file import write_whole


def purge(state: State, output: Path, folder: str, source: str, ids: Collection[str]) -> int:
    """How many lines that were. The caller holds the site's lock, and has written down that they go. Raises
    StoreError."""
    finish(state, output, folder, source)
    needles = [id.encode() for id in ids]

    def without(line: bytes) -> bytes | None:
        return None if _is_of(line, ids, needles) else line

    with state.reading() as connection:
        known = rewrite.lengths(connection, folder, source)
    changed = [
        rewrite.write_beside(output, path, length, without)
        for path, length in known.items()
        if any(without(line) is None for _, line in rewrite.lines(output, path, length))
    ]
    with state.writing() as connection:
        for each in changed:
            rewrite.decide(connection, folder, source, each)
        _forget(connection, ids)
    rewrite.finish(state, output, folder, source)
    _clear_beside(output, source, ids)
    return sum(each.lines for each in changed)


def finish(state: State, output: Path, folder: str, source: str) -> None:
    """What a kill left: the state says whether it had been decided. The caller holds the site's lock."""
    decided = rewrite.finish(state, output, folder, source)
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


def _is_of(line: bytes, ids: Collection[str], needles: Iterable[bytes]) -> bool:
    """Others may name the article: what repeats it, what translates it."""
    if not any(needle in line for needle in needles):
        return False
    try:
        record = orjson.loads(line)
    except ValueError:
        return True  # half a line, with its id in it
    return isinstance(record, dict) and record.get("id") in ids


def _forget(connection: Connection, ids: Collection[str]) -> None:
    for table in (articles, revisits, fingerprints):
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    connection.execute(delete(alike).where(or_(alike.c.id.in_(ids), alike.c.other.in_(ids))))


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
