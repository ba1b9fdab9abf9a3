"""What do the requests and the settings of a site need, if a browser renders its pages?"""

from __future__ import annotations

from typing import Any

from scrapy.settings import BaseSettings

from newsspider.discovery.rendering import Rendering
from newsspider.middlewares.browser.settings import BROWSER, rendered


def meta_of_listing(renders: Rendering | None) -> dict[str, Any]:
    return rendered(renders.listing) if renders else {}


def meta_of_article(renders: Rendering | None) -> dict[str, Any]:
    return rendered(renders.article) if renders else {}


def switch_on(settings: BaseSettings) -> None:
    """For one site: the handler is named only, so that no other site imports what a browser needs."""
    for name, value in BROWSER.items():
        settings.set(name, value, priority="spider")
