"""Which session belongs to this crawl? Scrapy's parts share one without parking it on the spider."""

from __future__ import annotations

import logging
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from newsspider.store.errors import StoreError
from newsspider.store.session import Session

STORE_ERROR = "store-error"  # the reason of a crawl that could keep nothing more

_sessions: WeakKeyDictionary[object, Session] = WeakKeyDictionary()
_failed: WeakSet[Any] = WeakSet()

logger = logging.getLogger(__name__)


def attach(owner: object, session: Session) -> None:
    """`owner`: what lives as long as the crawl, Scrapy's crawler."""
    _sessions[owner] = session


def session_of(owner: object) -> Session:
    """Raises LookupError when none is attached."""
    try:
        return _sessions[owner]
    except KeyError:
        raise LookupError("no session is attached to this crawl") from None


def has_ended(crawler: Any) -> bool:
    """Whether nothing can be kept any more."""
    return crawler in _failed


def end_crawl(crawler: Any, error: StoreError) -> None:
    """Nothing can be kept any more: say so, once, and stop asking. What is pending stays pending."""
    if crawler in _failed:
        return
    _failed.add(crawler)
    logger.critical("%s", error)
    if crawler.engine is not None and crawler.spider is not None:
        crawler.engine.close_spider(crawler.spider, STORE_ERROR)
