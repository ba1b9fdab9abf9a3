"""What do a rebuild and the store tell each other of a site's own lines?

What a person decided about a line holds for the rebuild, too. What the rebuild has learnt is known to the crawls from
the moment on when its articles stand in the store: they were written without these lines, and no page that has them
says anything new by that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from newsspider.normalise.recurring import known_of, least
from newsspider.store import folder, line_counts
from newsspider.store.line_counts import Counts, Seen
from newsspider.store.reading import reading_only

DECIDED = ("allowed", "forbidden")


class Line(NamedTuple):
    site: str
    edition: str
    key: str
    seen: Seen


def carry_decisions(output: Path, state_url: str | None, to: Path, sites: Collection[str]) -> None:
    """Into the state of a rebuild, before its first article. Raises StoreError."""
    with reading_only(output, state_url) as connection:
        told = [] if connection is None else list(_decided(connection, sites))
    if told:
        with closing(folder.open_state(to, None, durable=False)) as state, state.writing() as connection:
            for site, edition, key, seen in told:
                line_counts.decide(connection, site, edition, key, seen.text, seen.decision or "")


def learnt(rebuilt: Path, site: str) -> list[Line]:
    """Of the folder of a rebuild. Raises StoreError."""
    with reading_only(rebuilt, None) as connection:
        if connection is None:
            return []
        return [line for line in _known(connection, site) if line.key in known_of(_counts(connection, line)).learnt]


def _decided(connection: Connection, sites: Collection[str]) -> Iterator[Line]:
    return (line for site in sites for line in _known(connection, site) if line.seen.decision in DECIDED)


def _known(connection: Connection, site: str) -> Iterator[Line]:
    """Lines that recur, or of which something was decided."""
    for edition in line_counts.editions(connection, site):
        counted = line_counts.get(connection, site, edition, ()).articles
        for key, seen in line_counts.often(connection, site, edition, least(counted)).lines.items():
            yield Line(site, edition, key, seen)


def _counts(connection: Connection, line: Line) -> Counts:
    return line_counts.get(connection, line.site, line.edition, [line.key])
