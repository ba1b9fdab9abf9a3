"""`scrapy duplicates --index`: compare with all others what was stored before articles were compared."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from newsspider.pipelines.write import likeness
from newsspider.store import folder
from newsspider.store.indexing import index_stored
from newsspider.store.postings import Postings

OFTEN = 1000  # articles between two lines of progress


def index_all(output: Path, state_url: str | None) -> int:
    """The exit code. Crawls may run meanwhile; stopped, it goes on where it was. Raises StoreError."""
    if not _is_there(output, state_url):
        print(f"Nothing has been crawled into {output} yet")
        return 0
    with closing(folder.open_state(output, state_url)) as state:
        known_as = folder.name(output, state_url)
        done = index_stored(state, Postings(), output, known_as, likeness("drop"), _telling)
    print(f"{done.now:,} stored articles were compared with all others, {done.left:,} are left")
    if done.unread:
        print(f"{done.unread:,} lines can't be read: see 'scrapy gaps SITE --offline'", file=sys.stderr)
    return int(bool(done.unread or done.left))


def _telling(many: int) -> bool:
    if many and many % OFTEN == 0:
        print(f"{many:,} articles compared", file=sys.stderr)
    return True


def _is_there(output: Path, state_url: str | None) -> bool:
    """Opening a state makes it; where it is on a server, nothing of the folder is in it before there is a folder."""
    return output.is_dir() if state_url else (output / "state.sqlite").is_file()
