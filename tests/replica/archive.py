"""What does a site answer that has a hundred thousand articles? Each is made when it is asked for.

The English edition of Tengrinews, in its real templates: an index of sitemaps, a listing page after page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from tests.replica.blocks import paragraph
from tests.replica.newsroom import publish
from tests.replica.page import Answer, answer
from tests.replica.plan import EN, Row
from tests.replica.sites import tengrinews_lists as lists
from tests.replica.sites import tengrinews_pages as pages
from tests.replica.sites.feeds import feed
from tests.replica.sites.robots import robots
from tests.replica.sites.sitemaps import index, sitemap
from tests.replica.story import Story

END = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
EVERY = timedelta(minutes=9)  # 160 articles a day
PATTERNS = 60  # stories that the others are made after
FIRST_KEY = 1_000_000  # of the oldest one
PER_PAGE = 20
_ARTICLE = re.compile(r"/archive/story-(\d{7})/")
_LISTING = re.compile(r"/news/(?:page/(\d+)/)?")
_SITEMAP = re.compile(r"/en-sitemap-news-(\d+)\.xml")


class Archive:
    """Sitemaps have all articles, the listing has the `listed` newest ones."""

    hosts = (EN,)

    def __init__(
        self,
        count: int,
        *,
        seed: int = 1,
        per_sitemap: int = 2000,
        listed: int | None = None,
        delay: float | None = None,
    ) -> None:
        self.count, self.end, self.per_sitemap = count, END, per_sitemap
        self.listed = count if listed is None else listed
        self.delay = delay
        row = Row("tengrinews", "en", "2026", EN, PATTERNS, PATTERNS, "2026-02-01")
        self._patterns = publish(1, END, plan=(row,))
        self.article = lru_cache(512)(self._made)

    def at(self, number: int) -> datetime:
        """Of the article with this number, counted from the newest, 0."""
        return self.end - number * EVERY

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        path = urlsplit(target).path
        if path == "/robots.txt":
            return robots(host, ("/search",), delay=self.delay)
        if match := _ARTICLE.fullmatch(path):
            number = FIRST_KEY + self.count - 1 - int(match[1])
            return answer(pages.article(self.article(number), self._patterns[:9], now)) if number < self.count else None
        if match := _LISTING.fullmatch(path):
            return self._page(int(match[1] or 1), now)
        if path == "/news.rss":
            newest = [self.article(number) for number in range(min(30, self.count))]
            return feed(newest, title="Tengrinews.kz", home=f"https://{EN}/", full=False)
        if path == "/en-sitemap-index.xml":
            children = range(-(-self.count // self.per_sitemap))
            return index({f"https://{EN}/en-sitemap-news-{each + 1}.xml": self._listed(each)[-1:] for each in children})
        if match := _SITEMAP.fullmatch(path):
            return self._sitemap(int(match[1]) - 1)
        return None

    def keys(self) -> set[str]:
        return {str(FIRST_KEY + number) for number in range(self.count)}

    def _page(self, page: int, now: datetime) -> Answer | None:
        numbers = range((page - 1) * PER_PAGE, min(page * PER_PAGE, self.listed))
        last = -(-self.listed // PER_PAGE)
        stories = [self.article(number) for number in numbers]
        return answer(lists.listing(EN, "/news/", stories, page, last, now)) if stories else None

    def _sitemap(self, child: int) -> Answer | None:
        stories = self._listed(child)
        return sitemap(stories) if stories else None

    def _listed(self, child: int) -> list[Story]:
        """In a sitemap, oldest first."""
        keys = range(child * self.per_sitemap, min((child + 1) * self.per_sitemap, self.count))
        return [replace(self._patterns[0], **self._where(self.count - 1 - key)) for key in keys]

    def _where(self, number: int) -> dict[str, Any]:
        key = str(FIRST_KEY + self.count - 1 - number)
        return {"key": key, "path": f"/archive/story-{key}/", "at": self.at(number), "modified": None, "mapped": None}

    def _made(self, number: int) -> Story:
        pattern = self._patterns[number % PATTERNS]
        where = self._where(number)
        told = paragraph(f"This report has the number {where['key']}, which no other report of these years has.")
        return replace(
            pattern,
            **where,
            title=f"{pattern.title} ({where['key']})",
            blocks=[*pattern.blocks[:1], told, *pattern.blocks[1:]],
            section="archive",
            other_urls=(),
            listed=None,
            fed=None,
            translation_of=None,
            alternates=[],
        )
