"""newsspider itself, asked as its peers are."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any


def read_page(page: bytes, url: str, *, source: str | None, now: datetime | None) -> dict[str, str | None]:
    from newsspider.extract.article import NotAnArticle, Site, extract_article

    site = _spiders()[source].reading(url) if source else Site()
    try:
        article = extract_article(page, url=url, site=site, now=now or datetime.now(UTC), fetched=now is not None)
    except NotAnArticle:
        return {}
    return {"text": article.text, "title": article.title, "date": article.published_at, "language": article.language}


def identify(text: str) -> str | None:
    """Language and script: `kk-Cyrl`."""
    from newsspider.normalise.language import identify

    known = identify(text)
    return f"{known.language}-{known.script}" if known else None


def read_date(words: str, now: datetime, zone: str) -> str | None:
    from newsspider.normalise.dates import parse_date

    moment = parse_date(words, zone=zone, now=now)
    return moment.at.isoformat() if moment else None


@cache
def _spiders() -> dict[str, Any]:
    from scrapy.spiderloader import get_spider_loader
    from scrapy.utils.project import get_project_settings

    loader = get_spider_loader(get_project_settings())
    return {name: loader.load(name) for name in loader.list()}
