"""Does each source answer as it used to?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

REMEMBERED = 20  # readings
USUAL = 5  # articles: a source that announces fewer may announce none
LEFT = 0.1  # of the usual number of articles: less is as good as nothing
BEHIND = 10  # stored articles that are newer than all of a feed …
TIMES = 2  # … beyond so many times what was ever seen of it
BY_CHANCE = 0.1  # that a source fails so often in a row, as often as it failed before
PATIENCE = timedelta(hours=1)  # with what passes, once
FORGOTTEN = timedelta(days=14)  # a source that is not read any more

PASSING = (
    "timeout",
    "connection",
    "dns",
    "truncated",
    "http-408",
    "http-425",
    "http-429",
    "http-5",
)
WORDS = {
    "empty": "announces no articles any more",
    "frozen": "announces nothing new any more",
    "unreadable": "is not what it was any more (a page instead of a feed, say)",
    "cut": "breaks off",
    "robots": "may not be read any more, says robots.txt",
    "robots-unreachable": "may not be read, because robots.txt can't be",
    "tls": "has no valid certificate any more",
    "challenge": "wants to see a person",
    "forbidden-address": "leads to a host that the site does not declare",
    "timeout": "does not answer in time",
}


@dataclass(slots=True)
class Seen:
    """What a crawl saw of a source. `items`: articles, and sitemaps that it names; `newest`: ISO, the newest date that
    it announced; `behind`: stored articles that are newer; `unchanged`: it says so itself; `failed`: why."""

    edition: str
    kind: str
    items: int = 0
    newest: str | None = None
    behind: int = 0
    unchanged: bool = False
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """What is remembered of a source. Times are ISO. `items`, `behind`: of its last good readings; −1: it failed.

    `wrong`: since `since`, for `times` crawls, it was not as it used to be: a reason, behind a `/` perhaps that of
    another failure.
    """

    edition: str
    kind: str
    items: tuple[int, ...] = ()
    behind: tuple[int, ...] = ()
    newest: str | None = None
    read_at: str | None = None
    tried_at: str = ""
    wrong: str | None = None
    since: str | None = None
    times: int = 0


def follow(known: Watched | None, seen: Seen, now: str) -> Watched:
    """`known`: before this crawl."""
    before = known or Watched(seen.edition, seen.kind)
    wrong = seen.failed or _changed(before, seen)
    if wrong:
        return replace(before, wrong=wrong, since=before.since or now, times=before.times + 1, tried_at=now)
    usual = next((items for items in reversed(before.items) if items >= 0), 0)
    items = (*before.items, *[-1] * min(before.times, USUAL), usual if seen.unchanged else seen.items)
    return replace(
        before,
        items=items[-REMEMBERED:],
        behind=(*before.behind, seen.behind)[-REMEMBERED:],
        newest=seen.newest or before.newest,
        read_at=now,
        tried_at=now,
        wrong=None,
        since=None,
        times=0,
    )


def trouble(sources: Iterable[tuple[str, Watched]], now: datetime) -> str | None:
    """What is wrong with sources that worked, by their URLs; the one that is so for the longest time."""
    ill = {url: each for url, each in sources if has_trouble(each, now)}
    if not ill:
        return None
    url = min(ill, key=lambda url: (ill[url].since or "", ill[url].kind, url))
    return _told(url, ill[url]) + (f"; {len(ill) - 1} other sources are ill too" if len(ill) > 1 else "")


def has_trouble(source: Watched, now: datetime) -> bool:
    """A source that never worked has none, one that fails often has it later."""
    if not source.wrong or not source.read_at or now - datetime.fromisoformat(source.tried_at) > FORGOTTEN:
        return False
    if source.times == 1 and _passes(source.wrong) and now - datetime.fromisoformat(source.read_at) < PATIENCE:
        return False
    failed = sum(items < 0 for items in source.items)
    return bool(((failed + 1) / (len(source.items) + 2)) ** source.times < BY_CHANCE)


def _changed(before: Watched, seen: Seen) -> str | None:
    if not seen.unchanged:
        good = [items for items in before.items if items >= 0]
        usual = median(good) if good else 0
        if usual >= USUAL and seen.items < LEFT * usual and 0 not in good:
            return "empty"
    if seen.kind == "feed" and before.behind and seen.behind >= BEHIND + TIMES * max(before.behind):
        return "frozen"
    return None


def _passes(reason: str) -> bool:
    return reason.rpartition("/")[2].startswith(PASSING)


def _told(url: str, source: Watched) -> str:
    wrong, _, because = (source.wrong or "").partition("/")
    words = (WORDS.get(wrong) or f"answers {wrong}") + (f": {because}" if because else "")
    usual = median([items for items in source.items if items >= 0] or [0])
    worked = f"until {_shown(source.read_at)} it announced {usual:.0f} articles"
    newest = f", the newest of {_shown(source.newest)}" if source.newest and wrong == "frozen" else ""
    of = f" of {source.edition}" if source.edition else ""
    return f"the {source.kind}{of} {words}: {url} ({worked}{newest})"


def _shown(at: str | None) -> str:
    return f"{at[:16].replace('T', ' ')} UTC" if at else "?"
