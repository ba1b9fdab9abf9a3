"""What can go wrong with what is kept?"""

from __future__ import annotations

import errno
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StoreError(Exception):
    """Nothing more can be kept; the message is one sentence for the person who started the crawl."""


class Locked(StoreError):
    """Another crawl of the same site is running."""


class Damaged(StoreError):
    """A file and the state contradict each other in a way that no crash explains."""


def unwritable(path: Path, error: OSError) -> StoreError:
    what = "disk full" if error.errno in _FULL else error.strerror
    return StoreError(f"{path} cannot be written: {what}")
