"""What does a site whose pages a browser renders need, beside what all sites have?

Request(url, meta=rendered("h1"))         # in the spider, and in its settings:
settings.update(BROWSER, priority="spider")
"""

from __future__ import annotations

from typing import Any

from scrapy.settings import default_settings

SLOT = "browser"  # of the downloader: pages wait here for their turn, and what they ask for in the slot of its host
META = "playwright"  # as scrapy-playwright has it: the request is rendered
UNTIL = "render_until"  # CSS: what is there when a page's content is
PART = "rendering"  # of what a page asks for: "document", "script", "stylesheet", "data"

_HANDLER = "newsspider.middlewares.browser.handler.BrowserHandler"

BROWSER: dict[str, Any] = {
    "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None, "http": _HANDLER, "https": _HANDLER},
    "DOWNLOAD_SLOTS": {SLOT: {"concurrency": 100, "delay": 0, "jitter": 0}},  # the handler counts BROWSER_PAGES
    "RETRY_EXCEPTIONS": [*default_settings.RETRY_EXCEPTIONS, "newsspider.middlewares.browser.errors.NotRendered"],
}


def rendered(until: str | None = None) -> dict[str, Any]:
    """The meta of a request whose page is to be rendered. `until`: a CSS selector of its content."""
    return {META: True, UNTIL: until, "download_slot": SLOT}
