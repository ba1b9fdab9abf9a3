"""How does one line of the log tell what became of an article?"""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class LogLines(LogFormatter):
    """What and which URL: Scrapy would print the whole article."""

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        level = getattr(exception, "log_level", None)
        level = logging.getLevelName(level) if isinstance(level, str) else level
        return _line(level if isinstance(level, int) else logging.INFO, type(exception).__name__, item)

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return _line(logging.ERROR, f"bug in a pipeline, {type(exception).__name__}", item)

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        return _line(logging.DEBUG, "read", item)


def _line(level: int, what: str, item: Any) -> LogFormatterResult:
    return {"level": level, "msg": "%(what)s: %(url)s", "args": {"what": what, "url": getattr(item, "url", item)}}
