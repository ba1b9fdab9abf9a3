"""Which pages of an archive are one article in several languages, and were put together?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from newsspider.rebuild.pages import Rebuilt
from newsspider.site import NewsSpider
from newsspider.site.units import UNTRANSLATED, led_away, link, linked, stored_siblings
from newsspider.store.redo import Redo
from newsspider.store.registry import attach

PATIENCE = timedelta(hours=1)  # the last language may have left no answer


class _Crawl:
    """What a spider looks its store up by."""

    stats = None


class Units:
    """Of one site. They go on when the last language has come, as the crawl did it."""

    def __init__(self, site: type[NewsSpider], store: Redo) -> None:
        crawl: Any = _Crawl()
        self._spider, self._waiting = site(), dict[tuple[str, ...], list[Rebuilt]]()
        self._spider.crawler = crawl
        attach(crawl, store)

    def has(self, rebuilt: Rebuilt) -> bool:
        """Whether it may be one of several languages."""
        return bool(self._spider.addresses().siblings(rebuilt.found.url))

    def take(self, rebuilt: Rebuilt) -> Iterator[list[Rebuilt]]:
        """What is ready to be put now, unit by unit."""
        if rebuilt.revisit:
            if rebuilt.article:
                link(rebuilt.article, stored_siblings(self._spider, [rebuilt.article]))
            yield [rebuilt]
            return
        for key in [key for key, pages in self._waiting.items() if rebuilt.at - pages[0].at > PATIENCE]:
            yield self._settled(self._waiting.pop(key))
        siblings = self._spider.addresses().siblings(rebuilt.found.url) or (rebuilt.found.url,)
        pages = self._waiting.setdefault(siblings, [])
        pages.append(rebuilt)
        if not rebuilt.waiting:
            yield self._settled(self._waiting.pop(siblings))

    def rest(self) -> Iterator[list[Rebuilt]]:
        for pages in self._waiting.values():
            yield self._settled(pages)
        self._waiting.clear()

    def _settled(self, pages: list[Rebuilt]) -> list[Rebuilt]:
        read = [(page.found, page.article) for page in pages if page.article]
        away = led_away(self._spider, read)
        copied = linked(self._spider, [article for found, article in read if found.id not in away])
        return [
            replace(page, article=None, reason=UNTRANSLATED)
            if page.article and (page.found.id in away or page.article.id in copied)
            else page
            for page in pages
        ]
