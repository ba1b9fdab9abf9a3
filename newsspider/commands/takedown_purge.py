"""How does what was taken down go from the store, its archive, and the rebuilds beside it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from newsspider.commands.records_of import records_of
from newsspider.commands.takedown_meant import Meant, Store
from newsspider.rebuild.purging import purge_report, purge_unfinished, rebuilt
from newsspider.store import folder, hand_over, purge
from newsspider.store.errors import StoreError
from newsspider.store.segments import KINDS
from newsspider.store.takedown import Takedown, decide, taken_down
from newsspider.store.times import stamp
from newsspider.store.warc.purge import purge_archive, put_aside


def purge_everywhere(store: Store, meant: Sequence[Meant]) -> Iterator[str]:
    """What of it could not be done, and how it can. Raises StoreError where nothing of the store could."""
    for source, some in groupby(sorted(meant, key=lambda each: each.source), key=lambda each: each.source):
        group = list(some)
        _purge(store, source, group)
        known = taken_down(store.output)
        for path in rebuilt(store.output):
            yield from _purge_rebuilt(Store(path, None, store.sites), source, [known[each.id] for each in group])
        for path in put_aside(store.output / "archive" / source):
            yield f"{path} was damaged once, and may hold it: look into it, or delete it"
    yield from _purge_unfinished(store.output, [each.id for each in meant])


def _purge(store: Store, source: str, meant: Sequence[Meant]) -> None:
    """One site of one output folder."""
    ids, archive = [each.id for each in meant], store.output / "archive" / source
    lock = hand_over.take(store.output, source)
    try:
        with closing(folder.open_state(store.output, store.state)) as state:
            state.hold(source)
            with state.reading() as connection:
                goes = records_of(store.sites.load(source), connection, {each.id: each.url for each in meant})
            now = stamp(datetime.now(UTC))
            with state.writing() as connection:
                purge.tell(connection, store.output, source, now)
            lines = purge.purge(state, store.output, folder.name(store.output, store.state), source, ids)
        records = purge_archive(archive, goes)
    finally:
        lock.close()
    print(f"purged: {lines:,} lines of {source}, {records:,} records of its archive ({store.output})")
    if archive.is_dir():
        print(f"what feeds and lists said of it (a title, a beginning) stays in {archive}")
    known = taken_down(store.output)
    decide(store.output, *(replace(known[id], purged_at=now) for id in ids))


def _purge_rebuilt(store: Store, source: str, gone: Sequence[Takedown]) -> Iterator[str]:
    try:
        purge_report(store.output, {each.id for each in gone})
        if not any((store.output / kind / source).exists() for kind in KINDS):
            return
        if not (store.output / "state.sqlite").exists():
            raise StoreError("it has no state any more")
        decide(store.output, *(replace(each, purged_at=None) for each in gone))
        _purge(store, source, [Meant(each.id, each.url, each.source) for each in gone])
    except StoreError as problem:
        yield f"{store.output} may still have it ({problem}): run this again, or delete that folder"


def _purge_unfinished(output: Path, ids: Sequence[str]) -> Iterator[str]:
    try:
        with folder.rebuilding(output):
            purge_unfinished(output, ids)
    except StoreError as problem:
        yield f"{output / 'reextracted'} may still have it ({problem}): run this again after it"
