"""What do the announced pages of a source come to, and what is remembered of them?"""

from __future__ import annotations

from collections.abc import Sequence

from newsspider.store import pages
from newsspider.store.change import Change
from newsspider.store.found import Found, Taken, take_in
from newsspider.store.keep import repeated_url


def announce(change: Change, batch: Sequence[Found], room: int | None, *, in_backfill: bool = False) -> Taken:
    """`room`: how many pages to hand out at most."""
    known = pages.get(change.connection, {found.id for found in batch})
    taken = take_in(batch, known, change.source, change.run, change.at, room, in_backfill=in_backfill)
    if taken.repeated:
        kept = ((page, url, page["duplicate_of"] or page["id"]) for page, url in taken.repeated)
        change.write_lines("duplicates", [repeated_url(page, url, of, "id", change.at) for page, url, of in kept])
    pages.add(change.connection, taken.new)
    pages.save(change.connection, taken.changed)
    return taken
