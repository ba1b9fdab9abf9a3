"""Why was a request not made, or its answer not taken?"""

from __future__ import annotations

from datetime import datetime

from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """A request that policy forbids. `reason` is a short name that can be counted; `retry_at`: not before; `because`:
    the reason of another request that failed."""

    def __init__(self, reason: str, *, retry_at: datetime | None = None, because: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_at = retry_at
        self.because = because
