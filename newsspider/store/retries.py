"""When may a refused page be asked for again?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Patience:
    """First wait, doubled with every attempt up to the longest; no more than so many attempts."""

    first: timedelta
    longest: timedelta
    attempts: int | None = None


TEMPORARY = Patience(HOUR, 7 * DAY)  # the site, not the page: never given up
CONTENT = Patience(DAY, DAY, attempts=3)  # the page says nothing yet: feeds announce pages before they are filled
MISSING = Patience(DAY, 7 * DAY, attempts=3)  # announced, but not there (yet)
FORBIDDEN = Patience(30 * DAY, 30 * DAY)  # robots.txt may change its mind
NEVER = Patience(DAY, DAY, attempts=0)
UNTRANSLATED = Patience(2 * DAY, 30 * DAY, attempts=6)  # somebody may translate it: two months
UNWANTED = Patience(timedelta(), timedelta())  # by this crawl; the next one may want it, and knows now what it is

BY_ARGUMENTS = frozenset({"out-of-period", "other-section"})  # of a crawl: others may want what it did not
NOT_TOLD = frozenset({"no-translation", "untranslated"})  # an article of the site, but not in this language

_BY_REASON = {
    "robots": FORBIDDEN,
    "forbidden-address": FORBIDDEN,
    "gone": NEVER,
    "http-410": NEVER,
    "not-found": MISSING,
    "http-404": MISSING,
    "http-401": TEMPORARY,  # what a challenge or a block looks like
    "http-403": TEMPORARY,
    "http-408": TEMPORARY,
    "http-425": TEMPORARY,
    "http-429": TEMPORARY,
    **dict.fromkeys(("not-html", "empty", "too-deep", "too-big", "listing", "no-text", "too-short"), CONTENT),
    "redirected-away": CONTENT,
    **dict.fromkeys(NOT_TOLD, UNTRANSLATED),
    **dict.fromkeys(BY_ARGUMENTS, UNWANTED),
}


def retry_time(reason: str, attempts: int, now: datetime) -> datetime | None:
    """`attempts`: made so far, this one included. None: not again."""
    patience = _patience(reason)
    if patience.attempts is not None and attempts >= patience.attempts:
        return None
    doublings = min(max(attempts, 1) - 1, 30)  # far past every `longest`, and no overflow
    return now + min(patience.first * (1 << doublings), patience.longest)


def _patience(reason: str) -> Patience:
    if reason in _BY_REASON:
        return _BY_REASON[reason]
    # A reason that nobody has thought about is taken for temporary: asked too often rather than lost.
    return CONTENT if reason.startswith("http-4") else TEMPORARY
