"""What becomes of a page that gave no article?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsspider.store import pages
from newsspider.store.change import Change
from newsspider.store.found import DONE, Found, new_page
from newsspider.store.retries import retry_time
from newsspider.store.times import stamp

GONE = frozenset({"http-404", "http-410", "gone", "not-found"})
LONGEST = timedelta(days=30)  # a server may say "come back in the year 9999"
OLD = timedelta(days=30)  # such pages vanish by and by, on the best of sites


@dataclass(frozen=True, slots=True)
class Refused:
    """`again`: when it will be asked for; None: not any more. `tells`: whether it tells of the site of today."""

    again: datetime | None
    tells: bool


def refuse(
    change: Change, found: Found, reason: str, now: datetime, retry_at: datetime | None, status: int | None
) -> Refused:
    """A stored article stays stored, whatever its page says now: only the line tells."""
    page = pages.get(change.connection, [found.id]).get(found.id)
    if page is None:
        page = new_page(found, change.source, change.at)
        pages.add(change.connection, [page])
    attempts, done = page["attempts"] + 1, page["status"] in DONE
    again = None if done else _later(retry_time(reason, attempts, now), retry_at, now)
    record = {"id": found.id, "url": found.url, "source": change.source, "edition": page["edition"], "reason": reason}
    retry = stamp(again) if again else None
    change.write(
        "refused", record, status=status, attempts=attempts, retry_at=retry, via=page["via"], at=change.at, version=None
    )
    if not done:
        page.update(status="gone" if reason in GONE else "refused", reason=reason, next_at=retry)
    pages.save(change.connection, [{**page, "attempts": attempts}])
    return Refused(again, tells=attempts == 1 and page["order_key"] >= stamp(now - OLD))


def _later(ours: datetime | None, theirs: datetime | None, now: datetime) -> datetime | None:
    """The server's wish (Retry-After) counts where it is the longer one."""
    return max(ours, min(theirs, now + LONGEST)) if ours and theirs else ours
