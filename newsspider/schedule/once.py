"""How is what is due now crawled, and nothing else?"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from newsspider.schedule.crawler import Crawler
from newsspider.schedule.signals import caught

LOOK = 0.1  # seconds

logger = logging.getLogger(__name__)


def crawl_due(crawler: Crawler, sites: Sequence[str], *, at_most: int) -> bool:
    """Whether all went well. `at_most`: sites at the same time. SIGTERM and SIGINT end the crawls first; a second
    signal kills them."""
    with caught() as signals, ThreadPoolExecutor(at_most) as pool:
        crawled = [pool.submit(crawler.crawl_due, site) for site in sites]
        while not all(each.done() for each in crawled):
            if signals.wait(LOOK):
                crawler.stop() if signals.came == 1 else crawler.kill()
        well = [each.result() for each in crawled]
    for site, each in zip(sites, well, strict=True):
        if each is None:
            logger.info("%s is being crawled by somebody else", site)
    return False not in well and not signals.came
