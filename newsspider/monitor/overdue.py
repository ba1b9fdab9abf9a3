"""Has an edition been quiet for longer than its past explains?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from newsspider.monitor.rhythm import WEEK, WEEKS, hour_of_week, learn, weeks_known

MISSED = 60  # articles that should have come. On a holiday a fifth of them comes, and then none is still no chance
HOUR = timedelta(hours=1)


def overdue(arrivals: Mapping[str, Sequence[datetime]], read: Mapping[str, datetime], zone: str) -> str | None:
    """`arrivals`: of the last weeks, by edition; `read`: when a source of the edition last answered."""
    editions = [edition for edition in sorted(arrivals) if edition in read]
    groups = [[edition] for edition in editions] + ([editions] if len(editions) > 1 else [])
    for group in groups:
        until = min(read[edition] for edition in group)
        came = sorted(at for edition in group for at in arrivals[edition] if at <= until)
        if not came or not weeks_known(came, until):
            continue
        missed = expected(came, until, zone)
        if missed >= MISSED:
            hours = (until - came[-1]) / HOUR
            of = f" of {group[0]}" if len(group) == 1 else ""
            return f"nothing new{of} for {hours:.0f} hours, in which {missed:.0f} articles are usual"
    return None


def expected(came: Sequence[datetime], until: datetime, zone: str) -> float:
    """Articles since the last one, by the medians of the same hours of earlier weeks."""
    last = came[-1]
    rhythm = learn(came, len(came) / max((last - came[0]) / timedelta(days=1), 1), last, zone)
    hours = min((until - last) / HOUR, WEEKS * WEEK / HOUR)
    whole = sum(rhythm[hour_of_week(last + hour * HOUR, zone)] for hour in range(int(hours)))
    return whole + rhythm[hour_of_week(until, zone)] * (hours % 1)
