"""What does the schedule tell Prometheus, and people, of what no crawl can say itself?"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newsspider.commands.arguments import UsedWrongly, site_of
from newsspider.commands.status import judge
from newsspider.extensions.metrics import samples
from newsspider.extensions.notices import tell
from newsspider.schedule.backfills import Backfills
from newsspider.schedule.book import Book
from newsspider.schedule.crawler import Crawler
from newsspider.store.errors import StoreError
from newsspider.store.health import notices_of
from newsspider.store.overview import overview
from newsspider.store.suspects import Suspects
from newsspider.store.times import stamp

if TYPE_CHECKING:
    from newsspider.monitor.metrics import Sample

LOOPBACK = "127.0.0.1"
_ADDRESS = re.compile(r"(?:(?P<host>[\w.-]+|\[[\da-fA-F:.]+\]):)?(?P<port>\d{1,5})", re.ASCII)

logger = logging.getLogger(__name__)


@contextmanager
def metrics_served(settings: BaseSettings, book: Book, crawler: Crawler, backfills: Backfills) -> Iterator[None]:
    """Under the configured address, if there is one. Raises UsedWrongly."""
    if not (address := settings["METRICS_ADDRESS"]):
        yield
        return
    host, port = listening_on(address)
    # Every command of Scrapy imports this file, and Prometheus's client takes a tenth of a second.
    from prometheus_client import start_http_server

    from newsspider.monitor.metrics import registry

    try:
        server, thread = start_http_server(
            port, host, registry(lambda: [*samples(settings), *_of_schedule(book, crawler, backfills)])
        )
    except OSError as problem:
        raise UsedWrongly(f"NEWSSPIDER_METRICS_ADDRESS={address}: {problem.strerror or problem}") from None
    logger.info("metrics: http://%s:%d/metrics", host, server.server_port)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def listening_on(text: str) -> tuple[str, int]:
    """`9464` (loopback only), `0.0.0.0:9464`, `[::1]:9464`. Raises UsedWrongly."""
    match = _ADDRESS.fullmatch(str(text))
    if match is None or int(match["port"]) > 65535:
        raise UsedWrongly(f"NEWSSPIDER_METRICS_ADDRESS={text}: PORT or HOST:PORT, for example {LOOPBACK}:9464")
    return (match["host"] or LOOPBACK).strip("[]"), int(match["port"])


def crawl_went_wrong(settings: BaseSettings) -> Callable[[str], None]:
    """A crawl that was killed can't say so: its site is judged from outside, and who wants to know is told."""

    def look(site: str) -> None:
        try:
            _judge(settings, site)
        except StoreError as problem:
            logger.warning("%s can't be judged: %s", site, problem)
        tell(settings, site)

    return look


def _judge(settings: BaseSettings, site: str) -> None:
    output, state, now = Path(settings["OUTPUT"]), settings["STATE"] or None, datetime.now(UTC)
    known = (overview(output, state, since=stamp(now)) or {}).get(site)
    if known is None or not (known.damaged or (known.run and known.run.reason is None)):
        return  # its last crawl has said how it ended
    expect = site_of(get_spider_loader(settings), site).expect
    judged = judge(known, expect, now, Suspects(output, site), output / "articles" / site)
    if judged is not None and judged.word == "ill":
        with notices_of(output, state, site) as notices:
            notices.note(judged.word, judged.why, stamp(now))


def _of_schedule(book: Book, crawler: Crawler, backfills: Backfills) -> Iterator[Sample]:
    yield "crawling", (), crawler.running()
    yield "backfilling", (), backfills.running()
    for turn in (turn for site in book.sites for turn in book.turns(site)):
        of = (turn.planned.site, turn.planned.edition)
        yield "next_turn", of, turn.at.timestamp()
        yield "failures", of, turn.last.failures
