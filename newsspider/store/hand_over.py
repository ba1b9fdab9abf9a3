"""How does a backfill, which takes weeks, make way for a crawl of the same site, which takes a minute?

Both hold the site's lock while they ask for pages. A crawl that finds it held by a backfill holds a second lock, its
wish, until it has the first one; the backfill looks for wishes twice a second. Locks are the kernel's, so that nothing
is left of a wish whose process was killed.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from newsspider.store import folder
from newsspider.store.errors import Locked, unwritable
from newsspider.store.lock import Lock, is_held, kind_of_holder, lock_shared

BACKFILL = "backfill"
PATIENCE = 120.0  # seconds: longer than a page under way may take
LOOK = 0.05


def take(output: Path, source: str, *, backfill: bool = False) -> Lock:
    """The site's lock, from a backfill if need be. Raises Locked."""
    kind = BACKFILL if backfill else ""
    try:
        return folder.lock(output, source, kind)
    except Locked:
        time.sleep(LOOK)  # the holder may be about to say what it is
        if backfill or not is_backfilled(output, source):
            raise
    return _wish(output, source)


def is_backfilled(output: Path, source: str) -> bool:
    path = output / "locks" / f"{source}.lock"
    return is_held(path) and kind_of_holder(path) == BACKFILL


def is_wished(output: Path, source: str) -> bool:
    return is_held(_wishes(output, source), exclusive=True)


def is_free(output: Path, source: str) -> bool:
    """Whether nobody crawls the site or is about to."""
    return not is_held(output / "locks" / f"{source}.lock") and not is_wished(output, source)


def _wish(output: Path, source: str) -> Lock:
    until = time.monotonic() + PATIENCE
    try:
        wish = lock_shared(_wishes(output, source))
    except OSError as error:
        raise unwritable(_wishes(output, source), error) from error
    try:
        while True:
            try:
                return folder.lock(output, source)
            except Locked:
                if time.monotonic() > until or not _may_come(output, source):
                    raise
            time.sleep(LOOK)
    finally:
        os.close(wish)


def _may_come(output: Path, source: str) -> bool:
    """Unless another crawl was quicker."""
    path = output / "locks" / f"{source}.lock"
    return kind_of_holder(path) == BACKFILL or not is_held(path)


def _wishes(output: Path, source: str) -> Path:
    return output / "locks" / f"{source}.wish"
