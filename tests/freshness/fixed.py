"""What would a fixed poll every ten minutes come to? Computed from the same articles, without crawls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.freshness.volumes import Volume
from tests.polling import Result, poll

EVERY = timedelta(minutes=10)
LISTED = 30  # articles on the first page of a list, where there is no feed


def fixed(volume: Volume, moments: Sequence[datetime], begin: datetime) -> Result | None:
    """Of an edition; without the outage. All its sources are read once a day."""
    if len([at for at in moments if at > begin]) < 2:
        return None
    holds = volume.feed or LISTED
    return poll(moments, begin, lambda _seen, _at: EVERY, holds=holds, full_every=timedelta(days=1))
