"""Which sites does the project have?"""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

import newsspider.settings
from newsspider.site import NewsSpider

FOLDER = Path(__file__).with_name("sites")


def project_settings() -> Settings:
    settings = Settings()
    settings.setmodule(newsspider.settings, priority="project")
    return settings


def _sites() -> dict[str, type[NewsSpider]]:
    loader = get_spider_loader(project_settings())
    return {name: loader.load(name) for name in sorted(loader.list())}  # type: ignore[misc]


SITES = _sites()
