"""What did a crawl see of the site's sources, and how is it beside what was seen before?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from scrapy.crawler import Crawler

from newsspider.monitor.counted import by_edition, together
from newsspider.monitor.past import Past, as_watched
from newsspider.monitor.watching import Seen, Watched, follow
from newsspider.store.session import Session
from newsspider.store.times import stamp

# A signal with `url` (of the source's first page), `edition`, `kind`, and what was seen: `items`, `newest`,
# `unchanged`, `failed`. Of a source of several parts, each is told.
source_seen = object()


class Watch:
    """Collects what was seen of each source; made when the crawl begins."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self.session = session
        self.zone: str = getattr(crawler.spidercls, "zone", "UTC")
        self.before = as_watched(session.watched())
        self.seen: dict[str, Seen] = {}
        crawler.signals.connect(self.note, source_seen)

    def read_before(self) -> dict[str, datetime]:
        """When a source of an edition answered an earlier crawl."""
        return Past(sources=self.before).read()

    def note(
        self,
        url: str,
        edition: str,
        kind: str,
        items: int = 0,
        newest: str | None = None,
        unchanged: bool = False,
        failed: str | None = None,
    ) -> None:
        seen = self.seen.setdefault(url, Seen(edition, kind))
        seen.items += items
        seen.newest = max(filter(None, (seen.newest, newest)), default=None)
        seen.unchanged = seen.unchanged or unchanged
        seen.failed = seen.failed or failed

    def past(self, now: datetime) -> Past:
        """With this crawl, as the next one will find it."""
        counts: Mapping[str, Counter[str]] = together((self.session.past(now), by_edition(self.session.counts())))
        return Past(counts, self.before | self._followed(now), self.session.arrivals(self.zone, now), self.zone)

    def rows(self, past: Past) -> dict[str, dict[str, Any]]:
        """What is to be remembered of the sources that were read."""
        return {url: asdict(past.sources[url]) for url in self.seen}

    def _followed(self, now: datetime) -> dict[str, Watched]:
        newest = {url: seen.newest or self._newest_before(url) for url, seen in self.seen.items()}
        for url, seen in self.seen.items():
            others = (at for other, at in newest.items() if at and self.seen[other].edition == seen.edition)
            mine, latest = newest[url], max(others, default=None)
            if mine and latest and mine < latest:
                seen.behind = self.session.stored_between(seen.edition, mine, latest)
        return {url: follow(self.before.get(url), seen, stamp(now)) for url, seen in self.seen.items()}

    def _newest_before(self, url: str) -> str | None:
        known = self.before.get(url)
        return known.newest if known else None
