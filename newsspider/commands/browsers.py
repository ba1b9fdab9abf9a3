"""Is the browser there that a site needs?"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from scrapy.settings import BaseSettings

from newsspider.commands.arguments import UsedWrongly
from newsspider.middlewares.browser.executable import NoBrowser, find_browser
from newsspider.site import NewsSpider

logger = logging.getLogger(__name__)


def needs_browser(site: type[NewsSpider]) -> bool:
    return site.renders is not None


def check_browser(site: type[NewsSpider], settings: BaseSettings) -> None:
    """Raises UsedWrongly, with the command that installs one."""
    if needs_browser(site):
        try:
            find_browser(settings["BROWSER"])
        except NoBrowser as problem:
            raise UsedWrongly(f"{site.name} needs a browser: {problem}") from None


def tell_missing_browsers(sites: Iterable[type[NewsSpider]], settings: BaseSettings) -> None:
    """The others are crawled all the same, and these too as soon as there is one."""
    for site in sites:
        try:
            check_browser(site, settings)
        except UsedWrongly as problem:
            logger.warning("%s", problem)
