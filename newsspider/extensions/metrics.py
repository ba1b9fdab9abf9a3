"""What is written for Prometheus at the end of a crawl?"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from newsspider.store.errors import StoreError
from newsspider.store.figures import figures

if TYPE_CHECKING:
    from newsspider.monitor.metrics import Sample

logger = logging.getLogger(__name__)


class MetricsFile:
    """Comes after Storage, which has written down how the crawl ended."""

    def __init__(self, crawler: Crawler, path: str) -> None:
        self.crawler, self.path = crawler, path
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not (path := crawler.settings["METRICS_FILE"]):
            raise NotConfigured
        return cls(crawler, path)

    def closed(self) -> None:
        # Every crawl imports this file, and Prometheus's client takes a tenth of a second.
        from prometheus_client import write_to_textfile

        from newsspider.monitor.metrics import registry

        try:
            # Beside it first, then under its name: the collector never reads half a file.
            write_to_textfile(self.path, registry(lambda: samples(self.crawler.settings)))
        except OSError as problem:
            logger.warning("%s can't be written: %s", self.path, problem.strerror)


def samples(settings: BaseSettings) -> list[Sample]:
    """What the state says now. Where it can't be read, that is what is told."""
    try:
        found = figures(Path(settings["OUTPUT"]), settings["STATE"] or None)
    except StoreError as problem:
        logger.warning("no metrics: %s", problem)
        return [("readable", (), 0)]
    return [("readable", (), 1), *((each.what, each.of, each.value) for each in found)]
