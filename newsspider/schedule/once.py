"""How is what is due now crawled, and nothing else?"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType

from newsspider.schedule.crawler import Crawler

logger = logging.getLogger(__name__)


def crawl_due(crawler: Crawler, sites: Sequence[str], *, at_most: int) -> bool:
    """Whether all went well. `at_most`: sites at the same time. SIGTERM and SIGINT end the crawls first; a second
    signal kills them."""
    with _stopped_by_signals(crawler) as was_stopped, ThreadPoolExecutor(at_most) as pool:
        well = list(pool.map(crawler.crawl_due, sites))
    for site, each in zip(sites, well, strict=True):
        if each is None:
            logger.info("%s is being crawled by somebody else", site)
    return False not in well and not was_stopped()


@contextmanager
def _stopped_by_signals(crawler: Crawler) -> Iterator[Callable[[], bool]]:
    came = 0

    def signalled(_number: int, _frame: FrameType | None) -> None:
        nonlocal came
        came += 1
        crawler.stop() if came == 1 else crawler.kill()

    before = {number: signal.signal(number, signalled) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: came > 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
