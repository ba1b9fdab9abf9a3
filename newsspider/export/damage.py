"""Which files of a site contradict the state? Also while a crawl is writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from newsspider.store.audit import FileAudit, audit


def damaged(connection: Connection, output: Path, known_as: str, source: str) -> Iterator[str]:
    """Their paths. `connection`: one moment of the state; what came after it is no damage."""
    for each in audit(connection, output, known_as, source):
        if not each.is_sound and _is_damaged(each):
            yield each.path


def _is_damaged(each: FileAudit) -> bool:
    upto = each.committed if each.committed is not None else 0
    starts = [*(place.offset for place in each.unknown.values()), *(start for start, _ in each.waste)]
    lacks = bool(each.lost or each.moved) or each.size < upto
    return lacks or (each.committed is not None and any(start < upto for start in starts))
