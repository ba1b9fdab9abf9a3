"""How does each site get one file of its articles?"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from sqlalchemy import Connection

from newsspider.export.cleaned import Cleaner, Tally
from newsspider.store.stored import stored
from newsspider.store.whole_file import write_whole


def export_site(
    connection: Connection,
    output: Path,
    known_as: str,
    site: str,
    file: Path,
    *,
    drop: bool = True,
    taken_down: Container[str] = frozenset(),
) -> Tally:
    """`known_as`: what the state calls the output folder. `drop`: leave out what repeats an article published before.
    Of each article, no more than what belongs together is in memory. Raises StoreError."""
    cleaner = Cleaner(connection, output, drop, taken_down)
    write_whole(file, (each.line for each in cleaner.clean(stored(connection, output, known_as, site))))
    return cleaner.tally
