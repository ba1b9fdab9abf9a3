"""Why did a browser give no page? (Without Playwright: sites that need no browser know these names too.)"""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class NotRendered(Exception):
    """Asked for again as usual within the crawl. `reason`: a short name that can be counted."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(f"{reason}: {what}" if what else reason)
        self.reason = reason


class BrowserDied(NotRendered):
    """It was killed, crashed, froze, or can't be started: no fault of the page's."""

    def __init__(self, what: str) -> None:
        super().__init__("browser-died", what)


class CrawlEnds(IgnoreRequest):
    """The crawl was told to end while the page was being rendered; it stays pending."""

    keep_pending = True
