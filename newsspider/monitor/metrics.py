"""What is told to Prometheus, and under which names?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric

SITE, EDITION = ("site",), ("site", "edition")
WORDS = ("ok", "ill", "silent")

Sample = tuple[str, tuple[str, ...], float]  # what, of what, how much


@dataclass(frozen=True, slots=True)
class Family:
    """Labels are names of sites, editions, reasons: never what is fetched, which has no end."""

    name: str
    help: str
    labels: tuple[str, ...]
    counts_up: bool = False


FAMILIES = {
    "articles": Family("newsspider_articles", "Articles stored, each once.", EDITION, counts_up=True),
    "later_versions": Family("newsspider_later_versions", "Versions after the first.", EDITION, counts_up=True),
    "newest_article": Family(
        "newsspider_newest_article_timestamp_seconds", "When the newest article was published.", EDITION
    ),
    "pages": Family(
        "newsspider_pages", "Announced pages: pending, stored, duplicate, refused, gone.", (*EDITION, "status")
    ),
    "refused": Family("newsspider_refused_pages", "Pages that gave no article, by reason.", (*EDITION, "reason")),
    "oldest_pending": Family(
        "newsspider_oldest_pending_timestamp_seconds", "When the oldest pending page was announced.", EDITION
    ),
    "running": Family("newsspider_crawl_running", "Whether the site is being crawled now.", SITE),
    "outcome": Family("newsspider_last_crawl_outcome", "1 for how the last crawl ended.", (*SITE, "outcome")),
    "ended": Family(
        "newsspider_last_crawl_end_timestamp_seconds", "When the last crawl ended that was not killed.", SITE
    ),
    "took": Family("newsspider_last_crawl_duration_seconds", "How long that crawl took.", SITE),
    "requests": Family("newsspider_last_crawl_requests", "Requests of that crawl.", SITE),
    "answers": Family("newsspider_last_crawl_answers", "Answers that it got.", SITE),
    "health": Family("newsspider_health", "1 for the word that the site was last judged with.", (*SITE, "state")),
    "next_turn": Family("newsspider_next_turn_timestamp_seconds", "When the edition's next crawl is due.", EDITION),
    "failures": Family("newsspider_failures_in_a_row", "Crawls of the edition that went wrong, in a row.", EDITION),
    "crawling": Family("newsspider_schedule_crawls", "Crawls that the schedule runs now.", ()),
    "backfilling": Family("newsspider_schedule_backfills", "Backfills that the schedule runs now.", ()),
    "readable": Family("newsspider_state_readable", "0 where the figures could not be read.", ()),
}


def families(samples: Iterable[Sample]) -> Iterator[Metric]:
    """In the order of the table. Of a site's health each word is told, with 0 for those that are not it."""
    by_name: dict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
    for what, of, value in samples:
        if what == "health":
            by_name[what] |= {(of[0], word): 0.0 for word in WORDS}
        by_name[what][of] = value
    for what, family in FAMILIES.items():
        if what in by_name:
            kind = CounterMetricFamily if family.counts_up else GaugeMetricFamily
            metric = kind(family.name, family.help, labels=family.labels)
            for of, value in sorted(by_name[what].items()):
                metric.add_metric(of, value)
            yield metric


class Collector:
    """Reads the figures when it is asked for them, once at a time: the address may be asked by several at once."""

    def __init__(self, read: Callable[[], Iterable[Sample]]) -> None:
        self._read, self._reading = read, Lock()

    def collect(self) -> Iterator[Metric]:
        with self._reading:
            yield from families(list(self._read()))

    def describe(self) -> Iterator[Metric]:
        """Nothing is read when it is registered."""
        return iter(())


def registry(read: Callable[[], Iterable[Sample]]) -> CollectorRegistry:
    own = CollectorRegistry()
    own.register(Collector(read))
    return own
